import type { Contract } from "./contract";
import { crnOf, environmentReference, id, metadata, pageOf, URL_FORM } from "./forms";

const SERVICE = /^com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]+$/;
const ENDPOINT = /^vpce-[0-9a-f]+$/;
const DOMAIN = /^[a-z0-9.-]+\.confluent\.cloud$/;

/** What every object of this part of the service has; its references may say the environment's id once more. */
function networking(kind: string, prefix: string, ...parts: readonly string[]): Contract {
    return {
        api_version: ["networking/v1"],
        kind: [kind],
        id: id(prefix),
        ...metadata(crnOf("environment", ...parts)),
        "metadata.self":
            /^https:\/\/api\.confluent\.cloud\/networking\/v1\/[a-z-]+\/[a-z0-9-]+\?environment=env-[a-z0-9]+$/,
        "spec.display_name": "text",
        ...environmentReference("spec.environment"),
        "spec.environment.environment?": id("env"),
    };
}

const attachmentBase: Contract = {
    ...networking("PrivateLinkAttachment", "platt", "private-link-attachment"),
    "spec.cloud": ["AWS"],
    "spec.region": "text",
};

/** While it is being made, neither domain nor service are known. */
export const newAttachment: Contract = { ...attachmentBase, "status.phase": ["PROVISIONING"] };

export const attachment: Contract = {
    ...attachmentBase,
    "status.phase": ["WAITING_FOR_CONNECTIONS", "READY"],
    "status.dns_domain": DOMAIN,
    "status.cloud.kind": /^(networking\.v1\.)?AwsPrivateLinkAttachmentStatus$/,
    "status.cloud.vpc_endpoint_service.vpc_endpoint_service_name": SERVICE,
};

export const connection: Contract = {
    ...networking(
        "PrivateLinkAttachmentConnection",
        "plattc",
        "private-link-attachment",
        "private-link-attachment-connection",
    ),
    "spec.cloud.kind": /^(networking\.v1\.)?AwsPrivateLinkAttachmentConnection$/,
    "spec.cloud.vpc_endpoint_id": ENDPOINT,
    "spec.private_link_attachment.api_version": ["networking/v1"],
    "spec.private_link_attachment.kind": ["PrivateLinkAttachment"],
    "spec.private_link_attachment.id": id("platt"),
    "spec.private_link_attachment.environment": id("env"),
    "spec.private_link_attachment.related": URL_FORM,
    "spec.private_link_attachment.resource_name": crnOf("environment", "private-link-attachment"),
    "status.phase": ["PROVISIONING", "READY", "DISCONNECTED"],
    "status.cloud.kind": /^(networking\.v1\.)?AwsPrivateLinkAttachmentConnectionStatus$/,
    "status.cloud.vpc_endpoint_id": ENDPOINT,
    "status.cloud.vpc_endpoint_service_name": "string",
};

export const gateway: Contract = {
    ...networking("Gateway", "gw", "gateway"),
    "spec.config.kind": ["AwsIngressPrivateLinkGatewaySpec"],
    "spec.config.region": "text",
    "status.phase": ["PROVISIONING", "READY"],
    "status.cloud_gateway.kind": ["AwsIngressPrivateLinkGatewayStatus"],
    "status.cloud_gateway.vpc_endpoint_service_name": SERVICE,
};

const accessPointBase: Contract = {
    ...networking("AccessPoint", "ap", "gateway", "access-point"),
    "spec.config.kind": ["AwsIngressPrivateLinkEndpoint"],
    "spec.config.vpc_endpoint_id": ENDPOINT,
    "spec.gateway.api_version": ["networking/v1"],
    "spec.gateway.kind": ["Gateway"],
    "spec.gateway.id": id("gw"),
    "spec.gateway.related": URL_FORM,
    "spec.gateway.resource_name": crnOf("environment", "gateway"),
};

/** The answers to create and delete say nothing but the phase. */
export const accessPointInPhase = (phase: string): Contract => ({ ...accessPointBase, "status.phase": [phase] });

/** Clients read `status.config` of whatever they wait for. */
export const accessPoint: Contract = {
    ...accessPointBase,
    "status.phase": ["PROVISIONING", "READY"],
    "status.config.kind": ["AwsIngressPrivateLinkEndpointStatus"],
    "status.config.vpc_endpoint_service_name": SERVICE,
    "status.config.vpc_endpoint_id": ENDPOINT,
    "status.config.dns_domain?": DOMAIN,
};

/** This path has an error form of its own. */
export const accessPointNotFound: Contract = {
    "error.code": [404],
    "error.message": ["Access Point not found"],
    "error.status": ["NOT_FOUND"],
};

export const endpoint: Contract = {
    api_version: ["endpoint/v1"],
    kind: ["Endpoint"],
    id: /^ep-[a-z0-9-]+$/,
    cloud: "text",
    region: "text",
    service: ["KAFKA", "SCHEMA_REGISTRY"],
    is_private: "flag",
    connection_type: ["PUBLIC", "PRIVATE_LINK"],
    endpoint: /^(https?:\/\/)?[a-z0-9.-]+(:\d+)?$/,
    endpoint_type: ["REST", "BOOTSTRAP"],
    "environment.id": id("env"),
    "resource.id?": /^(lkc|lsrc)-[a-z0-9]+$/,
    "resource.kind?": ["Cluster"],
    "gateway.id?": id("gw"),
    "access_point.id?": id("ap"),
};

export const pages = {
    gateways: pageOf("networking/v1", "GatewayList", gateway),
    endpoints: pageOf("endpoint/v1", "EndpointList", endpoint),
};
