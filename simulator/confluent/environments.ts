import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { environmentCrn, metadata } from "./crn";

const PATH = "/org/v2/environments";
const PACKAGES = ["ESSENTIALS", "ADVANCED"];

/** `/org/v2/environments`. */
export function environmentRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createEnvironment(cloud, request) },
        {
            method: "GET",
            path: PATH,
            handle: (request) =>
                page(
                    request,
                    "org/v2",
                    "EnvironmentList",
                    cloud.all("environments").map((item) => shown(cloud, item)),
                ),
        },
        {
            method: "GET",
            path: `${PATH}/:id`,
            handle: (request) => ({ status: 200, body: shown(cloud, environmentOf(cloud, param(request, "id"))) }),
        },
        { method: "PATCH", path: `${PATH}/:id`, handle: (request) => changeEnvironment(cloud, request) },
        { method: "DELETE", path: `${PATH}/:id`, handle: (request) => deleteEnvironment(cloud, param(request, "id")) },
    ];
}

/** The environment, or the refusal that a request naming an unknown one gets. */
export function environmentOf(cloud: Cloud, id: string | undefined): Stored<"environments"> {
    const found = id === undefined ? undefined : cloud.get("environments", id);
    if (found === undefined) {
        throw new Refusal(404, "Resource Not Found", "resource_not_found");
    }
    return found;
}

function shown(cloud: Cloud, { id, createdAt, spec }: Stored<"environments">): unknown {
    return {
        api_version: "org/v2",
        kind: "Environment",
        id,
        metadata: metadata(`${PATH}/${id}`, createdAt, environmentCrn(cloud.world, id)),
        display_name: spec.displayName,
        ...(spec.governance === undefined ? {} : { stream_governance_config: { package: spec.governance } }),
    };
}

function createEnvironment(cloud: Cloud, { body }: ApiRequest): Reply {
    const displayName = body.text("display_name");
    if (displayName === undefined) {
        throw new Refusal(400, "display_name is required", "invalid_request");
    }
    const governance = governancePackage(body.text("stream_governance_config.package"));
    const spec = { displayName, ...(governance === undefined ? {} : { governance }) };
    return { status: 201, body: shown(cloud, cloud.add("environments", cloud.world.confluentId("env"), spec)) };
}

function changeEnvironment(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, param(request, "id"));
    cloud.change(environment, {
        displayName: request.body.text("display_name"),
        governance: governancePackage(request.body.text("stream_governance_config.package")),
    });
    return { status: 200, body: shown(cloud, environment) };
}

function governancePackage(given: string | undefined): string | undefined {
    if (given !== undefined && !PACKAGES.includes(given)) {
        throw new Refusal(400, `Invalid Stream Governance package "${given}"`, "invalid_request");
    }
    return given;
}

function deleteEnvironment(cloud: Cloud, id: string): Reply {
    environmentOf(cloud, id);
    refuseContents(
        id,
        "Kafka clusters",
        cloud.where("clusters", (spec) => spec.environmentId === id),
    );
    const attachments = cloud.where("privateLinkAttachments", (spec) => spec.environmentId === id);
    refuseContents(id, "PrivateLink attachments", attachments);
    refuseContents(
        id,
        "gateways",
        cloud.where("gateways", (spec) => spec.environmentId === id),
    );
    cloud.removeWhere("schemaRegistries", (spec) => spec.environmentId === id);
    cloud.remove("environments", id);
    return { status: 204 };
}

function refuseContents(id: string, what: string, contents: readonly { readonly id: string }[]): void {
    if (contents.length > 0) {
        const ids = contents.map((one) => one.id).join(", ");
        throw new Refusal(409, `Environment ${id} cannot be deleted while it contains ${what}: ${ids}`, "conflict");
    }
}
