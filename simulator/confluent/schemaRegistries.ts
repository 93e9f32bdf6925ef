import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { environmentCrn, environmentReference, metadata } from "./crn";
import type { ClusterSpec } from "./specs";

const PATH = "/srcm/v3/clusters";

/** `/srcm/v3/clusters`, read only: an environment's Schema Registry comes with its first cluster. */
export function schemaRegistryRoutes(cloud: Cloud): Route[] {
    return [
        { method: "GET", path: PATH, handle: (request) => listRegistries(cloud, request) },
        { method: "GET", path: `${PATH}/:id`, handle: (request) => readRegistry(cloud, request) },
    ];
}

/**
 * Gives the environment its Schema Registry, in the first cluster's cloud and region, unless it has one. It is there with
 * the first cluster that is, which need not be the one that was begun first.
 */
export function addSchemaRegistry(cloud: Cloud, environment: Stored<"environments">, cluster: ClusterSpec): void {
    const { id, spec, existing = false } = environment;
    const [known] = cloud.where("schemaRegistries", (one) => one.environmentId === id);
    const { readyAt } = cluster;
    if (known !== undefined && readyAt < (known.spec.readyAt ?? 0)) {
        cloud.change(known, { readyAt });
    }
    if (spec.governance === undefined || known !== undefined) {
        return;
    }
    const host = `${cloud.world.confluentId("psrc")}.${cluster.region}.aws.confluent.cloud`;
    const registry = {
        environmentId: id,
        package: spec.governance,
        cloud: cluster.cloud,
        region: cluster.region,
        httpEndpoint: `https://${host}`,
        readyAt: cluster.readyAt,
    };
    cloud.add("schemaRegistries", cloud.world.confluentId("lsrc"), registry, existing);
}

function listRegistries(cloud: Cloud, request: ApiRequest): Reply {
    const found = cloud.where("schemaRegistries", (spec) => spec.environmentId === request.query.get("environment"));
    return page(
        request,
        "srcm/v3",
        "ClusterList",
        found.map((registry) => shown(cloud, registry)),
    );
}

function readRegistry(cloud: Cloud, request: ApiRequest): Reply {
    const found = cloud.get("schemaRegistries", param(request, "id"));
    if (found?.spec.environmentId !== request.query.get("environment")) {
        throw new Refusal(404, "Schema Registry cluster not found", "resource_not_found");
    }
    return { status: 200, body: shown(cloud, found) };
}

function shown(cloud: Cloud, { id, createdAt, spec }: Stored<"schemaRegistries">): unknown {
    const resourceName = `${environmentCrn(cloud.world, spec.environmentId)}/schema-registry=${id}`;
    return {
        api_version: "srcm/v3",
        kind: "Cluster",
        id,
        metadata: metadata(`${PATH}/${id}`, createdAt, resourceName),
        spec: {
            display_name: "Stream Governance Package",
            environment: environmentReference(cloud.world, spec.environmentId),
            package: spec.package,
            cloud: spec.cloud,
            region: spec.region,
            http_endpoint: spec.httpEndpoint,
            catalog_http_endpoint: spec.httpEndpoint,
            ...privateEndpoints(cloud, id, spec.environmentId),
        },
        status: { phase: cloud.isReady(spec) ? "PROVISIONED" : "PROVISIONING" },
    };
}

/** One private address in each region to which the environment has a PrivateLink attachment. */
function privateEndpoints(cloud: Cloud, id: string, environmentId: string): Record<string, unknown> {
    const attachments = cloud.where("privateLinkAttachments", (spec) => spec.environmentId === environmentId);
    const ready = attachments.filter(({ spec }) => cloud.isReady(spec));
    const byRegion = Object.fromEntries(
        ready.map(({ spec }) => [spec.region, `https://${id}.${spec.region}.aws.private.confluent.cloud`]),
    );
    const [first] = Object.values(byRegion);
    return {
        private_http_endpoint: first ?? "",
        private_networking_config: first === undefined ? {} : { regional_endpoints: byRegion },
    };
}
