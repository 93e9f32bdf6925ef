import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { OAuthClient } from "../settings/providerConfig";
import { linksListed, type ClusterAccess, type NetworkPath } from "./kafkaAccess";
import type { KafkaAdmin } from "./kafkaAdmin";
import { ClusterReady, type ReadinessOptions } from "./kafkaRestReady";

const TYPE = "confluent-cluster-linking:index:PoolAccess";

export interface PoolAccessArgs {
    /** The cluster that it is for. */
    readonly cluster: KafkaClusterHandle;
    /** The client of the identity pool, which is the provider's own; its secret is put into an envelope here. */
    readonly client: OAuthClient;
    /** Path to a private cluster; left out for a public one. */
    readonly network?: NetworkPath;
    /** Names of what will be made with it. */
    readonly objects: readonly string[];
    /** Whether data-plane objects go with their cluster: true where nothing is protected. */
    readonly deletedWithCluster: boolean;
    /** How long its gate waits, and whom it asks for names. Defaults to those of `ReadinessOptions`. */
    readonly readiness?: ReadinessOptions;
}

/**
 * The provider's identity pool on one cluster, with its gate. On a cluster that the stack makes it gets its role here; on
 * one that is there already it has to have it: a role that two stacks give is one role, which the first to go takes away.
 */
export class PoolAccess extends pulumi.ComponentResource implements ClusterAccess {
    /** The identity pool, `pool-…`. */
    readonly identityPoolId: string;
    /** Access to the cluster's data plane, once the gate is open. */
    readonly admin: KafkaAdmin;

    constructor(name: string, args: PoolAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { client, cluster, network } = args;
        const oauth = pulumi.secret(client);
        const roles = cluster.resource === undefined ? [] : [this.role(name, cluster, client)];
        const requisites = [...roles, ...(network?.path ?? [])];
        const gate = new ClusterReady(
            `${name}-ready`,
            {
                clusterId: cluster.id,
                restEndpoint: cluster.restEndpoint,
                oauth,
                restsOn: roles.map(({ id }) => id),
                objects: args.objects,
                ...linksListed(cluster),
                ...(network === undefined ? {} : { reachable: network.reachable }),
                ...(args.readiness === undefined ? {} : { readiness: args.readiness }),
            },
            { parent: this, dependsOn: requisites },
        );
        this.identityPoolId = client.identityPoolId;
        this.admin = {
            cluster,
            restEndpoint: gate.restEndpoint,
            credentials: undefined,
            oauth,
            requisites: [gate, ...requisites],
            deletedWithCluster: args.deletedWithCluster,
        };
        this.registerOutputs({ identityPoolId: this.identityPoolId });
    }

    /** Its own, even where the pool has a wider one: that may be narrowed. The gate waits for it. */
    private role(name: string, cluster: KafkaClusterHandle, { identityPoolId }: OAuthClient) {
        return new confluentcloud.RoleBinding(
            `${name}-role`,
            {
                principal: `User:${identityPoolId}`,
                roleName: "CloudClusterAdmin",
                crnPattern: cluster.rbacCrn,
                disableWaitForReady: true,
            },
            { parent: this },
        );
    }
}
