import { page, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { clusterEndpoints } from "./clusterEndpoints";
import { clusterCrn, environmentReference, metadata } from "./crn";
import { environmentOf } from "./environments";
import { addSchemaRegistry } from "./schemaRegistries";
import { CLUSTER_KINDS, type ClusterKind, type ClusterSpec } from "./specs";

const PATH = "/cmk/v2/clusters";
const ZONES_OF: Readonly<Record<string, number>> = { SINGLE_ZONE: 1, LOW: 1, MULTI_ZONE: 3, HIGH: 3 };

/** `/cmk/v2/clusters`. */
export function clusterRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: PATH, handle: (request) => createCluster(cloud, request) },
        { method: "GET", path: PATH, handle: (request) => listClusters(cloud, request) },
        {
            method: "GET",
            path: `${PATH}/:id`,
            handle: (request) => ({ status: 200, body: shown(cloud, clusterAsked(cloud, request)) }),
        },
        { method: "PATCH", path: `${PATH}/:id`, handle: (request) => changeCluster(cloud, request) },
        { method: "DELETE", path: `${PATH}/:id`, handle: (request) => deleteCluster(cloud, request) },
    ];
}

/** The cluster that path and environment name; an unknown one cannot be told from a forbidden one. */
function clusterAsked(cloud: Cloud, request: ApiRequest, environmentId = request.query.get("environment")) {
    const found = cloud.get("clusters", param(request, "id"));
    if (found?.spec.environmentId !== environmentId) {
        throw new Refusal(403, "Forbidden Access", "forbidden_access");
    }
    return found;
}

function listClusters(cloud: Cloud, request: ApiRequest): Reply {
    const environment = environmentOf(cloud, request.query.get("environment") ?? undefined);
    const found = cloud.where("clusters", (spec) => spec.environmentId === environment.id);
    return page(
        request,
        "cmk/v2",
        "ClusterList",
        found.map((cluster) => shown(cloud, cluster)),
    );
}

function shown(cloud: Cloud, cluster: Stored<"clusters">, isReady = cloud.isReady(cluster.spec)): unknown {
    const { id, createdAt, spec } = cluster;
    const resourceName = `${clusterCrn(cloud.world, spec.environmentId, id)}/kafka=${id}`;
    return {
        api_version: "cmk/v2",
        kind: "Cluster",
        id,
        metadata: metadata(`${PATH}/${id}`, createdAt, resourceName),
        spec: {
            display_name: spec.displayName,
            availability: spec.availability,
            cloud: spec.cloud,
            region: spec.region,
            config: shownConfig(spec),
            kafka_bootstrap_endpoint: spec.bootstrapEndpoint,
            http_endpoint: spec.httpEndpoint,
            ...(spec.isPrivate
                ? { api_endpoint: `https://lkac${id}.${spec.region}.aws.private.confluent.cloud:443` }
                : {}),
            ...networkReference(spec),
            endpoints: shownEndpoints(cloud, id, spec),
            environment: environmentReference(cloud.world, spec.environmentId),
            deletion_protection: spec.deletionProtection,
        },
        status: {
            phase: isReady ? "PROVISIONED" : "PROVISIONING",
            ...(spec.cku === undefined ? {} : { cku: spec.cku }),
        },
    };
}

function shownEndpoints(cloud: Cloud, id: string, spec: ClusterSpec): Record<string, unknown> {
    const entries = clusterEndpoints(cloud, id, spec).map(({ key, connectionType, rest, bootstrap }) => [
        key,
        { kafka_bootstrap_endpoint: bootstrap, http_endpoint: rest, connection_type: connectionType },
    ]);
    return Object.fromEntries(entries) as Record<string, unknown>;
}

function networkReference({ networkId }: ClusterSpec): Record<string, unknown> {
    return networkId === undefined ? {} : { network: { api_version: "networking/v1", kind: "Network", id: networkId } };
}

function shownConfig({ kind, cku, maxEcku, region, availability }: ClusterSpec): unknown {
    if (kind === "Dedicated") {
        const zones = Array.from({ length: ZONES_OF[availability] ?? 1 }, (_, index) => zoneId(region, index + 1));
        return { kind, cku, zones, encryption_key: "" };
    }
    return { kind, ...(maxEcku === undefined ? {} : { max_ecku: maxEcku }) };
}

/** `use1-az2` for us-east-1 and 2. */
function zoneId(region: string, index: number): string {
    const [area = "", direction = "", number = ""] = region.split("-");
    const short = direction.replaceAll(/(north|south|east|west|central)/g, (word) => word.slice(0, 1));
    return `${area}${short}${number}-az${index}`;
}

function createCluster(cloud: Cloud, { body }: ApiRequest): Reply {
    const environment = environmentOf(cloud, body.text("spec.environment.id"));
    const kind = CLUSTER_KINDS.find((known) => known === body.text("spec.config.kind")?.split(".").at(-1));
    const [displayName, region] = [body.text("spec.display_name"), body.text("spec.region")];
    const availability = body.text("spec.availability") ?? "";
    if (kind === undefined || displayName === undefined || region === undefined || !(availability in ZONES_OF)) {
        throw new Refusal(400, "display_name, availability, region and config.kind are required", "invalid_request");
    }
    const cku = kind === "Dedicated" ? (body.number("spec.config.cku") ?? 0) : undefined;
    refuseFewCkus(availability, cku);
    const id = cloud.world.confluentId("lkc");
    const [maxEcku, networkId] = [body.number("spec.config.max_ecku"), body.text("spec.network.id")];
    const cluster = cloud.add("clusters", id, {
        environmentId: environment.id,
        displayName,
        availability,
        cloud: body.text("spec.cloud") ?? "AWS",
        region,
        kind,
        ...(cku === undefined ? {} : { cku }),
        ...(maxEcku === undefined ? {} : { maxEcku }),
        ...(networkId === undefined ? {} : { networkId }),
        deletionProtection: body.flag("spec.deletion_protection") ?? false,
        ...endpointsOf(cloud, id, kind, region),
        readyAt: cloud.after(kind === "Enterprise" ? "enterpriseCluster" : "dedicatedCluster", "cloud"),
    });
    addSchemaRegistry(cloud, environment, cluster.spec);
    return { status: 202, body: shown(cloud, cluster, false) };
}

/** Where a new cluster is reached; the simulated REST endpoints speak plain HTTP on the world's own port. */
export function endpointsOf(cloud: Cloud, id: string, kind: ClusterKind, region: string) {
    const isPrivate = kind === "Enterprise";
    const host = isPrivate
        ? `${id}.${region}.aws.private.confluent.cloud`
        : `${cloud.world.confluentId("pkc").slice(0, 9)}.${region}.aws.confluent.cloud`;
    return {
        isPrivate,
        httpEndpoint: `http://${host}:${cloud.world.data.httpPort}`,
        bootstrapEndpoint: `${isPrivate ? "" : "SASL_SSL://"}${host}:9092`,
    };
}

function refuseFewCkus(availability: string, cku: number | undefined): void {
    const least = ZONES_OF[availability] === 3 ? 2 : 1;
    if (cku !== undefined && cku < least) {
        throw new Refusal(
            400,
            `A Dedicated cluster with ${availability} availability needs at least ${least} CKU, got ${cku}`,
            "invalid_request",
        );
    }
}

function changeCluster(cloud: Cloud, request: ApiRequest): Reply {
    const { body } = request;
    const cluster = clusterAsked(cloud, request, body.text("spec.environment.id") ?? null);
    const cku = cluster.spec.kind === "Dedicated" ? body.number("spec.config.cku") : undefined;
    refuseFewCkus(cluster.spec.availability, cku);
    cloud.change(cluster, {
        kind: kindAfter(cluster.spec.kind, body.text("spec.config.kind")?.split(".").at(-1)),
        displayName: body.text("spec.display_name"),
        cku,
        maxEcku: body.number("spec.config.max_ecku"),
        deletionProtection: body.flag("spec.deletion_protection"),
    });
    return { status: 200, body: shown(cloud, cluster) };
}

/** Only a Basic cluster becomes another kind, and only a Standard one. */
function kindAfter(kind: ClusterKind, wanted: string | undefined): ClusterKind {
    if (wanted === undefined || wanted === kind) {
        return kind;
    }
    if (kind !== "Basic" || wanted !== "Standard") {
        throw new Refusal(400, `A ${kind} cluster cannot be changed to ${wanted}`, "invalid_request");
    }
    return wanted;
}

/** Takes everything in the cluster with it; its API keys stay and open nothing any more. */
function deleteCluster(cloud: Cloud, request: ApiRequest): Reply {
    const { id, spec } = clusterAsked(cloud, request);
    if (spec.deletionProtection) {
        throw new Refusal(
            409,
            `Kafka cluster ${id} has deletion protection enabled. Disable deletion protection before deleting the cluster.`,
            "conflict",
        );
    }
    for (const kind of ["topics", "acls", "links", "mirrors", "connectors"] as const) {
        cloud.removeWhere<typeof kind>(kind, (content) => content.clusterId === id);
    }
    cloud.remove("clusters", id);
    return { status: 204 };
}
