import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { clusterOutputs } from "./cluster";
import type { ClusterKind, KafkaClusterHandle } from "./handle";

const TYPE = "confluent-cluster-linking:index:ExistingCluster";

/** What a cluster is expected to be. */
export interface ExpectedCluster {
    /** Id of the cluster, `lkc-…`. */
    readonly clusterId: string;
    /** Id of the environment it is in, `env-…`. */
    readonly environmentId: string;
    /** Its type as the links are planned for. */
    readonly kind: ClusterKind;
    /** Region that the links are planned for. Left out: any. */
    readonly region?: string;
}

/** What a look-up tells of a cluster. */
export type FoundCluster = confluentcloud.GetKafkaClusterResult;

/**
 * Looks a cluster up through Confluent's public API, so that a preview works from anywhere. Throws a ProgramError when it
 * cannot be found or is not what is expected; `key` is its key in the settings.
 *
 * The program waits for the answer before it makes anything: an error inside `apply` would come when half of the stack
 * has been made.
 */
export async function lookUpCluster(key: string, expected: ExpectedCluster): Promise<FoundCluster> {
    const found = await ask(key, expected);
    const fault = clusterFault(key, expected, found);
    if (fault !== undefined) {
        throw new ProgramError(fault);
    }
    return found;
}

async function ask(key: string, { clusterId, environmentId }: ExpectedCluster): Promise<FoundCluster> {
    try {
        // First, so that a wrong environment is not reported as a cluster that one may not see.
        const { id } = await confluentcloud.getEnvironment({ id: environmentId });
        return await confluentcloud.getKafkaCluster({ id: clusterId, environment: { id } });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ProgramError(`cluster ${clusterId} (clusters.${key}) in ${environmentId} was not found: ${reason}`);
    }
}

export interface ExistingClusterArgs {
    /** What `lookUpCluster` has found. */
    readonly found: FoundCluster;
    /** What the settings say of its type; compared with what was found. */
    readonly kind: ClusterKind;
    /** Whether its endpoints resolve only inside associated VPCs. */
    readonly isPrivate: boolean;
}

/** A Kafka cluster that is there already. It belongs to somebody else: this stack never changes or deletes it. */
export class ExistingCluster extends pulumi.ComponentResource {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: pulumi.Output<string>;
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: pulumi.Output<string>;
    /** Kafka bootstrap, host and port. */
    readonly bootstrapEndpoint: pulumi.Output<string>;
    /** The cluster as the other rooms use it. */
    readonly handle: KafkaClusterHandle;

    constructor(name: string, { found, kind, isPrivate }: ExistingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        this.clusterId = pulumi.output(found.id);
        this.restEndpoint = pulumi.output(found.restEndpoint);
        this.bootstrapEndpoint = pulumi.output(found.bootstrapEndpoint);
        this.handle = {
            id: this.clusterId,
            environmentId: pulumi.output(found.environment.id),
            kind,
            isPrivate,
            restEndpoint: this.restEndpoint,
            bootstrapEndpoint: this.bootstrapEndpoint,
            rbacCrn: pulumi.output(found.rbacCrn),
            apiVersion: pulumi.output(found.apiVersion),
            apiKind: pulumi.output(found.kind),
        };
        this.registerOutputs(clusterOutputs(this));
    }
}

type ComparedCluster = Pick<FoundCluster, "basics" | "standards" | "enterprises" | "dedicated" | "freights" | "region">;

/** How the cluster differs from what is said of it, and what to do; undefined when it does not. */
export function clusterFault(key: string, expected: ExpectedCluster, found: ComparedCluster): string | undefined {
    const kind = kindOf(found);
    const cluster = `cluster ${expected.clusterId} (clusters.${key})`;
    if (kind !== expected.kind) {
        return (
            `${cluster} is of kind ${kind}, not ${expected.kind} as configured, and links are planned by kind. ` +
            `Nothing has been changed. Set clusters.${key}.kind to what it is, or correct the id.`
        );
    }
    if (expected.region !== undefined && found.region !== expected.region) {
        return (
            `${cluster} is in ${found.region}, not in ${expected.region} as configured. ` +
            `Nothing has been changed. Set clusters.${key}.region to ${found.region}, or correct the id.`
        );
    }
    return undefined;
}

/** The function answers with one block per type, of which those that do not apply are missing or empty. */
function kindOf({ basics, standards, enterprises, dedicated, freights }: ComparedCluster): string {
    const blocks = { basic: basics, standard: standards, enterprise: enterprises, freight: freights };
    const listed = Object.entries(blocks).find(([, block]) => (block ?? []).length > 0)?.[0];
    return listed ?? (dedicated?.cku === undefined ? "unknown" : "dedicated");
}
