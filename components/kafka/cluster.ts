import type * as confluentcloud from "@pulumi/confluentcloud";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterKind, KafkaClusterHandle } from "./handle";

/** The handle of a cluster that this stack owns. */
export function clusterHandle(
    cluster: confluentcloud.KafkaCluster,
    kind: ClusterKind,
    isPrivate: boolean,
): KafkaClusterHandle {
    return {
        id: cluster.id,
        environmentId: cluster.environment.id,
        kind,
        isPrivate,
        restEndpoint: cluster.restEndpoint,
        bootstrapEndpoint: cluster.bootstrapEndpoint,
        rbacCrn: cluster.rbacCrn,
        apiVersion: cluster.apiVersion,
        apiKind: cluster.kind,
        resource: cluster,
    };
}

interface ClusterFields {
    readonly clusterId: pulumi.Output<string>;
    readonly restEndpoint: pulumi.Output<string>;
    readonly bootstrapEndpoint: pulumi.Output<string>;
}

/** The outputs that every cluster component registers. */
export function clusterOutputs({ clusterId, restEndpoint, bootstrapEndpoint }: ClusterFields): ClusterFields {
    return { clusterId, restEndpoint, bootstrapEndpoint };
}
