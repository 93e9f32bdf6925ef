import type { AwsObject } from "../world";
import { param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { environmentCrn, environmentReference, metadata } from "./crn";
import { environmentOf } from "./environments";

const ATTACHMENTS = "/networking/v1/private-link-attachments";
const CONNECTIONS = "/networking/v1/private-link-attachment-connections";
const ENDPOINT_TYPE = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** PrivateLink attachments and their connections of `/networking/v1`. */
export function privateLinkRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: ATTACHMENTS, handle: (request) => createAttachment(cloud, request) },
        {
            method: "GET",
            path: `${ATTACHMENTS}/:id`,
            handle: (request) => ({ status: 200, body: shownAttachment(cloud, attachmentAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${ATTACHMENTS}/:id`, handle: (request) => changeAttachment(cloud, request) },
        { method: "DELETE", path: `${ATTACHMENTS}/:id`, handle: (request) => deleteAttachment(cloud, request) },
        { method: "POST", path: CONNECTIONS, handle: (request) => createConnection(cloud, request) },
        {
            method: "GET",
            path: `${CONNECTIONS}/:id`,
            handle: (request) => ({ status: 200, body: shownConnection(cloud, connectionAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${CONNECTIONS}/:id`, handle: (request) => changeConnection(cloud, request) },
        { method: "DELETE", path: `${CONNECTIONS}/:id`, handle: (request) => deleteConnection(cloud, request) },
    ];
}

/** The AWS side follows: an endpoint is available as soon as its connection is ready. */
export function acceptEndpoints(cloud: Cloud): void {
    for (const { spec } of cloud.where("privateLinkAttachmentConnections", (one) => cloud.isReady(one))) {
        const endpoint = vpcEndpoint(cloud, spec.vpcEndpointId);
        if (endpoint !== undefined && endpoint.props.state !== "available") {
            setState(cloud, endpoint, "available");
        }
    }
}

function setState(cloud: Cloud, endpoint: AwsObject, state: string): void {
    endpoint.props = { ...endpoint.props, state };
    cloud.world.changed();
}

function vpcEndpoint(cloud: Cloud, id: string): AwsObject | undefined {
    const found = cloud.world.data.aws[id];
    return found?.type === ENDPOINT_TYPE ? found : undefined;
}

/** The environment travels in the query, in a PATCH in the body. */
function inEnvironment(request: ApiRequest): string | null {
    return request.query.get("environment") ?? request.body.text("spec.environment.id") ?? null;
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

function shownAttachment(cloud: Cloud, attachment: Stored<"privateLinkAttachments">): unknown {
    const { id, createdAt, spec } = attachment;
    return {
        api_version: "networking/v1",
        kind: "PrivateLinkAttachment",
        id,
        metadata: metadata(`${ATTACHMENTS}/${id}`, createdAt, attachmentCrn(cloud, attachment)),
        spec: {
            display_name: spec.displayName,
            cloud: spec.cloud,
            region: spec.region,
            environment: environmentReference(cloud.world, spec.environmentId),
        },
        status: attachmentStatus(cloud, attachment),
    };
}

/** Domain and service are known when provisioning has ended, not before. */
function attachmentStatus(cloud: Cloud, { id, spec }: Stored<"privateLinkAttachments">): unknown {
    if (!cloud.isReady(spec)) {
        return { phase: "PROVISIONING" };
    }
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
    return { status: 202, body: shownAttachment(cloud, attachment) };
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

function shownConnection(cloud: Cloud, { id, createdAt, spec }: Stored<"privateLinkAttachmentConnections">): unknown {
    const attachment = `${environmentCrn(cloud.world, spec.environmentId)}/private-link-attachment=${spec.attachmentId}`;
    const endpoint = vpcEndpoint(cloud, spec.vpcEndpointId);
    const phase = endpoint === undefined ? "DISCONNECTED" : cloud.isReady(spec) ? "READY" : "PROVISIONING";
    return {
        api_version: "networking/v1",
        kind: "PrivateLinkAttachmentConnection",
        id,
        metadata: metadata(`${CONNECTIONS}/${id}`, createdAt, `${attachment}/private-link-attachment-connection=${id}`),
        spec: {
            display_name: spec.displayName,
            cloud: { kind: "networking.v1.AwsPrivateLinkAttachmentConnection", vpc_endpoint_id: spec.vpcEndpointId },
            environment: environmentReference(cloud.world, spec.environmentId),
            private_link_attachment: { id: spec.attachmentId, resource_name: attachment },
        },
        status: { phase },
    };
}

function createConnection(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const attachment = cloud.get("privateLinkAttachments", body.text("spec.private_link_attachment.id") ?? "");
    if (attachment?.spec.environmentId !== environment.id) {
        throw new Refusal(404, "PrivateLink attachment not found", "resource_not_found");
    }
    const vpcEndpointId = body.text("spec.cloud.vpc_endpoint_id") ?? "";
    refuseUnfitEndpoint(cloud, attachment, vpcEndpointId);
    const connection = cloud.add("privateLinkAttachmentConnections", cloud.world.confluentId("plattc"), {
        displayName: body.text("spec.display_name") ?? "",
        environmentId: environment.id,
        attachmentId: attachment.id,
        vpcEndpointId,
        readyAt: cloud.after("privateLinkAttachmentConnection", "cloud"),
    });
    acceptEndpoints(cloud);
    return { status: 202, body: shownConnection(cloud, connection) };
}

function refuseUnfitEndpoint(cloud: Cloud, attachment: Stored<"privateLinkAttachments">, id: string): void {
    const { serviceName } = attachment.spec;
    const endpoint = vpcEndpoint(cloud, id);
    if (endpoint?.props.serviceName !== serviceName) {
        throw new Refusal(
            400,
            `VPC endpoint "${id}" was not found among the endpoints of service "${serviceName}"`,
            "invalid_request",
        );
    }
    if (cloud.where("privateLinkAttachmentConnections", (spec) => spec.vpcEndpointId === id).length > 0) {
        throw new Refusal(409, `VPC endpoint "${id}" already has a PrivateLink attachment connection`, "conflict");
    }
}

function changeConnection(cloud: Cloud, request: ApiRequest): Reply {
    const connection = connectionAsked(cloud, request);
    cloud.change(connection, { displayName: request.body.text("spec.display_name") });
    return { status: 200, body: shownConnection(cloud, connection) };
}

function deleteConnection(cloud: Cloud, request: ApiRequest): Reply {
    const { id, spec } = connectionAsked(cloud, request);
    cloud.remove("privateLinkAttachmentConnections", id);
    const endpoint = vpcEndpoint(cloud, spec.vpcEndpointId);
    if (endpoint !== undefined) {
        setState(cloud, endpoint, "pendingAcceptance");
    }
    return { status: 204 };
}
