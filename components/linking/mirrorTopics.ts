import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { dataPlaneOptions } from "../access/kafkaAdmin";
import type { LinkedEnds } from "./clusterLinking";
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
                dataPlaneOptions(admin, this, [...link, topic]),
            );
        }
        this.mirrorTopicNames = pulumi.output(Object.values(args.mirrors).map(({ mirrorName }) => mirrorName));
        this.registerOutputs({ mirrorTopicNames: this.mirrorTopicNames });
    }
}
