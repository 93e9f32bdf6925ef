import type * as pulumi from "@pulumi/pulumi";

/**
 * Types that the program replaces or deletes by itself as time passes: protected, the run that does so would be refused.
 * Where a destroy is refused, the engine deletes what is not protected all the same, unless something that is depends on it:
 * the gates and secrets on keys, the service on its containers. AWS keeps a secret's current value whoever deletes it.
 */
const REPLACED_IN_TIME: ReadonlySet<string> = new Set([
    "confluentcloud:index/apiKey:ApiKey",
    "aws:secretsmanager/secretVersion:SecretVersion",
    // A service's containers are changed by another revision.
    "aws:ecs/taskDefinition:TaskDefinition",
]);

/** The program's own components: there is nothing of them in a cloud, and what is in them is protected for itself. */
const COMPONENTS = "confluent-cluster-linking:";

/** Components that may have no resource in them, which would keep them in the state where a destroy is refused. */
const MAYBE_EMPTY: ReadonlySet<string> = new Set([
    "confluent-cluster-linking:index:AccessPointCluster",
    "confluent-cluster-linking:index:ConfluentEnvironment",
    "confluent-cluster-linking:index:ExistingCluster",
]);

/**
 * Protects everything that is lost when it is deleted, or nothing. It counts for every resource by itself, and not by
 * inheritance, so that what holds the resources together can change from release to release.
 */
export function protecting(protection: boolean): pulumi.ResourceTransformation {
    const holds = (type: string) => (type.startsWith(COMPONENTS) ? MAYBE_EMPTY.has(type) : !REPLACED_IN_TIME.has(type));
    return ({ type, props, opts }) => ({ props, opts: { ...opts, protect: protection && holds(type) } });
}
