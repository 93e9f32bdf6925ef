import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { cloudUrl, environmentCrn, environmentReference, metadata } from "./crn";
import { environmentOf } from "./environments";
import { inEnvironment } from "./privateLink";

const PATH = "/networking/v1/gateways";
const SPEC_KIND = "AwsIngressPrivateLinkGatewaySpec";

/** `/networking/v1/gateways`: gateways through which clients in AWS come in over PrivateLink, and no other kind. */
export function gatewayRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createGateway(cloud, request) },
        { method: "GET", path: PATH, handle: (request) => listGateways(cloud, request) },
        {
            method: "GET",
            path: `${PATH}/:id`,
            handle: (request) => ({ status: 200, body: shown(cloud, gatewayAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${PATH}/:id`, handle: (request) => changeGateway(cloud, request) },
        { method: "DELETE", path: `${PATH}/:id`, handle: (request) => deleteGateway(cloud, request) },
    ];
}

/** The gateway of that environment, or the refusal that a request naming another one gets. */
export function gatewayOf(cloud: Cloud, id: string, environmentId: string | null): Stored<"gateways"> {
    const found = cloud.get("gateways", id);
    if (found?.spec.environmentId !== environmentId) {
        throw new Refusal(404, `gateway ${id} not found`);
    }
    return found;
}

/** A reference to a gateway inside another object. */
export function gatewayReference(cloud: Cloud, gateway: Stored<"gateways">): Record<string, string> {
    return {
        api_version: "networking/v1",
        kind: "Gateway",
        id: gateway.id,
        related: cloudUrl(pathOf(gateway)),
        resource_name: gatewayCrn(cloud, gateway),
    };
}

export function gatewayCrn(cloud: Cloud, { id, spec }: Stored<"gateways">): string {
    return `${environmentCrn(cloud.world, spec.environmentId)}/gateway=${id}`;
}

function pathOf({ id, spec }: Stored<"gateways">): string {
    return `${PATH}/${id}?environment=${spec.environmentId}`;
}

function gatewayAsked(cloud: Cloud, request: ApiRequest): Stored<"gateways"> {
    return gatewayOf(cloud, param(request, "id"), inEnvironment(request));
}

/** The endpoint service's name is there from the start: a client that sees READY without it would keep it empty. */
function shown(cloud: Cloud, gateway: Stored<"gateways">, isReady = cloud.isReady(gateway.spec)): unknown {
    const { id, createdAt, spec } = gateway;
    return {
        api_version: "networking/v1",
        kind: "Gateway",
        id,
        metadata: metadata(pathOf(gateway), createdAt, gatewayCrn(cloud, gateway)),
        spec: {
            display_name: spec.displayName,
            config: { kind: SPEC_KIND, region: spec.region },
            environment: environmentReference(cloud.world, spec.environmentId),
        },
        status: {
            phase: isReady ? "READY" : "PROVISIONING",
            cloud_gateway: { kind: "AwsIngressPrivateLinkGatewayStatus", vpc_endpoint_service_name: spec.serviceName },
        },
    };
}

function createGateway(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const [displayName, region] = [body.text("spec.display_name"), body.text("spec.config.region")];
    const kind = body.text("spec.config.kind")?.split(".").at(-1);
    if (displayName === undefined || region === undefined || kind !== SPEC_KIND) {
        throw new Refusal(400, `display_name, config.region and config.kind (${SPEC_KIND}) are required`);
    }
    const gateway = cloud.add("gateways", cloud.world.confluentId("gw"), {
        displayName,
        environmentId: environment.id,
        region,
        serviceName: `com.amazonaws.vpce.${region}.${cloud.world.awsId("vpce-svc")}`,
        readyAt: cloud.after("gateway", "cloud"),
    });
    return { status: 202, body: shown(cloud, gateway, false) };
}

function listGateways(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, inEnvironment(request) ?? undefined);
    const found = cloud.where("gateways", (spec) => spec.environmentId === environment.id);
    return page(
        request,
        "networking/v1",
        "GatewayList",
        found.map((gateway) => shown(cloud, gateway)),
    );
}

function changeGateway(cloud: Cloud, request: ApiRequest): Reply {
    const gateway = gatewayAsked(cloud, request);
    cloud.change(gateway, { displayName: request.body.text("spec.display_name") });
    return { status: 200, body: shown(cloud, gateway) };
}

function deleteGateway(cloud: Cloud, request: ApiRequest): Reply {
    const { id } = gatewayAsked(cloud, request);
    const points = cloud.where("accessPoints", (spec) => spec.gatewayId === id);
    if (points.length > 0) {
        const ids = points.map((point) => point.id).join(", ");
        throw new Refusal(409, `gateway ${id} cannot be deleted while it has access points: ${ids}`, "conflict");
    }
    cloud.remove("gateways", id);
    return { status: 204 };
}
