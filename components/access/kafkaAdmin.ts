import type * as pulumi from "@pulumi/pulumi";
import type { KafkaClusterHandle } from "../kafka/handle";
import type { OAuthClient } from "../settings/providerConfig";
import type { KafkaCredentials } from "./kafkaRestReady";

/** A way onto a cluster's data plane; only a gate gives one out. */
export interface KafkaAdmin {
    /** The cluster. */
    readonly cluster: KafkaClusterHandle;
    /** The REST endpoint, known to answer. */
    readonly restEndpoint: pulumi.Output<string>;
    /**
     * A key that is known to work; secret. Undefined with OAuth: the provider logs in as the identity pool then, and
     * refuses resources that come with a key.
     */
    readonly credentials: pulumi.Output<KafkaCredentials> | undefined;
    /** The identity pool that is known to work, for gates, which log in themselves; secret. Undefined with keys. */
    readonly oauth?: pulumi.Output<OAuthClient> | undefined;
    /** The gate and what every call needs: key, role binding, and for a private cluster the network path. */
    readonly requisites: readonly pulumi.Resource[];
    /** Whether data-plane objects go with their cluster instead of being deleted one by one. */
    readonly deletedWithCluster: boolean;
}

/**
 * The options of everything that is made on the data plane.
 *
 * `dependsOn` names the gate *and* what the calls need: when a gate is updated its own edges are rewritten in the state,
 * so an object removed in that same run would lose edges that went only through it. All data-plane objects have fixed
 * names, so a replacement has to delete first. `ignoreChanges` names inputs that stay as they were at first.
 */
export function dataPlaneOptions(
    admin: KafkaAdmin,
    parent: pulumi.Resource,
    dependsOn: readonly pulumi.Resource[] = [],
    ignoreChanges: readonly string[] = [],
): pulumi.CustomResourceOptions {
    const cluster = admin.deletedWithCluster ? admin.cluster.resource : undefined;
    return {
        parent,
        dependsOn: [...new Set([...admin.requisites, ...dependsOn])],
        deleteBeforeReplace: true,
        ...(ignoreChanges.length === 0 ? {} : { ignoreChanges: [...ignoreChanges] }),
        ...(cluster === undefined ? {} : { deletedWith: cluster }),
    };
}

/** The same options for an object that is there already, if an id says so: a change that would replace it is refused. */
export function adopting(
    options: pulumi.CustomResourceOptions,
    importId: string | undefined,
): pulumi.CustomResourceOptions {
    return importId === undefined ? options : { ...options, import: importId };
}
