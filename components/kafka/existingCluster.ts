import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { clusterOutputs } from "./cluster";
import type { ClusterKind, KafkaClusterHandle } from "./handle";

const TYPE = "confluent-cluster-linking:index:ExistingCluster";

export interface ExistingClusterArgs {
    /** Id of the cluster, `lkc-…`. */
    readonly clusterId: string;
    /** Id of the environment it is in, `env-…`. */
    readonly environmentId: string;
    /** Its type as the links are planned for; the run fails when the cluster is of another. */
    readonly kind: ClusterKind;
    /** Whether its endpoints resolve only inside associated VPCs. */
    readonly isPrivate: boolean;
    /** Region that the links are planned for; the run fails when the cluster is in another. Left out: any. */
    readonly region?: string;
}

/** What is compared of a cluster that was looked up. */
export type FoundCluster = Pick<
    confluentcloud.GetKafkaClusterResult,
    "basics" | "standards" | "enterprises" | "dedicated" | "freights" | "region"
>;

/**
 * A Kafka cluster that is there already, looked up through Confluent's public API, so that a preview works from
 * anywhere. It belongs to somebody else: this stack never changes or deletes it.
 *
 * Nothing that uses the cluster is made when the lookup fails or the cluster is not what the links are planned for.
 */
export class ExistingCluster extends pulumi.ComponentResource {
    readonly clusterId: pulumi.Output<string>;
    readonly restEndpoint: pulumi.Output<string>;
    readonly bootstrapEndpoint: pulumi.Output<string>;
    /** The cluster as the other rooms use it. */
    readonly handle: KafkaClusterHandle;

    constructor(name: string, args: ExistingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const parent = { parent: this };
        // First, so that a wrong environment is not reported as a cluster that one may not see.
        const environment = confluentcloud.getEnvironmentOutput({ id: args.environmentId }, parent);
        const found = confluentcloud
            .getKafkaClusterOutput({ id: args.clusterId, environment: { id: environment.id } }, parent)
            .apply((cluster) => {
                const fault = clusterFault(name, args, cluster);
                if (fault !== undefined) {
                    throw new ProgramError(fault);
                }
                return cluster;
            });
        this.clusterId = found.id;
        this.restEndpoint = found.restEndpoint;
        this.bootstrapEndpoint = found.bootstrapEndpoint;
        this.handle = {
            id: found.id,
            environmentId: environment.id,
            kind: args.kind,
            isPrivate: args.isPrivate,
            restEndpoint: found.restEndpoint,
            bootstrapEndpoint: found.bootstrapEndpoint,
            rbacCrn: found.rbacCrn,
            apiVersion: found.apiVersion,
            apiKind: found.kind,
        };
        this.registerOutputs(clusterOutputs(this));
    }
}

/** How the cluster differs from what is said of it, and what to do; undefined when it does not. */
export function clusterFault(key: string, args: ExistingClusterArgs, found: FoundCluster): string | undefined {
    const kind = kindOf(found);
    const cluster = `cluster ${args.clusterId} (clusters.${key})`;
    if (kind !== args.kind) {
        return (
            `${cluster} is of kind ${kind}, not ${args.kind} as configured, and links are planned by kind. ` +
            `Nothing on it has been touched. Set clusters.${key}.kind to what it is, or correct the id.`
        );
    }
    if (args.region !== undefined && found.region !== args.region) {
        return (
            `${cluster} is in ${found.region}, not in ${args.region} as configured. ` +
            `Nothing on it has been touched. Set clusters.${key}.region to ${found.region}, or correct the id.`
        );
    }
    return undefined;
}

/** The function answers with one block per type, of which those that do not apply are missing or empty. */
function kindOf({ basics, standards, enterprises, dedicated, freights }: FoundCluster): string {
    const blocks = { basic: basics, standard: standards, enterprise: enterprises, freight: freights };
    const listed = Object.entries(blocks).find(([, block]) => (block ?? []).length > 0)?.[0];
    return listed ?? (dedicated?.cku === undefined ? "unknown" : "dedicated");
}
