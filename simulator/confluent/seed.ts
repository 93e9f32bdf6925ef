import type { World } from "../world";
import { Cloud } from "./cloud";
import { endpointsOf } from "./clusters";
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
