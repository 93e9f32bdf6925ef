import type * as pulumi from "@pulumi/pulumi";

/** The types of Kafka cluster that can take part in a link. */
export type ClusterKind = "basic" | "standard" | "enterprise" | "dedicated";

/** What the later rooms need to know of a Kafka cluster, whoever made it. */
export interface KafkaClusterHandle {
    /** The cluster's id, `lkc-…`. */
    readonly id: pulumi.Output<string>;
    /** The environment it lives in, `env-…`. */
    readonly environmentId: pulumi.Output<string>;
    /** What Confluent calls its type. */
    readonly kind: ClusterKind;
    /** True when its endpoints resolve only inside associated VPCs. */
    readonly isPrivate: boolean;
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: pulumi.Output<string>;
    /** Kafka bootstrap, `host:9092`; of a public cluster usually with `SASL_SSL://` in front. */
    readonly bootstrapEndpoint: pulumi.Output<string>;
    /** The name that role bindings on this cluster use. */
    readonly rbacCrn: pulumi.Output<string>;
    /** The API version and kind that API keys for this cluster name as their resource. */
    readonly apiVersion: pulumi.Output<string>;
    /** See `apiVersion`. */
    readonly apiKind: pulumi.Output<string>;
    /** True while links and mirrors on it keep the names that they were made with, though it has got others. */
    readonly keepsNames?: boolean;
    /** The cluster itself when this stack owns it. */
    readonly resource?: pulumi.Resource;
}
