import { createHash } from "node:crypto";
import { page, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud } from "./cloud";
import { clusterEndpoints } from "./clusterEndpoints";
import { environmentOf } from "./environments";

const VERSION = "endpoint/v1";

interface Endpoint {
    readonly service: "KAFKA" | "SCHEMA_REGISTRY";
    readonly cloud: string;
    readonly region: string;
    readonly connectionType: string;
    readonly type: "REST" | "BOOTSTRAP";
    readonly address: string;
    readonly resource: string;
    readonly gatewayId?: string;
    readonly accessPointId?: string;
}

/** `/endpoint/v1/endpoints`: every address at which the services of an environment are reached. */
export function endpointRoutes(cloud: Cloud): Route[] {
    return [{ method: "GET", path: `/${VERSION}/endpoints`, handle: (request) => listEndpoints(cloud, request) }];
}

function listEndpoints(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, request.query.get("environment") ?? undefined).id;
    const service = request.query.get("service");
    if (service === null) {
        throw new Refusal(400, "service is required", "invalid_request");
    }
    const all = [...kafkaEndpoints(cloud, environment), ...registryEndpoints(cloud, environment)];
    const found = all.filter((endpoint) => endpoint.service === service && isWanted(endpoint, request.query));
    return page(
        request,
        VERSION,
        "EndpointList",
        found.map((endpoint) => shown(environment, endpoint)),
    );
}

/** A filter that is not given lets everything through. */
function isWanted({ cloud, region, resource, connectionType }: Endpoint, query: URLSearchParams): boolean {
    const facts = { cloud, region, resource, is_private: String(connectionType !== "PUBLIC") };
    return Object.entries(facts).every(([name, value]) => (query.get(name) ?? value) === value);
}

function kafkaEndpoints(cloud: Cloud, environmentId: string): Endpoint[] {
    const clusters = cloud.where("clusters", (spec) => spec.environmentId === environmentId && cloud.isReady(spec));
    return clusters.flatMap(({ id, spec }) =>
        clusterEndpoints(cloud, id, spec).flatMap(({ key, connectionType, rest, bootstrap, gatewayId }) => {
            const entrance = gatewayId === undefined ? {} : { gatewayId, accessPointId: key };
            const place = { cloud: spec.cloud, region: spec.region, connectionType, resource: id, ...entrance };
            return [
                { service: "KAFKA", ...place, type: "REST", address: rest } as const,
                { service: "KAFKA", ...place, type: "BOOTSTRAP", address: bootstrap } as const,
            ];
        }),
    );
}

function registryEndpoints(cloud: Cloud, environmentId: string): Endpoint[] {
    const registries = cloud.where("schemaRegistries", (spec) => spec.environmentId === environmentId);
    return registries.map(({ id, spec }) => ({
        service: "SCHEMA_REGISTRY",
        cloud: spec.cloud,
        region: spec.region,
        connectionType: "PUBLIC",
        type: "REST",
        address: spec.httpEndpoint,
        resource: id,
    }));
}

function shown(environment: string, endpoint: Endpoint): unknown {
    const { gatewayId, accessPointId } = endpoint;
    return {
        api_version: VERSION,
        kind: "Endpoint",
        id: `ep-${createHash("sha256").update(`${endpoint.type} ${endpoint.address}`).digest("hex").slice(0, 6)}`,
        cloud: endpoint.cloud,
        region: endpoint.region,
        service: endpoint.service,
        is_private: endpoint.connectionType !== "PUBLIC",
        connection_type: endpoint.connectionType,
        endpoint: endpoint.address.replace(/^SASL_SSL:\/\//, ""),
        endpoint_type: endpoint.type,
        environment: { id: environment },
        resource: { id: endpoint.resource, kind: "Cluster" },
        ...(gatewayId === undefined ? {} : { gateway: { id: gatewayId } }),
        ...(accessPointId === undefined ? {} : { access_point: { id: accessPointId } }),
    };
}
