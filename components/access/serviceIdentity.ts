import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { HeldOptions } from "../internal/formerPlace";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { KafkaCredentials } from "./kafkaRestReady";
import type { KeyGenerations } from "./keyGenerations";
import { issueKey, type KeyedResource } from "./rotatingApiKey";

/** What held an identity in stacks from before 0.1.0, within whatever the identity was for. */
export const FORMER_IDENTITY = "confluent-cluster-linking:index:ServiceIdentity";

export interface ServiceIdentityArgs {
    /** The cluster on which the identity acts. */
    readonly cluster: KafkaClusterHandle;
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** What the account is for. */
    readonly description: pulumi.Input<string>;
    /**
     * True for an identity that gets its rights from ACLs. Defaults to false: it gets the role CloudClusterAdmin, the least
     * that links clusters.
     */
    readonly withoutRole?: boolean;
    /** The valid generations of its key. Left out: one key for good. */
    readonly generations?: KeyGenerations | undefined;
}

/** What there is of an identity. */
export interface ServiceIdentity {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Ids of the bindings of its role on the cluster: one, or none without a role. */
    readonly roleBindingIds: readonly pulumi.Output<string>[];
    /** Id of the key in use (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** Key and secret; secret. */
    readonly credentials: pulumi.Output<KafkaCredentials>;
    /** What a call with this identity needs besides the network. */
    readonly requisites: readonly pulumi.Resource[];
    /** All its valid keys; its gate depends on them. */
    readonly keys: readonly pulumi.Resource[];
}

/**
 * Makes a service account, its role on one cluster unless ACLs take that place, and its API key for that cluster. They are
 * parts of whatever the identity is for: a component of their own would cost as much as another resource.
 *
 * Neither key nor role binding waits in the provider: that wait would need the private network, leave an untracked key
 * behind when it fails, and print the key's secret. `KafkaRestReady` waits instead.
 */
export function serviceIdentity(name: string, args: ServiceIdentityArgs, held: HeldOptions): ServiceIdentity {
    const { cluster, description, displayName, generations } = args;
    const account = new confluentcloud.ServiceAccount(`${name}-account`, { displayName, description }, held);
    const roles = args.withoutRole === true ? [] : [clusterRole(name, args, account, held)];
    const { apiKeyId, credentials, key, valid } = issueKey(
        `${name}-key`,
        { owner: account, resource: keyedCluster(cluster), displayName, description },
        generations,
        held,
    );
    return {
        serviceAccountId: account.id,
        roleBindingIds: roles.map(({ id }) => id),
        apiKeyId,
        credentials,
        requisites: [...roles, key],
        keys: valid,
    };
}

function clusterRole(
    name: string,
    { cluster }: ServiceIdentityArgs,
    account: confluentcloud.ServiceAccount,
    held: HeldOptions,
): confluentcloud.RoleBinding {
    return new confluentcloud.RoleBinding(
        `${name}-role`,
        {
            principal: pulumi.interpolate`User:${account.id}`,
            roleName: "CloudClusterAdmin",
            crnPattern: cluster.rbacCrn,
            disableWaitForReady: true,
        },
        held,
    );
}

/** A cluster as the keys for it name it. */
export function keyedCluster({ id, apiVersion, apiKind, environmentId }: KafkaClusterHandle): KeyedResource {
    return { id, apiVersion, kind: apiKind, environmentId };
}
