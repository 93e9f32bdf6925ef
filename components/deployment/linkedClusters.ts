import * as pulumi from "@pulumi/pulumi";
import { requireGates } from "../access/gateHost";
import { checkedHere, settingsFrom } from "../settings/load";
import { deploy } from "./deployment";
import type { StackOutputs } from "./outputTypes";

const TYPE = "confluent-cluster-linking:index:LinkedClusters";

export interface LinkedClustersArgs {
    /**
     * The settings of a stack, in plain: what a stack file of the program has under `confluent-cluster-linking:`, such
     * as environment, privateNetworks, clusters, links and hub. Values that are known only after something else has been
     * made are refused. The region is the stack's `aws:region`, and the providers' keys are the stack's own.
     */
    readonly settings: pulumi.Inputs;
}

/** Where a cluster is. */
export interface LinkedCluster {
    /** `lkc-…` */
    readonly id: string;
    /** Kafka REST endpoint, with scheme and port. */
    readonly restEndpoint: string;
    /** Bootstrap endpoint, with scheme and port. */
    readonly bootstrapEndpoint: string;
}

/** The program's outputs, as far as their form is known here. */
interface Made {
    readonly [output: string]: unknown;
    readonly environmentId?: string | undefined;
    readonly clusters: Record<string, LinkedCluster>;
}

/**
 * Linked Confluent clusters with everything that they need, as the program of this project makes them: networks, names and
 * routes, clusters, identities, topics and links, in an order in which one run is enough. One in a stack: names in the
 * clouds are made of project and stack.
 */
export class LinkedClusters extends pulumi.ComponentResource<StackOutputs> {
    /** `env-…` of the environment that clusters are made in; none where all clusters are there already. */
    readonly environmentId: pulumi.Output<string | undefined>;
    /** The clusters by their keys in the settings. */
    readonly clusters: pulumi.Output<Record<string, LinkedCluster>>;
    /** All outputs of the program, by name. None is a secret. */
    readonly outputs: pulumi.Output<pulumi.Inputs>;

    constructor(name: string, args: LinkedClustersArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, checked(args), opts);
        const made = pulumi.output<unknown>(this.getData()) as pulumi.Output<Made>;
        this.environmentId = made.apply(({ environmentId }) => environmentId);
        this.clusters = made.apply(({ clusters }) => clusters);
        this.outputs = made.apply((all): pulumi.Inputs => ({ ...all }));
        this.registerOutputs({
            environmentId: this.environmentId,
            clusters: this.clusters,
            outputs: this.outputs,
        });
    }

    /** The SDK calls it from within its own constructor. */
    protected override async initialize({ settings }: LinkedClustersArgs): Promise<StackOutputs> {
        return deploy(await settingsFrom(settings), { parent: this });
    }
}

/** What is wrong is told before the component is there; with `hub.stack` that has to wait for the other stack. */
function checked(args: LinkedClustersArgs): LinkedClustersArgs {
    requireGates("LinkedClusters");
    const hub: unknown = args.settings.hub;
    if (typeof hub !== "object" || hub === null || !("stack" in hub)) {
        checkedHere(args.settings);
    }
    return args;
}
