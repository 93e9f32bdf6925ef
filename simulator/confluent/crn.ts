import type { World } from "../world";
import type { Cloud } from "./cloud";

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
        self: cloudUrl(path),
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
        related: cloudUrl(`/org/v2/environments/${id}`),
        resource_name: environmentCrn(world, id),
    };
}

/** The API's own address of a control-plane object. */
export function cloudUrl(path: string): string {
    return `https://api.confluent.cloud${path}`;
}

/** The address of something in a cluster, below its REST endpoint. */
export function kafkaUrl(cloud: Cloud, clusterId: string, path: string): string {
    return `${cloud.get("clusters", clusterId)?.spec.httpEndpoint ?? ""}/kafka/v3/clusters/${clusterId}${path}`;
}
