import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { adopting, dataPlaneOptions } from "../access/kafkaAdmin";
import { ProgramError } from "../internal/programError";
import type { MirrorStatus } from "../settings/settings";
import { isStopped } from "../settings/topology";
import type { LinkedEnds } from "./clusterLinking";
import type { LinkEnd } from "./linkPlan";

const TYPE = "confluent-cluster-linking:index:MirrorTopics";

/** A topic and what its mirror is called. */
export interface MirrorSpec {
    /** The topic as a resource: its mirror waits for it. Left out where it was there before, as a mirror itself. */
    readonly topic?: confluentcloud.KafkaTopic | undefined;
    /** The same name, unless the link puts a prefix before it. */
    readonly mirrorName: string;
    /** What the mirror is to become; a new mirror is ACTIVE first. Left out: its status is left alone. */
    readonly status?: MirrorStatus | undefined;
    /** Id of a mirror that is there, `lkc-…/link/mirror`, to be adopted instead of made. */
    readonly importId?: string | undefined;
}

export interface MirrorTopicsArgs {
    /** The link's ends. */
    readonly ends: LinkedEnds;
    /** The end on which the mirrors are made, which holds a half; their topics are on the other. */
    readonly on: LinkEnd;
    /** The mirrors by the name of their topic. */
    readonly mirrors: Readonly<Record<string, MirrorSpec>>;
}

/** The mirror topics of one direction of a cluster link. */
export class MirrorTopics extends pulumi.ComponentResource {
    /** The mirrors' names, the same as those of their topics. */
    readonly mirrorTopicNames: pulumi.Output<string[]>;

    constructor(name: string, args: MirrorTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const here = args.ends[args.on];
        if (here === undefined) {
            throw new ProgramError(`${name}: the link has no half on its ${args.on}, so no mirror can be made there`);
        }
        const { end, half, ready } = here;
        const admin = end.manager;
        const link = [...Object.values(args.ends).map((each) => each.half), ready];
        const keptNames = end.cluster.keepsNames === true ? ["kafkaCluster.restEndpoint"] : [];
        for (const [topicName, { topic, mirrorName, status, importId }] of Object.entries(args.mirrors)) {
            const dependsOn = [...link, ...(topic === undefined ? [] : [topic])];
            // As with the link: another endpoint would replace the mirror, and its data with it.
            const options = adopting(dataPlaneOptions(admin, this, dependsOn, keptNames), importId);
            new confluentcloud.KafkaMirrorTopic(
                `${name}/${topicName}`,
                {
                    clusterLink: { linkName: half.link },
                    sourceKafkaTopic: { topicName: topic?.topicName ?? topicName },
                    mirrorTopicName: mirrorName,
                    // A status only where it is asked for: pinned, it would fight with every passing state.
                    ...(status === undefined ? {} : { status }),
                    kafkaCluster: {
                        id: end.cluster.id,
                        restEndpoint: admin.restEndpoint,
                        credentials: admin.credentials,
                    },
                },
                // To delete a mirror is to delete the topic, whatever has become of it.
                isStopped(status) ? { ...options, retainOnDelete: true } : options,
            );
        }
        this.mirrorTopicNames = pulumi.output(Object.values(args.mirrors).map(({ mirrorName }) => mirrorName));
        this.registerOutputs({ mirrorTopicNames: this.mirrorTopicNames });
    }
}
