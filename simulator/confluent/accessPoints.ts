import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { environmentReference, metadata } from "./crn";
import { environmentOf } from "./environments";
import { gatewayCrn, gatewayOf, gatewayReference } from "./gateways";
import { inEnvironment } from "./privateLink";
import { acceptEndpoints, refuseUnfitEndpoint, releaseEndpoint } from "./vpcEndpoints";

const PATH = "/networking/v1/access-points";
const CONFIG_KIND = "AwsIngressPrivateLinkEndpoint";

/** `/networking/v1/access-points`: the VPC endpoints that come in through a gateway. */
export function accessPointRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createAccessPoint(cloud, request) },
        { method: "GET", path: PATH, handle: (request) => listAccessPoints(cloud, request) },
        {
            method: "GET",
            path: `${PATH}/:id`,
            handle: (request) => ({ status: 200, body: shown(cloud, accessPointAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${PATH}/:id`, handle: (request) => changeAccessPoint(cloud, request) },
        { method: "DELETE", path: `${PATH}/:id`, handle: (request) => deleteAccessPoint(cloud, request) },
    ];
}

/** Forgets access points whose deprovisioning has ended. */
export function removeDeprovisioned(cloud: Cloud): void {
    cloud.removeWhere("accessPoints", ({ goneAt }) => goneAt !== undefined && goneAt <= cloud.now());
}

function listAccessPoints(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, inEnvironment(request) ?? undefined);
    const found = cloud.where("accessPoints", (spec) => spec.environmentId === environment.id);
    const items = found.map((point) => shown(cloud, point));
    return page(request, "networking/v1", "AccessPointList", items);
}

function accessPointAsked(cloud: Cloud, request: ApiRequest): Stored<"accessPoints"> {
    const found = cloud.get("accessPoints", param(request, "id"));
    if (found?.spec.environmentId !== inEnvironment(request)) {
        const error = { code: 404, message: "Access Point not found", status: "NOT_FOUND" };
        throw new Refusal(404, error.message, error.status, { error });
    }
    return found;
}

function shown(cloud: Cloud, point: Stored<"accessPoints">): unknown {
    return { ...described(cloud, point), status: statusOf(cloud, point) };
}

function described(cloud: Cloud, { id, createdAt, spec }: Stored<"accessPoints">) {
    const gateway = gatewayOf(cloud, spec.gatewayId, spec.environmentId);
    const path = `${PATH}/${id}?environment=${spec.environmentId}`;
    return {
        api_version: "networking/v1",
        kind: "AccessPoint",
        id,
        metadata: metadata(path, createdAt, `${gatewayCrn(cloud, gateway)}/access-point=${id}`),
        spec: {
            display_name: spec.displayName,
            config: { kind: CONFIG_KIND, vpc_endpoint_id: spec.vpcEndpointId },
            environment: environmentReference(cloud.world, spec.environmentId),
            gateway: gatewayReference(cloud, gateway),
        },
    };
}

/** `config` is in every answer to a read that a client may parse: without it real clients crash. */
function statusOf(cloud: Cloud, { spec }: Stored<"accessPoints">): unknown {
    if (spec.goneAt !== undefined) {
        return { phase: "DEPROVISIONING" };
    }
    const isReady = cloud.isReady(spec);
    return {
        phase: isReady ? "READY" : "PROVISIONING",
        config: {
            kind: "AwsIngressPrivateLinkEndpointStatus",
            vpc_endpoint_service_name: cloud.get("gateways", spec.gatewayId)?.spec.serviceName ?? "",
            vpc_endpoint_id: spec.vpcEndpointId,
            ...(isReady ? { dns_domain: spec.dnsDomain } : {}),
        },
    };
}

function createAccessPoint(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const gateway = gatewayOf(cloud, body.text("spec.gateway.id") ?? "", environment.id);
    const [displayName, kind] = [body.text("spec.display_name"), body.text("spec.config.kind")];
    if (displayName === undefined || kind?.split(".").at(-1) !== CONFIG_KIND) {
        throw new Refusal(400, `display_name and config.kind (${CONFIG_KIND}) are required`);
    }
    const vpcEndpointId = body.text("spec.config.vpc_endpoint_id") ?? "";
    refuseUnfitEndpoint(cloud, gateway.spec.serviceName, vpcEndpointId);
    const id = cloud.world.confluentId("ap");
    const point = cloud.add("accessPoints", id, {
        displayName,
        environmentId: environment.id,
        gatewayId: gateway.id,
        vpcEndpointId,
        dnsDomain: `${id.replace("-", "")}.${gateway.spec.region}.aws.accesspoint.confluent.cloud`,
        readyAt: cloud.after("accessPoint", "cloud"),
    });
    acceptEndpoints(cloud);
    return { status: 202, body: { ...described(cloud, point), status: { phase: "PROVISIONING" } } };
}

function changeAccessPoint(cloud: Cloud, request: ApiRequest): Reply {
    const point = accessPointAsked(cloud, request);
    cloud.change(point, { displayName: request.body.text("spec.display_name") });
    return { status: 200, body: shown(cloud, point) };
}

function deleteAccessPoint(cloud: Cloud, request: ApiRequest): Reply {
    const point = accessPointAsked(cloud, request);
    cloud.change(point, { goneAt: cloud.after("accessPoint", "cloud") });
    releaseEndpoint(cloud, point.spec.vpcEndpointId);
    removeDeprovisioned(cloud);
    return { status: 204 };
}
