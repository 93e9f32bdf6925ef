import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";

/** An environment's Schema Registry, as those who use it see it. */
export interface SchemaRegistryHandle {
    /** Its id, `lsrc-…`. */
    readonly id: pulumi.Output<string>;
    /** The environment it belongs to, `env-…`. */
    readonly environmentId: pulumi.Output<string>;
    /** Public endpoint, `https://…`. */
    readonly restEndpoint: pulumi.Output<string>;
    /** The name that role bindings on its subjects begin with. */
    readonly resourceName: pulumi.Output<string>;
    /** The API version and kind that API keys for it name as their resource. */
    readonly apiVersion: pulumi.Output<string>;
    /** See `apiVersion`. */
    readonly kind: pulumi.Output<string>;
}

/**
 * Looks up the environment's Schema Registry once the given cluster is there: it comes with the environment's first one,
 * and looking earlier fails. Left out: the registry is there already.
 */
export function schemaRegistry(
    environmentId: pulumi.Output<string>,
    cluster: pulumi.Resource | undefined,
): SchemaRegistryHandle {
    const found = confluentcloud.getSchemaRegistryClusterOutput(
        { environment: { id: environmentId } },
        { dependsOn: cluster === undefined ? [] : [cluster] },
    );
    return {
        id: found.id,
        environmentId,
        restEndpoint: found.restEndpoint,
        resourceName: found.resourceName,
        apiVersion: found.apiVersion,
        kind: found.kind,
    };
}

/** The name of a subject, or of all with that beginning (`orders-*`), in role bindings. */
export function subjectCrn({ resourceName }: SchemaRegistryHandle, subject: string): pulumi.Output<string> {
    return pulumi.interpolate`${resourceName}/subject=${subject}`;
}
