import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { newApiKey } from "./cloudKey";
import { cloudUrl, crn, metadata } from "./crn";
import { accountOf } from "./identities";

const PATH = "/iam/v2/api-keys";
/** Keys that belong to no single cluster: of the Cloud API, and of every API. */
const WIDE_KEYS: Readonly<Record<string, { readonly api_version: string; readonly kind: string }>> = {
    cloud: { api_version: "iam/v2", kind: "Cloud" },
    global: { api_version: "global/v1", kind: "Global" },
};

/** `/iam/v2/api-keys`. */
export function apiKeyRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createKey(cloud, request) },
        { method: "GET", path: PATH, handle: (request) => listKeys(cloud, request) },
        {
            method: "GET",
            path: `${PATH}/:id`,
            handle: (request) => ({ status: 200, body: shown(cloud, keyOf(cloud, param(request, "id")), "") }),
        },
        { method: "PATCH", path: `${PATH}/:id`, handle: (request) => changeKey(cloud, request) },
        { method: "DELETE", path: `${PATH}/:id`, handle: (request) => deleteKey(cloud, param(request, "id")) },
    ];
}

function keyOf(cloud: Cloud, id: string): Stored<"apiKeys"> {
    const found = cloud.get("apiKeys", id);
    if (found === undefined) {
        throw new Refusal(403, "Forbidden Access", "forbidden_access");
    }
    return found;
}

function listKeys(cloud: Cloud, request: ApiRequest): Reply {
    const [owner, resource] = [request.query.get("spec.owner"), request.query.get("spec.resource")];
    const isAsked = ({ ownerId, resourceId }: Stored<"apiKeys">["spec"]) =>
        (owner === null || ownerId === owner) && (resource === null || resourceId === resource);
    const items = cloud.where("apiKeys", isAsked).map((key) => shown(cloud, key, ""));
    return page(request, "iam/v2", "ApiKeyList", items);
}

/** The secret is shown once, by the answer to the create. */
function shown(cloud: Cloud, { id, createdAt, spec }: Stored<"apiKeys">, secret: string): unknown {
    const ownerKind = spec.ownerId.startsWith("sa-") ? "ServiceAccount" : "User";
    const [path, label] = ownerKind === "User" ? ["users", "user"] : ["service-accounts", "service-account"];
    const owner = apiCrn(cloud, `${label}=${spec.ownerId}`);
    return {
        api_version: "iam/v2",
        kind: "ApiKey",
        id,
        metadata: metadata(`${PATH}/${id}`, createdAt, `${owner}/api-key=${id}`),
        spec: {
            display_name: spec.displayName,
            description: spec.description,
            secret,
            owner: {
                api_version: "iam/v2",
                kind: ownerKind,
                id: spec.ownerId,
                related: cloudUrl(`/iam/v2/${path}/${spec.ownerId}`),
                resource_name: owner,
            },
            resource: resourceReference(cloud, spec.resourceId),
        },
    };
}

/** This part of the service names things under its own host. */
function apiCrn(cloud: Cloud, part: string): string {
    return crn(cloud.world, part).replace("crn://confluent.cloud", "crn://api.confluent.cloud");
}

function resourceReference(cloud: Cloud, id: string): Record<string, string> {
    const wide = WIDE_KEYS[id];
    if (wide !== undefined) {
        return { ...wide, id, related: id, resource_name: id };
    }
    const apiVersion = id.startsWith("lkc-") ? "cmk/v2" : "srcm/v3";
    return {
        api_version: apiVersion,
        kind: "Cluster",
        id,
        related: cloudUrl(`/${apiVersion}/clusters/${id}`),
        resource_name: apiCrn(cloud, `cluster=${id}`),
    };
}

function createKey(cloud: Cloud, { body }: ApiRequest): Reply {
    const ownerId = body.text("spec.owner.id") ?? "";
    if (!/^(u|sa)-/.test(ownerId)) {
        throw new Refusal(400, "Invalid API key owner", "invalid_request");
    }
    if (ownerId.startsWith("sa-")) {
        accountOf(cloud, ownerId);
    }
    const resourceId = body.text("spec.resource.id") ?? "cloud";
    refuseUnknownResource(cloud, resourceId);
    const { key, secret } = newApiKey();
    const created = cloud.add("apiKeys", key, {
        displayName: body.text("spec.display_name") ?? "",
        description: body.text("spec.description") ?? "",
        secret,
        ownerId,
        resourceId,
        readyAt: cloud.after("kafkaApiKey", "sync"),
    });
    return { status: 202, body: shown(cloud, created, secret) };
}

function refuseUnknownResource(cloud: Cloud, id: string): void {
    const known =
        id in WIDE_KEYS || cloud.get("clusters", id) !== undefined || cloud.get("schemaRegistries", id) !== undefined;
    if (!known) {
        throw new Refusal(404, `Resource ${id} not found`, "resource_not_found");
    }
}

function changeKey(cloud: Cloud, request: ApiRequest): Reply {
    const key = keyOf(cloud, param(request, "id"));
    const text = (path: string): string | undefined => {
        const value = request.body.at(path);
        return typeof value === "string" ? value : undefined;
    };
    cloud.change(key, { displayName: text("spec.display_name"), description: text("spec.description") });
    return { status: 200, body: shown(cloud, key, "") };
}

function deleteKey(cloud: Cloud, id: string): Reply {
    keyOf(cloud, id);
    cloud.remove("apiKeys", id);
    return { status: 204 };
}
