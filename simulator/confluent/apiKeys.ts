import { param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { newApiKey } from "./cloudKey";
import { crn, metadata } from "./crn";
import { accountOf } from "./identities";

const PATH = "/iam/v2/api-keys";

/** `/iam/v2/api-keys`. */
export function apiKeyRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createKey(cloud, request) },
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

/** The secret is shown once, by the answer to the create. */
function shown(cloud: Cloud, { id, createdAt, spec }: Stored<"apiKeys">, secret: string): unknown {
    const ownerKind = spec.ownerId.startsWith("sa-") ? "ServiceAccount" : "User";
    const owner = ownerKind === "User" ? `user=${spec.ownerId}` : `service-account=${spec.ownerId}`;
    return {
        api_version: "iam/v2",
        kind: "ApiKey",
        id,
        metadata: metadata(`${PATH}/${id}`, createdAt, crn(cloud.world, owner, `api-key=${id}`)),
        spec: {
            display_name: spec.displayName,
            description: spec.description,
            secret,
            owner: { api_version: "iam/v2", kind: ownerKind, id: spec.ownerId },
            resource: resourceReference(spec.resourceId),
        },
    };
}

function resourceReference(id: string): Record<string, string> {
    if (id === "cloud") {
        return { api_version: "iam/v2", kind: "Cloud", id };
    }
    return { api_version: id.startsWith("lkc-") ? "cmk/v2" : "srcm/v3", kind: "Cluster", id };
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
        id === "cloud" || cloud.get("clusters", id) !== undefined || cloud.get("schemaRegistries", id) !== undefined;
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
