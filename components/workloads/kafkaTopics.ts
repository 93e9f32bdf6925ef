import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { adopting, dataPlaneOptions, type KafkaAdmin } from "../access/kafkaAdmin";

const TYPE = "confluent-cluster-linking:index:KafkaTopics";

export interface KafkaTopicSpec {
    /** Number of partitions. Defaults to 6. More are added in place; fewer replace the topic and lose its data. */
    readonly partitions?: number;
    /** Topic settings, such as `retention.ms`; values as text. */
    readonly config?: Readonly<Record<string, string>>;
    /** Id of a topic that is there, `lkc-…/topic`, to be adopted instead of made. */
    readonly import?: string | undefined;
}

export interface KafkaTopicsArgs {
    /** The way onto the cluster. */
    readonly admin: KafkaAdmin;
    /** Topics by name. */
    readonly topics: Readonly<Record<string, KafkaTopicSpec>>;
}

/** The topics of one cluster. */
export class KafkaTopics extends pulumi.ComponentResource {
    /** The topics' names. */
    readonly topicNames: pulumi.Output<string[]>;
    /** The topics by name, for what has to wait for one of them. */
    readonly topics: Readonly<Record<string, confluentcloud.KafkaTopic>>;

    constructor(name: string, args: KafkaTopicsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { admin } = args;
        this.topics = Object.fromEntries(
            Object.entries(args.topics).map(([topic, spec]) => [
                topic,
                // A slash, which no key can hold: the topics of two clusters never share a name.
                new confluentcloud.KafkaTopic(
                    `${name}/${topic}`,
                    {
                        topicName: topic,
                        partitionsCount: spec.partitions ?? 6,
                        config: { ...spec.config },
                        kafkaCluster: { id: admin.cluster.id },
                        restEndpoint: admin.restEndpoint,
                        credentials: admin.credentials,
                    },
                    adopting(dataPlaneOptions(admin, this), spec.import),
                ),
            ]),
        );
        this.topicNames = pulumi.output(Object.keys(args.topics));
        this.registerOutputs({ topicNames: this.topicNames });
    }
}
