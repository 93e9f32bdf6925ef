import type { World } from "../world";
import { Cloud } from "./cloud";
import { environmentOf } from "./environments";
import { addSchemaRegistry } from "./schemaRegistries";
import type { ClusterKind, ClusterSpec } from "./specs";

/** A cluster that a configuration names. */
export interface ClusterSeed {
    readonly id: string;
    readonly environmentId: string;
    readonly kind: ClusterKind;
    readonly region: string;
    readonly isPrivate: boolean;
    /** Name of its endpoints. */
    readonly host: string;
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
    const { id, host, ...stated } = seed;
    const spec: ClusterSpec = {
        ...stated,
        displayName: id,
        availability: seed.kind === "Enterprise" ? "HIGH" : "SINGLE_ZONE",
        cloud: "AWS",
        ...(seed.kind === "Dedicated" ? { cku: 1 } : {}),
        deletionProtection: false,
        httpEndpoint: `http://${host}:${world.data.httpPort}`,
        bootstrapEndpoint: `SASL_SSL://${host}:9092`,
        readyAt: cloud.now(),
    };
    cloud.add("clusters", id, spec, true);
    addSchemaRegistry(cloud, environmentOf(cloud, seed.environmentId), spec);
}
