import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { KafkaClusterHandle } from "./handle";

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
 * Looks up the environment's Schema Registry once the first of the given clusters is there: it comes with the environment's
 * first one, and looking earlier fails. None that is made here: the registry is there already.
 */
export function schemaRegistry(
    environmentId: pulumi.Output<string>,
    clusters: readonly KafkaClusterHandle[],
): SchemaRegistryHandle {
    const found = confluentcloud.getSchemaRegistryClusterOutput(
        { environment: { id: environmentId } },
        { dependsOn: bringerOf(clusters) },
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

/**
 * What the look-up waits for. In a preview that is a cluster which is there, where there is one: beside a cluster that is
 * only to be made all that is looked up would be unknown, and keys and roles on it planned anew.
 */
async function bringerOf(clusters: readonly KafkaClusterHandle[]): Promise<pulumi.Resource[]> {
    const made = clusters.filter(({ resource }) => resource !== undefined);
    const isThere = await Promise.all(made.map(({ id }) => isKnown(id)));
    const [bringer] = [...made.filter((_cluster, index) => isThere[index]), ...made];
    return bringer?.resource === undefined ? [] : [bringer.resource];
}

async function isKnown(id: pulumi.Output<string>): Promise<boolean> {
    if (!pulumi.runtime.isDryRun()) {
        // It will be; to wait for all of them would be to wait for the last.
        return false;
    }
    const { id: found } = await pulumi.runtime.serializeProperties("id", { id });
    return found !== pulumi.runtime.unknownValue;
}

/** The name of a subject, or of all with that beginning (`orders-*`), in role bindings. */
export function subjectCrn({ resourceName }: SchemaRegistryHandle, subject: string): pulumi.Output<string> {
    return pulumi.interpolate`${resourceName}/subject=${subject}`;
}
