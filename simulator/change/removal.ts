import { awsProvider } from "../aws/provider";
import { remove } from "../aws/store";
import { newApiKey } from "../confluent/cloudKey";
import { apiKeyRoutes } from "../confluent/apiKeys";
import { Fields, matchPath, type Credentials, type Route } from "../confluent/api";
import { Cloud } from "../confluent/cloud";
import { clusterRoutes } from "../confluent/clusters";
import { crn } from "../confluent/crn";
import { environmentRoutes } from "../confluent/environments";
import { identityRoutes } from "../confluent/identities";
import { linkRoutes } from "../confluent/links";
import { privateLinkRoutes } from "../confluent/privateLink";
import { topicRoutes } from "../confluent/topics";
import type { CallContext } from "../provider/model";
import type { ConfluentKind, ConfluentObject, World } from "../world";
import type { Found } from "./objects";

/**
 * Deletes an object as somebody with every right does in the service's own console: what depends on it goes with it or
 * keeps it from going (an error with the service's wording), as in the service.
 */
export async function deleteObject(world: World, found: Found): Promise<void> {
    const { kind, object } = found;
    if (kind.cloud === "confluent") {
        deleteInConfluent(new Cloud(world, 0), kind.name, object as ConfluentObject);
        return;
    }
    const model = awsProvider.resources[kind.type];
    if (model === undefined) {
        // Made by the service itself, along with something else: there is no rule to follow.
        remove(world, object.id);
    } else {
        await model.delete(consoleContext(world), object.id, {});
    }
}

function consoleContext(world: World): CallContext {
    return { world, wait: () => Promise.resolve(), latencyFactor: 0, controlPlane: "", resolver: "" };
}

/** Where the service deletes objects of a kind; those without such a place have no rule to follow. */
const PATHS: Partial<Record<ConfluentKind, (id: string, spec: Fields) => string>> = {
    environments: (id) => `/org/v2/environments/${id}`,
    clusters: (id) => `/cmk/v2/clusters/${id}`,
    serviceAccounts: (id) => `/iam/v2/service-accounts/${id}`,
    roleBindings: (id) => `/iam/v2/role-bindings/${id}`,
    apiKeys: (id) => `/iam/v2/api-keys/${id}`,
    privateLinkAttachments: (id) => `/networking/v1/private-link-attachments/${id}`,
    privateLinkAttachmentConnections: (id) => `/networking/v1/private-link-attachment-connections/${id}`,
    topics: (_id, spec) => `${kafkaPath(spec)}/topics/${encodeURIComponent(spec.text("name") ?? "")}`,
    mirrors: (_id, spec) => `${kafkaPath(spec)}/topics/${encodeURIComponent(spec.text("topic") ?? "")}`,
    links: (_id, spec) => `${kafkaPath(spec)}/links/${encodeURIComponent(spec.text("name") ?? "")}`,
};

function kafkaPath(spec: Fields): string {
    return `/kafka/v3/clusters/${spec.text("clusterId") ?? ""}`;
}

function deleteInConfluent(cloud: Cloud, kind: ConfluentKind, { id, spec }: ConfluentObject): void {
    const fields = new Fields(spec);
    const path = PATHS[kind]?.(id, fields);
    if (path === undefined) {
        cloud.remove(kind, id);
        return;
    }
    const environment = fields.text("environmentId");
    const query = new URLSearchParams(environment === undefined ? {} : { environment });
    for (const route of routesOf(cloud)) {
        const params = route.method === "DELETE" ? matchPath(route.path, path) : undefined;
        if (params !== undefined) {
            asAdministrator(cloud, fields.text("clusterId"), (credentials) =>
                route.handle({ method: "DELETE", path, params, query, body: new Fields({}), credentials }),
            );
            return;
        }
    }
    throw new Error(`the service has no way to delete ${kind}`);
}

function routesOf(cloud: Cloud): Route[] {
    const makers = [
        environmentRoutes,
        identityRoutes,
        apiKeyRoutes,
        clusterRoutes,
        privateLinkRoutes,
        topicRoutes,
        linkRoutes,
    ];
    return makers.flatMap((make) => make(cloud));
}

/** Acts with a cluster's key whose owner may do everything; owner and key are gone before anybody else can look. */
function asAdministrator(cloud: Cloud, clusterId: string | undefined, act: (key: Credentials) => unknown): void {
    const { key, secret } = newApiKey();
    const [ownerId, bindingId] = [cloud.world.confluentId("u"), cloud.world.confluentId("rb")];
    const shown = { displayName: "", description: "" };
    cloud.add("apiKeys", key, { ...shown, secret, ownerId, resourceId: clusterId ?? "cloud", readyAt: 0 });
    cloud.add("roleBindings", bindingId, {
        principal: `User:${ownerId}`,
        roleName: "OrganizationAdmin",
        crnPattern: crn(cloud.world),
        readyAt: 0,
    });
    try {
        act({ key, secret });
    } finally {
        cloud.remove("apiKeys", key);
        cloud.remove("roleBindings", bindingId);
    }
}
