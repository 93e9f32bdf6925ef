import type { World } from "../world";
import { Cloud } from "./cloud";
import { endpointsOf } from "./clusters";
import type { ClusterSpec } from "./specs";

/** Puts an environment that a configuration names into the world, with Stream Governance; once, however often called. */
export function seedEnvironment(world: World, seed: { readonly id: string; readonly displayName?: string }): void {
    const cloud = new Cloud(world, 0);
    if (cloud.get("environments", seed.id) === undefined) {
        const spec = { displayName: seed.displayName ?? seed.id, governance: "ESSENTIALS" };
        cloud.add("environments", seed.id, spec, true);
    }
}

/** What a configuration says of a cluster that it takes for granted. */
export type ClusterSeed = Pick<ClusterSpec, "environmentId" | "displayName" | "availability" | "region" | "kind"> & {
    readonly id: string;
    readonly cku?: number;
};

/** Puts a cluster that is to be adopted into its environment, where that is known; once, however often called. */
export function seedCluster(world: World, { id, ...spec }: ClusterSeed): void {
    const cloud = new Cloud(world, 0);
    if (cloud.get("clusters", id) === undefined && cloud.get("environments", spec.environmentId) !== undefined) {
        const endpoints = endpointsOf(cloud, id, spec.kind, spec.region);
        const more = { cloud: "AWS", deletionProtection: false, readyAt: 0 };
        cloud.add("clusters", id, { ...spec, ...more, ...endpoints }, true);
    }
}
