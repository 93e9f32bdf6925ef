import { KafkaAccess, type NetworkPath } from "../access/kafkaAccess";
import { describedAs } from "../internal/naming";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { LinkEnd } from "../linking/linkPlan";
import type { Settings } from "../settings/settings";
import { entry, mapEntries, type DeploymentContext } from "./context";
import { clusterAt, linkObjects, managedObjects } from "./dataPlaneObjects";
import type { DeployedNetwork } from "./networks";

export interface DeployedAccess {
    /** One manager per cluster: topics, waiting halves, mirrors. */
    readonly managers: Readonly<Record<string, KafkaAccess>>;
    /** Two identities per link, one on each of its clusters. */
    readonly links: Readonly<Record<string, Readonly<Record<LinkEnd, KafkaAccess>>>>;
}

/** The identities of the stack, each with the gate in front of its cluster's data plane. */
export function deployAccess(
    context: DeploymentContext,
    clusters: Readonly<Record<string, KafkaClusterHandle>>,
    networks: Readonly<Record<string, DeployedNetwork>>,
): DeployedAccess {
    const { settings } = context;
    const access = (clusterKey: string, name: string, purpose: string, objects: string[], after?: KafkaAccess) => {
        const network = networkOf(settings, networks, clusterKey);
        return new KafkaAccess(
            name,
            {
                cluster: entry(clusters, clusterKey),
                displayName: context.displayName(name),
                description: describedAs(purpose, context.mark),
                objects,
                deletedWithCluster: !settings.protection,
                readiness: readiness(settings),
                ...(network === undefined ? {} : { network }),
                ...(after === undefined ? {} : { after: after.admin }),
            },
            context.options,
        );
    };
    const managers = mapEntries(settings.clusters, (key) =>
        access(key, `${key}-manager`, `Manages cluster ${key}`, managedObjects(settings, key)),
    );
    const links = mapEntries(settings.links, (key, link) => {
        const identity = (end: LinkEnd) => {
            const cluster = clusterAt(link, end);
            const objects = linkObjects(settings, link, end);
            return access(cluster, `${key}-${end}`, `Link ${link.name}`, objects, entry(managers, cluster));
        };
        return { source: identity("source"), destination: identity("destination") };
    });
    return { managers, links };
}

function networkOf(
    settings: Settings,
    networks: Readonly<Record<string, DeployedNetwork>>,
    clusterKey: string,
): NetworkPath | undefined {
    const cluster = entry(settings.clusters, clusterKey);
    return cluster.type === "enterprise" ? entry(networks, cluster.privateNetwork).runnerPath : undefined;
}

/** The settings of the gates, without what is not set. */
export function readiness({ readiness: { deadlineSeconds, resolver } }: Settings) {
    return { deadlineSeconds, ...(resolver === undefined ? {} : { resolver }) };
}
