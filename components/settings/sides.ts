import type { ClusterKind, Side } from "../linking/linkPlan";

/** What is stated of how a cluster is reached. */
export interface StatedWay {
    readonly privateNetwork?: string | undefined;
    readonly reachable?: string | undefined;
}

/** What is stated of a cluster. */
export interface StatedCluster extends StatedWay {
    readonly type: string;
    readonly environmentId?: string | undefined;
    readonly region?: string | undefined;
}

/** Where the clusters are that a stack makes. */
export interface Home {
    /** Id of an environment that is there already; undefined for one that the stack makes. */
    readonly environmentId: string | undefined;
    readonly region: string;
}

/** A cluster of that kind as link plans see it. */
export function sideOf(key: string, kind: ClusterKind, cluster: StatedCluster, home: Home): Side {
    if (cluster.type === "existing") {
        const { environmentId: environment, region = home.region } = cluster;
        return { key, kind, isPrivate: isReachedPrivately(cluster), environment, region };
    }
    // Whatever the new environment is going to be called, it is one for all clusters that are made in it.
    const environment = home.environmentId ?? "the stack's";
    return { key, kind, isPrivate: kind === "enterprise", environment, region: home.region };
}

/** True for an existing cluster for which a private way is stated. */
export function isReachedPrivately({ privateNetwork, reachable }: StatedWay): boolean {
    return privateNetwork !== undefined || reachable !== undefined;
}
