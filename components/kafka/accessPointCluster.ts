import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { clusterOutputs } from "./cluster";
import type { KafkaClusterHandle } from "./handle";

const TYPE = "confluent-cluster-linking:index:AccessPointCluster";

/** The access point through which a cluster is reached. */
export interface AccessPointPath {
    /** `ap-…` */
    readonly id: pulumi.Input<string>;
    /** Whether links and mirrors made before keep the cluster's other names. */
    readonly keepsNames: boolean;
}

/** A cluster's addresses behind one access point. */
export interface Endpoints {
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: string;
    /** Kafka bootstrap, `host:9092`. */
    readonly bootstrapEndpoint: string;
}

/**
 * A cluster under the names that it has behind an access point. They are looked up, since what the cluster itself says
 * of its endpoints is as old as the cluster; on a deployed stack they are known in a preview.
 */
export class AccessPointCluster extends pulumi.ComponentResource {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: pulumi.Output<string>;
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: pulumi.Output<string>;
    /** Kafka bootstrap, host and port. */
    readonly bootstrapEndpoint: pulumi.Output<string>;
    /** The cluster as the other rooms use it. */
    readonly handle: KafkaClusterHandle;

    constructor(
        name: string,
        cluster: KafkaClusterHandle,
        { id: accessPointId, keepsNames }: AccessPointPath,
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super(TYPE, name, {}, opts);
        // Through the access point, so that nothing is asked before both are there.
        const id = pulumi.all([cluster.id, accessPointId]).apply(([clusterId]) => clusterId);
        const found = confluentcloud.getKafkaClusterOutput(
            { id, environment: { id: cluster.environmentId } },
            { parent: this },
        );
        const endpoints = pulumi
            .all([found, accessPointId])
            .apply(([{ endpoints: all }, point]) => endpointsBehind(point, all, name));
        this.clusterId = cluster.id;
        this.restEndpoint = endpoints.restEndpoint;
        this.bootstrapEndpoint = endpoints.bootstrapEndpoint;
        this.handle = {
            ...cluster,
            restEndpoint: this.restEndpoint,
            bootstrapEndpoint: this.bootstrapEndpoint,
            keepsNames,
        };
        this.registerOutputs(clusterOutputs(this));
    }
}

/** The addresses behind one access point, of all that a cluster has. Throws a ProgramError where there are none yet. */
export function endpointsBehind(
    accessPointId: string,
    endpoints: readonly (Endpoints & { readonly accessPointId: string })[],
    name: string,
): Endpoints {
    const found = endpoints.find((each) => each.accessPointId === accessPointId);
    if (found === undefined) {
        const ids = endpoints.map((each) => each.accessPointId).join(", ");
        throw new ProgramError(
            `cluster ${name} has no endpoint behind access point ${accessPointId} yet, only: ${ids || "(none)"}. ` +
                "Confluent adds it when the access point is ready: run `pulumi up` again in a minute.",
        );
    }
    const { restEndpoint, bootstrapEndpoint } = found;
    return { restEndpoint: withScheme(restEndpoint), bootstrapEndpoint };
}

/** Data-plane calls need a scheme, which the service does not always name. */
function withScheme(endpoint: string): string {
    return /^https?:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
}
