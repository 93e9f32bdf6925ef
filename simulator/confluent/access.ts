import { param, Refusal, type ApiRequest, type Credentials, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { poolOf } from "./identityPools";
import { clusterCrn, crn, environmentCrn } from "./crn";
import type { AclSpec } from "./specs";

/** Who asks, on which cluster. */
export interface Caller {
    readonly principal: string;
    readonly cluster: Stored<"clusters">;
}

/** An operation on the cluster, or on one topic or consumer group of it. */
export interface Need {
    readonly operation: string;
    readonly topic?: string;
    readonly group?: string;
}

/** Having the key on the left implies the rights on the right. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
    READ: ["DESCRIBE"],
    WRITE: ["DESCRIBE"],
    DELETE: ["DESCRIBE"],
    ALTER: ["DESCRIBE"],
    ALTER_CONFIGS: ["DESCRIBE_CONFIGS"],
};

/** The principal of a key that this cluster accepts now, or undefined. */
export function principalOf(cloud: Cloud, clusterId: string, given: Credentials | undefined): string | undefined {
    const key = given === undefined ? undefined : cloud.get("apiKeys", given.key);
    const accepted =
        key !== undefined &&
        key.spec.secret === given?.secret &&
        key.spec.resourceId === clusterId &&
        cloud.isReady(key.spec);
    return accepted ? `User:${key.spec.ownerId}` : undefined;
}

/** Whether a role binding in effect, or an ACL that no other denies, gives the right. */
export function isAllowed(cloud: Cloud, { principal, cluster }: Caller, need: Need): boolean {
    const acls = cloud.where("acls", (acl) => acl.clusterId === cluster.id && concerns(acl, principal, need));
    if (acls.some(({ spec }) => spec.permission === "DENY" && covers(spec.operation, need.operation, false))) {
        return false;
    }
    return (
        isAdministrator(cloud, principal, cluster) ||
        acls.some(({ spec }) => spec.permission === "ALLOW" && covers(spec.operation, need.operation, true))
    );
}

/** Refuses with Kafka's wording what `isAllowed` does not allow. */
export function requireRight(cloud: Cloud, caller: Caller, need: Need): void {
    if (!isAllowed(cloud, caller, need)) {
        const message =
            need.topic === undefined
                ? "Cluster authorization failed."
                : "Not authorized to access topics: [Topic authorization failed.]";
        throw new Refusal(403, message, 40301);
    }
}

/** A Kafka REST route: `path` is below the cluster's own, and the caller's key or token has been checked. */
export function kafkaRoute(
    cloud: Cloud,
    method: string,
    path: string,
    handle: (caller: Caller, request: ApiRequest) => Reply,
): Route {
    return {
        method,
        path: `/kafka/v3/clusters/:cluster${path}`,
        handle: (request) => handle(callerOf(cloud, request), request),
    };
}

/** A cluster that is gone answers as one that does not know the key. */
function callerOf(cloud: Cloud, request: ApiRequest): Caller {
    const cluster = cloud.get("clusters", param(request, "cluster"));
    const pool = poolOf(cloud, request.bearer);
    const ofKey = cluster === undefined ? undefined : principalOf(cloud, cluster.id, request.credentials);
    const principal = pool === undefined ? ofKey : `User:${pool.id}`;
    if (cluster === undefined || principal === undefined) {
        throw new Refusal(401, "Unauthorized", 40101);
    }
    if (cluster.spec.isDown === true) {
        throw new Refusal(503, "Service Unavailable", 50301);
    }
    return { principal, cluster };
}

function isAdministrator(cloud: Cloud, principal: string, cluster: Stored<"clusters">): boolean {
    const { environmentId } = cluster.spec;
    const scopes = new Map([
        ["CloudClusterAdmin", clusterCrn(cloud.world, environmentId, cluster.id)],
        ["EnvironmentAdmin", environmentCrn(cloud.world, environmentId)],
        ["OrganizationAdmin", crn(cloud.world)],
    ]);
    const bindings = cloud.where("roleBindings", (spec) => spec.principal === principal && cloud.isReady(spec));
    return bindings.some(({ spec }) => scopes.get(spec.roleName) === decodeURIComponent(spec.crnPattern));
}

function concerns(acl: AclSpec, principal: string, { topic, group }: Need): boolean {
    if (acl.principal !== principal && acl.principal !== "User:*") {
        return false;
    }
    const name = topic ?? group;
    if (name === undefined) {
        return acl.resourceType === "CLUSTER";
    }
    const named = acl.patternType === "PREFIXED" ? name.startsWith(acl.resourceName) : name === acl.resourceName;
    const isOfKind = acl.resourceType === (topic === undefined ? "GROUP" : "TOPIC");
    return isOfKind && (named || (acl.patternType === "LITERAL" && acl.resourceName === "*"));
}

function covers(granted: string, wanted: string, withImplied: boolean): boolean {
    return granted === wanted || granted === "ALL" || (withImplied && (IMPLIED[granted] ?? []).includes(wanted));
}
