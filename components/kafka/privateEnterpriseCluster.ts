import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { clusterHandle, clusterOutputs } from "./cluster";
import type { KafkaClusterHandle } from "./handle";

const TYPE = "confluent-cluster-linking:index:PrivateEnterpriseCluster";

export interface PrivateEnterpriseClusterArgs {
    /** The environment to create the cluster in, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** Name shown in the console; may be changed in place. */
    readonly displayName: pulumi.Input<string>;
    /** AWS region, such as `us-east-1`. */
    readonly region: pulumi.Input<string>;
    /** HIGH or LOW. Defaults to HIGH. A change replaces the cluster. */
    readonly availability?: pulumi.Input<string>;
    /** Whether Confluent refuses to delete the cluster. Defaults to false. */
    readonly deletionProtection?: pulumi.Input<boolean>;
    /** Id of a cluster that is there, `env-…/lkc-…`, to be adopted instead of made. */
    readonly importId?: string | undefined;
}

/** A Confluent Enterprise cluster on AWS: elastic capacity, reachable only over PrivateLink. */
export class PrivateEnterpriseCluster extends pulumi.ComponentResource {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: pulumi.Output<string>;
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: pulumi.Output<string>;
    /** Kafka bootstrap, host and port. */
    readonly bootstrapEndpoint: pulumi.Output<string>;
    /** The cluster as the other rooms use it. */
    readonly handle: KafkaClusterHandle;

    constructor(name: string, args: PrivateEnterpriseClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const cluster = new confluentcloud.KafkaCluster(
            `${name}-cluster`,
            {
                displayName: args.displayName,
                availability: args.availability ?? "HIGH",
                cloud: "AWS",
                region: args.region,
                environment: { id: args.environmentId },
                enterprises: [{}],
                deletionProtection: args.deletionProtection ?? false,
            },
            { parent: this, ...(args.importId === undefined ? {} : { import: args.importId }) },
        );
        this.handle = clusterHandle(cluster, "enterprise", true);
        this.clusterId = cluster.id;
        this.restEndpoint = cluster.restEndpoint;
        this.bootstrapEndpoint = cluster.bootstrapEndpoint;
        this.registerOutputs(clusterOutputs(this));
    }
}
