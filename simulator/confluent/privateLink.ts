import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { cloudUrl, environmentCrn, environmentReference, metadata } from "./crn";
import { environmentOf } from "./environments";
import { acceptEndpoints, refuseUnfitEndpoint, releaseEndpoint, vpcEndpoint } from "./vpcEndpoints";

const ATTACHMENTS = "/networking/v1/private-link-attachments";
const CONNECTIONS = "/networking/v1/private-link-attachment-connections";

/** PrivateLink attachments and their connections of `/networking/v1`. */
export function privateLinkRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: ATTACHMENTS, handle: (request) => createAttachment(cloud, request) },
        { method: "GET", path: ATTACHMENTS, handle: (request) => listAttachments(cloud, request) },
        {
            method: "GET",
            path: `${ATTACHMENTS}/:id`,
            handle: (request) => ({ status: 200, body: shownAttachment(cloud, attachmentAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${ATTACHMENTS}/:id`, handle: (request) => changeAttachment(cloud, request) },
        { method: "DELETE", path: `${ATTACHMENTS}/:id`, handle: (request) => deleteAttachment(cloud, request) },
        { method: "POST", path: CONNECTIONS, handle: (request) => createConnection(cloud, request) },
        { method: "GET", path: CONNECTIONS, handle: (request) => listConnections(cloud, request) },
        {
            method: "GET",
            path: `${CONNECTIONS}/:id`,
            handle: (request) => ({ status: 200, body: shownConnection(cloud, connectionAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${CONNECTIONS}/:id`, handle: (request) => changeConnection(cloud, request) },
        { method: "DELETE", path: `${CONNECTIONS}/:id`, handle: (request) => deleteConnection(cloud, request) },
    ];
}

/** The environment travels in the query, in a PATCH in the body. */
export function inEnvironment(request: ApiRequest): string | null {
    return request.query.get("environment") ?? request.body.text("spec.environment.id") ?? null;
}

function listAttachments(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, inEnvironment(request) ?? undefined);
    const found = cloud.where("privateLinkAttachments", (spec) => spec.environmentId === environment.id);
    const items = found.map((attachment) => shownAttachment(cloud, attachment));
    return page(request, "networking/v1", "PrivateLinkAttachmentList", items);
}

function listConnections(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, inEnvironment(request) ?? undefined);
    const attachmentId = request.query.get("spec.private_link_attachment");
    const found = cloud.where(
        "privateLinkAttachmentConnections",
        (spec) =>
            spec.environmentId === environment.id && (attachmentId === null || spec.attachmentId === attachmentId),
    );
    const items = found.map((connection) => shownConnection(cloud, connection));
    return page(request, "networking/v1", "PrivateLinkAttachmentConnectionList", items);
}

function attachmentAsked(cloud: Cloud, request: ApiRequest): Stored<"privateLinkAttachments"> {
    const found = cloud.get("privateLinkAttachments", param(request, "id"));
    if (found?.spec.environmentId !== inEnvironment(request)) {
        throw new Refusal(404, "PrivateLink attachment not found", "resource_not_found");
    }
    return found;
}

function connectionAsked(cloud: Cloud, request: ApiRequest): Stored<"privateLinkAttachmentConnections"> {
    const found = cloud.get("privateLinkAttachmentConnections", param(request, "id"));
    if (found?.spec.environmentId !== inEnvironment(request)) {
        throw new Refusal(404, "PrivateLink attachment connection not found", "resource_not_found");
    }
    return found;
}

function connectionsOf(cloud: Cloud, attachmentId: string): Stored<"privateLinkAttachmentConnections">[] {
    return cloud.where("privateLinkAttachmentConnections", (spec) => spec.attachmentId === attachmentId);
}

function attachmentCrn(cloud: Cloud, { id, spec }: Stored<"privateLinkAttachments">): string {
    return `${environmentCrn(cloud.world, spec.environmentId)}/private-link-attachment=${id}`;
}

/** The path that finds an object again; this part of the service puts the environment into it. */
function pathIn(environmentId: string, collection: string, id: string): string {
    return `${collection}/${id}?environment=${environmentId}`;
}

/** This part of the service says the environment's id twice. */
function reference(cloud: Cloud, environmentId: string): Record<string, string> {
    return { ...environmentReference(cloud.world, environmentId), environment: environmentId };
}

function shownAttachment(
    cloud: Cloud,
    attachment: Stored<"privateLinkAttachments">,
    isReady = cloud.isReady(attachment.spec),
): unknown {
    const { id, createdAt, spec } = attachment;
    const path = pathIn(spec.environmentId, ATTACHMENTS, id);
    return {
        api_version: "networking/v1",
        kind: "PrivateLinkAttachment",
        id,
        metadata: metadata(path, createdAt, attachmentCrn(cloud, attachment)),
        spec: {
            display_name: spec.displayName,
            cloud: spec.cloud,
            region: spec.region,
            environment: reference(cloud, spec.environmentId),
        },
        status: isReady ? attachmentStatus(cloud, attachment) : { phase: "PROVISIONING" },
    };
}

/** Domain and service are known when provisioning has ended, not before. */
function attachmentStatus(cloud: Cloud, { id, spec }: Stored<"privateLinkAttachments">): unknown {
    const connected = connectionsOf(cloud, id).some((connection) => cloud.isReady(connection.spec));
    return {
        phase: connected ? "READY" : "WAITING_FOR_CONNECTIONS",
        dns_domain: spec.dnsDomain,
        cloud: {
            kind: "networking.v1.AwsPrivateLinkAttachmentStatus",
            vpc_endpoint_service: { vpc_endpoint_service_name: spec.serviceName },
        },
    };
}

function createAttachment(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const [displayName, region] = [body.text("spec.display_name"), body.text("spec.region")];
    if (displayName === undefined || region === undefined || body.text("spec.cloud") !== "AWS") {
        throw new Refusal(400, "display_name, region and cloud (AWS) are required", "invalid_request");
    }
    const attachment = cloud.add("privateLinkAttachments", cloud.world.confluentId("platt"), {
        displayName,
        environmentId: environment.id,
        cloud: "AWS",
        region,
        dnsDomain: `${region}.aws.private.confluent.cloud`,
        serviceName: `com.amazonaws.vpce.${region}.${cloud.world.awsId("vpce-svc")}`,
        readyAt: cloud.after("privateLinkAttachment", "cloud"),
    });
    return { status: 202, body: shownAttachment(cloud, attachment, false) };
}

function changeAttachment(cloud: Cloud, request: ApiRequest): Reply {
    const attachment = attachmentAsked(cloud, request);
    cloud.change(attachment, { displayName: request.body.text("spec.display_name") });
    return { status: 200, body: shownAttachment(cloud, attachment) };
}

function deleteAttachment(cloud: Cloud, request: ApiRequest): Reply {
    const { id } = attachmentAsked(cloud, request);
    const connections = connectionsOf(cloud, id);
    if (connections.length > 0) {
        throw new Refusal(
            409,
            `PrivateLink attachment ${id} cannot be deleted while it has connections: ` +
                connections.map((one) => one.id).join(", "),
            "conflict",
        );
    }
    cloud.remove("privateLinkAttachments", id);
    return { status: 204 };
}

function shownConnection(cloud: Cloud, connection: Stored<"privateLinkAttachmentConnections">): unknown {
    const { id, createdAt, spec } = connection;
    const { environmentId, attachmentId } = spec;
    const attachment = `${environmentCrn(cloud.world, environmentId)}/private-link-attachment=${attachmentId}`;
    const resourceName = `${attachment}/private-link-attachment-connection=${id}`;
    return {
        api_version: "networking/v1",
        kind: "PrivateLinkAttachmentConnection",
        id,
        metadata: metadata(pathIn(environmentId, CONNECTIONS, id), createdAt, resourceName),
        spec: {
            display_name: spec.displayName,
            cloud: { kind: "networking.v1.AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: spec.vpcEndpointId },
            environment: reference(cloud, environmentId),
            private_link_attachment: {
                api_version: "networking/v1",
                kind: "PrivateLinkAttachment",
                id: attachmentId,
                environment: environmentId,
                related: cloudUrl(pathIn(environmentId, ATTACHMENTS, attachmentId)),
                resource_name: attachment,
            },
        },
        status: {
            phase: connectionPhase(cloud, connection),
            cloud: {
                kind: "networking.v1.AwsPrivateLinkAttachmentConnectionStatus",
                vpc_endpoint_id: spec.vpcEndpointId,
                vpc_endpoint_service_name: cloud.get("privateLinkAttachments", attachmentId)?.spec.serviceName ?? "",
            },
        },
    };
}

function connectionPhase(cloud: Cloud, { spec }: Stored<"privateLinkAttachmentConnections">): string {
    if (vpcEndpoint(cloud, spec.vpcEndpointId) === undefined) {
        return "DISCONNECTED";
    }
    return cloud.isReady(spec) ? "READY" : "PROVISIONING";
}

function createConnection(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const attachment = cloud.get("privateLinkAttachments", body.text("spec.private_link_attachment.id") ?? "");
    if (attachment?.spec.environmentId !== environment.id) {
        throw new Refusal(404, "PrivateLink attachment not found", "resource_not_found");
    }
    const vpcEndpointId = body.text("spec.cloud.vpc_endpoint_id") ?? "";
    refuseUnfitEndpoint(cloud, attachment.spec.serviceName, vpcEndpointId);
    const connection = cloud.add("privateLinkAttachmentConnections", cloud.world.confluentId("plattc"), {
        displayName: body.text("spec.display_name") ?? "",
        environmentId: environment.id,
        attachmentId: attachment.id,
        vpcEndpointId,
        readyAt: cloud.after("privateLinkAttachmentConnection", "cloud"),
    });
    // The answer is older than the first look at the connection, however fast the service is.
    const first = shownConnection(cloud, { ...connection, spec: { ...connection.spec, readyAt: Infinity } });
    acceptEndpoints(cloud);
    return { status: 202, body: first };
}

function changeConnection(cloud: Cloud, request: ApiRequest): Reply {
    const connection = connectionAsked(cloud, request);
    cloud.change(connection, { displayName: request.body.text("spec.display_name") });
    return { status: 200, body: shownConnection(cloud, connection) };
}

function deleteConnection(cloud: Cloud, request: ApiRequest): Reply {
    const { id, spec } = connectionAsked(cloud, request);
    cloud.remove("privateLinkAttachmentConnections", id);
    releaseEndpoint(cloud, spec.vpcEndpointId);
    return { status: 204 };
}
