import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { KafkaCredentials } from "./kafkaRestReady";
import type { KeyGenerations } from "./keyGenerations";
import { issueKey, type KeyedResource } from "./rotatingApiKey";

const TYPE = "confluent-cluster-linking:index:ServiceIdentity";

export interface ServiceIdentityArgs {
    /** The cluster on which the identity acts. */
    readonly cluster: KafkaClusterHandle;
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** What the account is for. */
    readonly description: pulumi.Input<string>;
    /** Role on the cluster. Defaults to CloudClusterAdmin, the least role that may link clusters. */
    readonly roleName?: pulumi.Input<string>;
    /** True for an identity that gets its rights from ACLs, and no role. Defaults to false. */
    readonly withoutRole?: boolean;
    /** The valid generations of its key. Left out: one key for good. */
    readonly generations?: KeyGenerations | undefined;
}

/**
 * A service account, its role on one cluster unless ACLs take that place, and its API key for that cluster.
 *
 * Neither key nor role binding waits in the provider: that wait would need the private network, leave an untracked key
 * behind when it fails, and print the key's secret. `KafkaRestReady` waits instead.
 */
export class ServiceIdentity extends pulumi.ComponentResource {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of the binding of its role on the cluster; empty without a role. */
    readonly roleBindingId: pulumi.Output<string>;
    /** Id of the key in use (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** Key and secret; secret. */
    readonly credentials: pulumi.Output<KafkaCredentials>;
    /** What a call with this identity needs besides the network. */
    readonly requisites: readonly pulumi.Resource[];

    constructor(name: string, args: ServiceIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const account = new confluentcloud.ServiceAccount(
            `${name}-account`,
            { displayName: args.displayName, description: args.description },
            { parent: this },
        );
        const roles = args.withoutRole === true ? [] : [this.role(name, args, account)];
        const { apiKeyId, credentials, key } = issueKey(
            `${name}-key`,
            {
                owner: account,
                resource: keyedCluster(args.cluster),
                displayName: args.displayName,
                description: args.description,
            },
            args.generations,
            this,
        );
        this.serviceAccountId = account.id;
        this.roleBindingId = pulumi.output(roles[0]?.id ?? "");
        this.apiKeyId = apiKeyId;
        this.credentials = credentials;
        this.requisites = [...roles, key];
        this.registerOutputs({
            serviceAccountId: this.serviceAccountId,
            roleBindingId: this.roleBindingId,
            apiKeyId: this.apiKeyId,
            credentials: this.credentials,
        });
    }

    private role(name: string, args: ServiceIdentityArgs, account: confluentcloud.ServiceAccount) {
        return new confluentcloud.RoleBinding(
            `${name}-role`,
            {
                principal: pulumi.interpolate`User:${account.id}`,
                roleName: args.roleName ?? "CloudClusterAdmin",
                crnPattern: args.cluster.rbacCrn,
                disableWaitForReady: true,
            },
            { parent: this },
        );
    }
}

/** A cluster as the keys for it name it. */
export function keyedCluster({ id, apiVersion, apiKind, environmentId }: KafkaClusterHandle): KeyedResource {
    return { id, apiVersion, kind: apiKind, environmentId };
}
