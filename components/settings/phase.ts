import type { ClusterSettings, Settings } from "./settings";
import { isReachedPrivately } from "./sides";

/**
 * network: all that can be made from anywhere, so that the runner's network stands before anything has to pass through
 * it; all: everything.
 */
export const PHASES = ["network", "all"] as const;
export type Phase = (typeof PHASES)[number];

/** Whether the program makes what is in that cluster, for which it has to reach it. */
export function reachesCluster({ phase }: Pick<Settings, "phase">, cluster: ClusterSettings): boolean {
    return phase === "all" || !isPrivate(cluster);
}

/** What of the settings is made in their phase. Links need both of their clusters, so the first phase has none. */
export function inPhase(settings: Settings): Settings {
    if (settings.phase === "all") {
        return settings;
    }
    const clusters = Object.entries(settings.clusters).map(([key, cluster]): [string, ClusterSettings] => [
        key,
        reachesCluster(settings, cluster) ? cluster : { ...cluster, topics: {}, clients: {}, datagen: {} },
    ]);
    return { ...settings, clusters: Object.fromEntries(clusters), links: {} };
}

function isPrivate(cluster: ClusterSettings): boolean {
    return cluster.type === "enterprise" || (cluster.type === "existing" && isReachedPrivately(cluster));
}
