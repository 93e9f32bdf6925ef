import { randomBytes } from "node:crypto";
import type { World } from "../world";
import { Cloud } from "./cloud";
import { endpointsOf } from "./clusters";
import { clusterCrn } from "./crn";
import { environmentOf } from "./environments";
import { addSchemaRegistry } from "./schemaRegistries";
import type { ClusterKind, ClusterSpec } from "./specs";

/** A cluster that a configuration names. What it leaves open is as the service would have made it. */
export interface ClusterSeed {
    readonly id: string;
    readonly environmentId: string;
    readonly kind: ClusterKind;
    readonly region: string;
    readonly displayName?: string;
    readonly availability?: string;
    readonly cku?: number;
    /** Where it is reached, if not where a new cluster of its kind would be. */
    readonly way?: { readonly isPrivate: boolean; readonly host: string };
}

/** Puts an environment that a configuration names into the world, with Stream Governance; once, however often called. */
export function seedEnvironment(world: World, seed: { readonly id: string; readonly displayName?: string }): void {
    const cloud = new Cloud(world, 0);
    if (cloud.get("environments", seed.id) === undefined) {
        const spec = { displayName: seed.displayName ?? seed.id, governance: "ESSENTIALS" };
        cloud.add("environments", seed.id, spec, true);
    }
}

/**
 * Puts an identity pool that a configuration names into the world, with the client whose tokens it takes; once, however
 * often called. A client with another id gets another secret.
 */
export function seedIdentityPool(world: World, { id, clientId }: { readonly id: string; readonly clientId: string }) {
    const cloud = new Cloud(world, 0);
    if (cloud.get("identityPools", id)?.spec.clientId !== clientId) {
        const clientSecret = randomBytes(32).toString("base64url");
        cloud.add("identityPools", id, { displayName: id, clientId, clientSecret }, true);
    }
}

/** The secret of an identity pool's client. Throws where the pool is not there. */
export function clientSecret(world: World, { identityPoolId }: { readonly identityPoolId: string }): string {
    const pool = new Cloud(world, 0).get("identityPools", identityPoolId);
    if (pool === undefined) {
        throw new Error(`there is no identity pool ${identityPoolId} in this world`);
    }
    return pool.spec.clientSecret;
}

/** Gives an identity pool the role that it needs on a cluster that is there already; once, however often called. */
export function seedPoolRole(world: World, identityPoolId: string, clusterId: string): void {
    const cloud = new Cloud(world, 0);
    const cluster = cloud.get("clusters", clusterId);
    if (cluster !== undefined) {
        const principal = `User:${identityPoolId}`;
        const crnPattern = clusterCrn(world, cluster.spec.environmentId, clusterId);
        const spec = { principal, roleName: "CloudClusterAdmin", crnPattern, readyAt: cloud.now() };
        cloud.add("roleBindings", `rb-${identityPoolId}-${clusterId}`, spec, true);
    }
}

/** Puts a cluster that a configuration names into the world, with its environment; once, however often called. */
export function seedCluster(world: World, seed: ClusterSeed): void {
    seedEnvironment(world, { id: seed.environmentId });
    const cloud = new Cloud(world, 0);
    if (cloud.get("clusters", seed.id) !== undefined) {
        return;
    }
    const { id, environmentId, kind, region, way } = seed;
    const spec: ClusterSpec = {
        environmentId,
        kind,
        region,
        displayName: seed.displayName ?? id,
        availability: seed.availability ?? (kind === "Enterprise" ? "HIGH" : "SINGLE_ZONE"),
        cloud: "AWS",
        ...(kind === "Dedicated" ? { cku: seed.cku ?? 1 } : {}),
        deletionProtection: false,
        ...(way === undefined ? endpointsOf(cloud, id, kind, region) : endpointsAt(world, way)),
        readyAt: cloud.now(),
    };
    cloud.add("clusters", id, spec, true);
    addSchemaRegistry(cloud, environmentOf(cloud, environmentId), spec);
}

function endpointsAt(world: World, { isPrivate, host }: { readonly isPrivate: boolean; readonly host: string }) {
    const httpEndpoint = `http://${host}:${world.data.httpPort}`;
    return { isPrivate, httpEndpoint, bootstrapEndpoint: `${isPrivate ? "" : "SASL_SSL://"}${host}:9092` };
}
