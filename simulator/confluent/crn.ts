import type { World } from "../world";

/** `crn://confluent.cloud/organization=…` and what hangs below it. */
export function crn(world: World, ...parts: readonly string[]): string {
    return ["crn://confluent.cloud", `organization=${world.data.organizationId}`, ...parts].join("/");
}

export function environmentCrn(world: World, environmentId: string): string {
    return crn(world, `environment=${environmentId}`);
}

/** The name that role bindings on a cluster use. */
export function clusterCrn(world: World, environmentId: string, clusterId: string): string {
    return crn(world, `environment=${environmentId}`, `cloud-cluster=${clusterId}`);
}

/** `metadata` of a control-plane object. */
export function metadata(path: string, createdAt: number, resourceName: string): Record<string, string> {
    const time = new Date(createdAt).toISOString();
    return {
        self: `https://api.confluent.cloud${path}`,
        resource_name: resourceName,
        created_at: time,
        updated_at: time,
    };
}

/** A reference to an environment inside another object. */
export function environmentReference(world: World, id: string): Record<string, string> {
    return {
        api_version: "org/v2",
        kind: "Environment",
        id,
        related: `https://api.confluent.cloud/org/v2/environments/${id}`,
        resource_name: environmentCrn(world, id),
    };
}
