import { KafkaAccess, type ClusterAccess, type KafkaAccessArgs } from "../access/kafkaAccess";
import type { KafkaAdmin } from "../access/kafkaAdmin";
import { PoolAccess } from "../access/poolAccess";
import { describedAs } from "../internal/naming";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { LinkEnd } from "../linking/linkPlan";
import { reachesCluster } from "../settings/phase";
import type { LinkSettings, Settings } from "../settings/settings";
import { mapEntries } from "../internal/maps";
import { entry, type DeploymentContext } from "./context";
import { clusterAt, holdsWaitingHalf, linkObjects, managedObjects } from "./dataPlaneObjects";
import { networkOf, type DeployedNetwork } from "./networks";
import { aclObjects, rightsOfLink } from "./rights";

export interface DeployedAccess {
    /** One manager per cluster that the stack reaches: topics, waiting halves, mirrors. */
    readonly managers: Readonly<Record<string, ClusterAccess>>;
    /** Per link what its identity on each of its clusters is made from, or the manager where it has none of its own. */
    readonly links: Readonly<Record<string, Readonly<Record<LinkEnd, KafkaAccessArgs | KafkaAdmin>>>>;
}

/** What identities are made from. */
interface Ground {
    readonly context: DeploymentContext;
    readonly clusters: Readonly<Record<string, KafkaClusterHandle>>;
    readonly networks: Readonly<Record<string, DeployedNetwork>>;
}

/** The managers of the clusters, each with the gate in front of its cluster's data plane, and what links get theirs from. */
export function deployAccess(
    context: DeploymentContext,
    clusters: Readonly<Record<string, KafkaClusterHandle>>,
    networks: Readonly<Record<string, DeployedNetwork>>,
): DeployedAccess {
    const ground = { context, clusters, networks };
    const { settings } = context;
    const reached = Object.entries(settings.clusters).filter(([, cluster]) => reachesCluster(settings, cluster));
    const managers = mapEntries(Object.fromEntries(reached), (key) => deployManager(ground, key));
    const links = mapEntries(settings.links, (key, link) => {
        const identity = (end: LinkEnd) =>
            link.identities === "managers"
                ? entry(managers, clusterAt(link, end)).admin
                : linkIdentity(ground, key, link, end, managers);
        return { source: identity("source"), destination: identity("destination") };
    });
    return { managers, links };
}

function deployManager(ground: Ground, key: string): ClusterAccess {
    const { settings, generations, oauth } = ground.context;
    const [name, objects] = [`${key}-manager`, [...managedObjects(settings, key), ...aclObjects(settings, key)]];
    if (oauth !== undefined) {
        return new PoolAccess(name, { client: oauth, objects, ...surroundings(ground, key) }, ground.context.options);
    }
    const args = accessArgs(ground, key, name, {
        purpose: `Manages cluster ${key}`,
        objects,
        generations: holdsWaitingHalf(settings, key) ? undefined : generations,
    });
    return new KafkaAccess(name, args, ground.context.options);
}

function linkIdentity(
    ground: Ground,
    key: string,
    link: LinkSettings,
    end: LinkEnd,
    managers: Readonly<Record<string, ClusterAccess>>,
): KafkaAccessArgs {
    const { settings, generations } = ground.context;
    const cluster = clusterAt(link, end);
    const { admin } = entry(managers, cluster);
    return accessArgs(ground, cluster, `${key}-${end}`, {
        purpose: `Link ${link.name}`,
        objects: linkObjects(settings, link, end),
        after: admin,
        acls: link.authorization === "acl" ? { admin, rules: rightsOfLink(link, end) } : undefined,
        generations,
    });
}

function accessArgs(
    ground: Ground,
    clusterKey: string,
    name: string,
    own: { readonly purpose: string } & Pick<KafkaAccessArgs, "objects" | "after" | "acls" | "generations">,
): KafkaAccessArgs {
    const { context } = ground;
    const { purpose, ...rest } = own;
    return {
        ...rest,
        ...surroundings(ground, clusterKey),
        displayName: context.displayName(name),
        description: describedAs(purpose, context.mark),
    };
}

/** What every way onto a cluster needs, whoever goes it. */
function surroundings({ context: { settings }, clusters, networks }: Ground, clusterKey: string) {
    const network = networkOf(settings, networks, clusterKey);
    return {
        cluster: entry(clusters, clusterKey),
        deletedWithCluster: !settings.protection,
        readiness: readiness(settings),
        ...(network === undefined ? {} : { network: network.runnerPath }),
    };
}

/** The settings of the gates, without what is not set. */
export function readiness({ readiness: { deadlineSeconds, resolver } }: Settings) {
    return { deadlineSeconds, ...(resolver === undefined ? {} : { resolver }) };
}
