import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { kafkaAccess, partOf, type KafkaAccessArgs, type KeyedAccess } from "../access/kafkaAccess";
import { adopting, dataPlaneOptions, type KafkaAdmin } from "../access/kafkaAdmin";
import { ClusterReady, type ReadinessOptions } from "../access/kafkaRestReady";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { LinkEnd, PlannedLink } from "./linkPlan";

const TYPE = "confluent-cluster-linking:index:ClusterLinking";

/** One end of a link. */
export interface LinkEndArgs {
    /** The cluster that it is for. */
    readonly cluster: KafkaClusterHandle;
    /** The cluster's manager: used by a half that only waits to be dialled, and by mirror topics. */
    readonly manager: KafkaAdmin;
    /**
     * With whom a half that dials reads and writes on this cluster: an identity of the link's own, which it makes and which
     * goes with it, or one that is there, such as the manager.
     */
    readonly identity: KafkaAccessArgs | KafkaAdmin;
    /** Names of the mirror topics on this cluster. */
    readonly mirrorTopics: readonly string[];
    /** Those among them that are ordinary topics by now, or are about to be: nothing here may delete them. */
    readonly stoppedMirrors?: readonly string[];
    /** Id of a half that is there on this cluster, to be adopted instead of made. */
    readonly importId?: string | undefined;
    /** Link configuration of the half on this cluster. Defaults to the service's own. Keys cannot be taken away later. */
    readonly config?: Readonly<Record<string, string>>;
}

export interface ClusterLinkingArgs {
    /** The link's name, the same on both clusters: with two names offsets do not follow. */
    readonly linkName: string;
    /** The end from which topics are mirrored, or one of two. */
    readonly source: LinkEndArgs;
    /** The other end. */
    readonly destination: LinkEndArgs;
    /** The halves in the order in which they have to be made, at least one; from `linkPlan`. */
    readonly plan: readonly PlannedLink[];
    /** How long its gate waits, and whom it asks for names. Defaults to those of `ReadinessOptions`. */
    readonly readiness?: ReadinessOptions;
}

/** A half of a link, and the gate behind it. */
export interface LinkedEnd {
    readonly end: LinkEndArgs;
    readonly half: confluentcloud.ClusterLink;
    /** Done when the link is healthy on this cluster. */
    readonly ready: ClusterReady;
}

/** The ends of a link that hold a half of it. */
export type LinkedEnds = Readonly<Partial<Record<LinkEnd, LinkedEnd>>>;

/** A cluster link with all its halves, each made only when every credential it involves is known to work. */
export class ClusterLinking extends pulumi.ComponentResource {
    /** The link's name in Kafka, once every half is made. */
    readonly linkName: pulumi.Output<string>;
    /** Id of the half on the source cluster; undefined where it holds none. */
    readonly sourceLinkId: pulumi.Output<string> | undefined;
    /** Id of the half on the destination cluster; undefined where it holds none. */
    readonly destinationLinkId: pulumi.Output<string> | undefined;
    /** The ends that hold a half. */
    readonly ends: LinkedEnds;
    /** The link's own identities, by their end; without those that were there. */
    readonly identities: Readonly<Partial<Record<LinkEnd, KeyedAccess>>>;

    constructor(name: string, given: ClusterLinkingArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const identify = (on: LinkEnd) => identified(`${name}-${on}`, given[on], this, opts?.parent);
        const [source, destination] = [identify("source"), identify("destination")];
        const args = { ...given, source, destination };
        const halves = new Map<LinkEnd, confluentcloud.ClusterLink>();
        for (const planned of args.plan) {
            // Never in parallel: two halves made at once get different link ids.
            halves.set(planned.on, this.half(name, args, planned, [...halves.values()]));
        }
        const [first] = halves.values();
        if (first === undefined) {
            throw new ProgramError(`the plan of link ${args.linkName} has no half`);
        }
        this.ends = Object.fromEntries(
            [...halves].map(([on, half]) => [on, this.linkedEnd(name, args, on, half, [...halves.values()])]),
        );
        this.identities = {
            ...(source.own === undefined ? {} : { source: source.own }),
            ...(destination.own === undefined ? {} : { destination: destination.own }),
        };
        this.linkName = first.link;
        this.sourceLinkId = this.ends.source?.half.clusterLinkId;
        this.destinationLinkId = this.ends.destination?.half.clusterLinkId;
        this.registerOutputs({ linkName: this.linkName, ...linkIds(this) });
    }

    private half(
        name: string,
        args: IdentifiedArgs,
        planned: PlannedLink,
        earlier: readonly pulumi.Resource[],
    ): confluentcloud.ClusterLink {
        const local = args[planned.on];
        const remote = args[planned.on === "source" ? "destination" : "source"];
        const dials = planned.connectionMode === "OUTBOUND";
        // The key of a half that dials serves the provider's calls and the data alike; the provider cannot split it.
        const admin = dials ? local.identity : local.manager;
        const gates = [args.source.manager, args.source.identity, args.destination.manager, args.destination.identity];
        const dependsOn = [...gates.flatMap((gate) => gate.requisites), ...earlier];
        return new confluentcloud.ClusterLink(
            `${name}-${planned.on}`,
            {
                link: args.linkName,
                linkMode: planned.linkMode,
                connectionMode: planned.connectionMode,
                ...clusterBlocks(
                    planned,
                    { id: local.cluster.id, restEndpoint: admin.restEndpoint, credentials: admin.credentials },
                    {
                        id: remote.cluster.id,
                        bootstrapEndpoint: remote.cluster.bootstrapEndpoint,
                        ...(planned.peerCredentials ? { credentials: remote.identity.credentials } : {}),
                    },
                ),
                ...(local.config === undefined ? {} : { config: { ...local.config } }),
            },
            adopting(
                dataPlaneOptions(admin, this, dependsOn, keptNames(planned, local.cluster, remote.cluster)),
                local.importId,
            ),
        );
    }

    private linkedEnd(
        name: string,
        args: IdentifiedArgs,
        on: LinkEnd,
        half: confluentcloud.ClusterLink,
        halves: readonly confluentcloud.ClusterLink[],
    ): LinkedEnd {
        const end = args[on];
        const stopped = end.stoppedMirrors ?? [];
        const ready = new ClusterReady(
            `${name}-${on}-ready`,
            {
                clusterId: end.cluster.id,
                restEndpoint: end.manager.restEndpoint,
                credentials: end.manager.credentials,
                oauth: end.manager.oauth,
                restsOn: halves.map((each) => each.clusterLinkId),
                link: half.link,
                objects: end.mirrorTopics.filter((mirror) => !stopped.includes(mirror)),
                stopped,
                ...(args.readiness === undefined ? {} : { readiness: args.readiness }),
            },
            { parent: this, dependsOn: [...end.manager.requisites, ...halves] },
        );
        return { end, half, ready };
    }
}

/** An end whose identity is there. */
interface IdentifiedEnd extends LinkEndArgs {
    readonly identity: KafkaAdmin;
    /** The same, where it is the link's own. */
    readonly own?: KeyedAccess;
}

type IdentifiedArgs = ClusterLinkingArgs & Readonly<Record<LinkEnd, IdentifiedEnd>>;

/** Makes the identity of an end, unless it is there. Stacks from before 0.1.0 hold it in a component beside the link. */
function identified(
    name: string,
    end: LinkEndArgs,
    parent: pulumi.Resource,
    outer: pulumi.Resource | undefined,
): IdentifiedEnd {
    const { identity } = end;
    if ("requisites" in identity) {
        return { ...end, identity };
    }
    const own = kafkaAccess(name, identity, partOf(parent, outer));
    return { ...end, identity: own.admin, own };
}

/** How the provider wants the half's own cluster and its peer to be named: by their roles where data moves one way. */
function clusterBlocks<Local, Peer>({ linkMode }: PlannedLink, local: Local, peer: Peer) {
    switch (linkMode) {
        case "BIDIRECTIONAL":
            return { localKafkaCluster: local, remoteKafkaCluster: peer };
        case "DESTINATION":
            return { destinationKafkaCluster: local, sourceKafkaCluster: peer };
        case "SOURCE":
            return { sourceKafkaCluster: local, destinationKafkaCluster: peer };
    }
}

/** The ids of a link's halves, without those that there are not. */
export function linkIds({
    sourceLinkId,
    destinationLinkId,
}: Pick<ClusterLinking, "sourceLinkId" | "destinationLinkId">) {
    return {
        ...(sourceLinkId === undefined ? {} : { sourceLinkId }),
        ...(destinationLinkId === undefined ? {} : { destinationLinkId }),
    };
}

/**
 * The endpoints that a half keeps while its clusters move to other names: neither can change without a replacement,
 * which would take the mirrors along.
 */
function keptNames(planned: PlannedLink, local: KafkaClusterHandle, remote: KafkaClusterHandle): string[] {
    const [own, peer] = Object.keys(clusterBlocks(planned, undefined, undefined));
    return [
        ...(local.keepsNames === true ? [`${own ?? ""}.restEndpoint`] : []),
        ...(remote.keepsNames === true ? [`${peer ?? ""}.bootstrapEndpoint`] : []),
    ];
}
