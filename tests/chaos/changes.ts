import type { RawSettings } from "../support/rawSettings";

/** Changes of a deployed stack, each of another kind; one that does not apply to a stack leaves its settings as they are. */
export const CHANGES: Readonly<Record<string, (settings: RawSettings) => void>> = {
    /** In place, in both clouds. */
    update: ({ clusters, environment, rotation }) => {
        for (const cluster of ownClusters(clusters)) {
            cluster.displayName = "renamed";
            eachTopic(cluster, (topic) => {
                topic.config = { ...topic.config, "retention.ms": "3600000" };
            });
        }
        if ((environment as RawSettings["environment"] | undefined)?.name !== undefined) {
            environment.name = "renamed";
        }
        if (rotation !== undefined) {
            rotation.generation = 1;
        }
    },
    /** Topics with fewer partitions are replaced, and with them their mirrors. */
    replace: ({ clusters }) => {
        for (const cluster of Object.values(clusters)) {
            eachTopic(cluster, (topic) => {
                topic.partitions = 1;
            });
        }
    },
    /** New neighbours of a network, and another topic. */
    grow: ({ clusters, privateNetworks }) => {
        const networks = Object.values((privateNetworks as RawSettings["privateNetworks"] | undefined) ?? {});
        for (const [index, network] of networks.entries()) {
            // Each its own: networks that are connected share no block.
            network.clientCidrs = [...(network.clientCidrs ?? []), `172.${16 + index}.0.0/16`];
        }
        for (const cluster of Object.values(clusters)) {
            if (cluster.topics !== undefined) {
                cluster.topics.added = { partitions: 3 };
            }
        }
    },
    /** Away with the people's way in and with every mirror. */
    shrink: ({ hub, links }) => {
        delete (hub as Record<string, unknown> | undefined)?.vpn;
        for (const link of Object.values(links)) {
            link.mirrorTopics = {};
        }
    },
};

type Clusters = RawSettings["clusters"];
type Cluster = Clusters[string];

function ownClusters(clusters: Clusters): Cluster[] {
    return Object.values(clusters).filter(({ type }) => type !== "existing");
}

function eachTopic(cluster: Cluster, change: (topic: NonNullable<Cluster["topics"]>[string]) => void): void {
    Object.values(cluster.topics ?? {}).forEach(change);
}
