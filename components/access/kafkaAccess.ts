import * as pulumi from "@pulumi/pulumi";
import type { ClusterKind, KafkaClusterHandle } from "../kafka/handle";
import type { KafkaAdmin } from "./kafkaAdmin";
import { KafkaRestReady, type ReadinessOptions } from "./kafkaRestReady";
import { ServiceIdentity } from "./serviceIdentity";

const TYPE = "confluent-cluster-linking:index:KafkaAccess";

const HOLD_NO_LINKS: readonly ClusterKind[] = ["basic", "standard"];

/** The network path that calls to a private cluster take. */
export interface NetworkPath {
    /** Digest of what is on the path: resolves when all of it exists, changes when a part is replaced or added. */
    readonly reachable: pulumi.Output<string>;
    /** The parts that every call needs, from endpoint to the runner. */
    readonly path: readonly pulumi.Resource[];
}

export interface KafkaAccessArgs {
    readonly cluster: KafkaClusterHandle;
    /** Path to a private cluster; left out for a public one. */
    readonly network?: NetworkPath;
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** What the identity is for. */
    readonly description: pulumi.Input<string>;
    /** Names of what will be made with it. */
    readonly objects: readonly string[];
    /** Whether data-plane objects go with their cluster: true where nothing is protected. */
    readonly deletedWithCluster: boolean;
    /** Another way onto the same cluster whose gate goes first: a cluster out of reach is then reported once. */
    readonly after?: KafkaAdmin;
    readonly readiness?: ReadinessOptions;
}

/** An identity on one cluster with its gate: what comes out may be used on the data plane at once. */
export class KafkaAccess extends pulumi.ComponentResource {
    readonly serviceAccountId: pulumi.Output<string>;
    readonly apiKeyId: pulumi.Output<string>;
    /** Endpoint and credential behind the gate. */
    readonly admin: KafkaAdmin;

    constructor(name: string, args: KafkaAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { cluster, network, displayName, description } = args;
        const identity = new ServiceIdentity(name, { cluster, displayName, description }, { parent: this });
        const requisites = [...identity.requisites, ...(network?.path ?? [])];
        const gate = new KafkaRestReady(
            `${name}-ready`,
            {
                clusterId: cluster.id,
                restEndpoint: cluster.restEndpoint,
                credentials: identity.credentials,
                restsOn: [identity.roleBindingId],
                objects: args.objects,
                ...(HOLD_NO_LINKS.includes(cluster.kind) ? { listsLinks: false } : {}),
                ...(network === undefined ? {} : { reachable: network.reachable }),
                ...(args.readiness === undefined ? {} : { readiness: args.readiness }),
            },
            { parent: this, dependsOn: [...requisites, ...(args.after?.requisites ?? [])] },
        );
        this.admin = {
            cluster,
            restEndpoint: gate.restEndpoint,
            credentials: gate.credentials,
            requisites: [gate, ...requisites],
            deletedWithCluster: args.deletedWithCluster,
        };
        this.serviceAccountId = identity.serviceAccountId;
        this.apiKeyId = identity.apiKeyId;
        this.registerOutputs({ serviceAccountId: this.serviceAccountId, apiKeyId: this.apiKeyId });
    }
}
