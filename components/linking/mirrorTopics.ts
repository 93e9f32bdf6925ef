import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { dataPlaneOptions } from "../access/kafkaAdmin";
import type { LinkedEnd } from "./clusterLinking";
import type { LinkEnd } from "./linkPlan";

const TYPE = "confluent-cluster-linking:index:MirrorTopics";

/** A topic and what its mirror is called. */
export interface MirrorSpec {
    /** The topic as a resource: its mirror waits for it. */
    readonly topic: confluentcloud.KafkaTopic;
    /** The same name, unless the link puts a prefix before it. */
    readonly mirrorName: string;
}

export interface MirrorTopicsArgs {
    /** The link's ends. */
    readonly ends: Readonly<Record<LinkEnd, LinkedEnd>>;
    /** The end on which the mirrors are made; their topics are on the other. */
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
        const { end, half, ready } = args.ends[args.on];
        const admin = end.manager;
        const keptNames = end.cluster.keepsNames === true ? ["kafkaCluster.restEndpoint"] : [];
        const link = [args.ends.source.half, args.ends.destination.half, ready];
        for (const [topicName, { topic, mirrorName }] of Object.entries(args.mirrors)) {
            // No status here: pinning it would fight with every passing state of the mirror.
            new confluentcloud.KafkaMirrorTopic(
                `${name}/${topicName}`,
                {
                    clusterLink: { linkName: half.link },
                    sourceKafkaTopic: { topicName: topic.topicName },
                    mirrorTopicName: mirrorName,
                    kafkaCluster: {
                        id: end.cluster.id,
                        restEndpoint: admin.restEndpoint,
                        credentials: admin.credentials,
                    },
                },
                // As with the link: another endpoint would replace the mirror, and its data with it.
                dataPlaneOptions(admin, this, [...link, topic], keptNames),
            );
        }
        this.mirrorTopicNames = pulumi.output(Object.values(args.mirrors).map(({ mirrorName }) => mirrorName));
        this.registerOutputs({ mirrorTopicNames: this.mirrorTopicNames });
    }
}
