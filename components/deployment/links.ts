import type { KafkaClusterHandle } from "../kafka/handle";
import { ClusterLinking, type LinkEndArgs } from "../linking/clusterLinking";
import type { LinkEnd } from "../linking/linkPlan";
import { MirrorTopics } from "../linking/mirrorTopics";
import type { LinkSettings } from "../settings/settings";
import { mirrorsOf } from "../settings/topology";
import { KafkaTopics } from "../workloads/kafkaTopics";
import { mapEntries } from "../internal/maps";
import { readiness, type DeployedAccess } from "./access";
import { entry, type DeploymentContext } from "./context";
import { clusterAt, directionOnto, mirrorsOnto, planOf, stoppedMirrorsOn } from "./dataPlaneObjects";

/** The topics that the stack makes, by cluster and name. */
export type DeployedTopics = Readonly<Record<string, KafkaTopics["topics"]>>;

/** The topics of the clusters that the stack reaches. */
export function deployTopics(context: DeploymentContext, access: DeployedAccess): DeployedTopics {
    return mapEntries(access.managers, (key, { admin }) => {
        const { topics } = entry(context.settings.clusters, key);
        return Object.keys(topics).length === 0 ? {} : new KafkaTopics(key, { admin, topics }, context.options).topics;
    });
}

export interface DeployedLink {
    readonly linking: ClusterLinking;
    /** Mirrors by the end they are made on, for each end on which the stack makes any. */
    readonly mirrors: Readonly<Partial<Record<LinkEnd, MirrorTopics>>>;
}

/** The stack's links with their mirror topics. */
export function deployLinks(
    context: DeploymentContext,
    clusters: Readonly<Record<string, KafkaClusterHandle>>,
    access: DeployedAccess,
    topics: DeployedTopics,
): Record<string, DeployedLink> {
    const { settings, options } = context;
    return mapEntries(settings.links, (key, link) => {
        const end = (on: LinkEnd): LinkEndArgs => linkEnd(link, on, key, clusters, access);
        const plan = planOf(settings, link);
        const linking = new ClusterLinking(
            key,
            {
                linkName: link.name,
                source: end("source"),
                destination: end("destination"),
                plan,
                readiness: readiness(settings),
            },
            options,
        );
        const mirrors = (on: LinkEnd) => {
            const origin = entry(topics, clusterAt(link, on === "source" ? "destination" : "source"));
            const said = mirrorsOf(link, directionOnto(on));
            const topicsToMirror = Object.entries(mirrorsOnto(link, on)).map(([name, mirrorName]) => {
                const { status, import: importId } = said[name] ?? {};
                return [name, { topic: origin[name], mirrorName, status, importId }] as const;
            });
            const args = { ends: linking.ends, on, mirrors: Object.fromEntries(topicsToMirror) };
            return new MirrorTopics(`${key}-on-${on}`, args, options);
        };
        const some = (on: LinkEnd) => Object.keys(mirrorsOnto(link, on)).length > 0;
        const mirroring = plan.filter(({ on, mirrors: made }) => made !== "none" && some(on));
        return { linking, mirrors: Object.fromEntries(mirroring.map(({ on }) => [on, mirrors(on)])) };
    });
}

function linkEnd(
    link: LinkSettings,
    on: LinkEnd,
    key: string,
    clusters: Readonly<Record<string, KafkaClusterHandle>>,
    access: DeployedAccess,
): LinkEndArgs {
    const clusterKey = clusterAt(link, on);
    const config = link.config[on];
    return {
        cluster: entry(clusters, clusterKey),
        manager: entry(access.managers, clusterKey).admin,
        identity: entry(access.links, key)[on],
        mirrorTopics: Object.values(mirrorsOnto(link, on)),
        importId: link.import?.[on],
        stoppedMirrors: stoppedMirrorsOn(link, on),
        ...(Object.keys(config).length === 0 ? {} : { config }),
    };
}
