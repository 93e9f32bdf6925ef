import type { ClusterSettings, Settings } from "../../components/settings/settings";
import { usesAttachment, usesGateway } from "../../components/settings/topology";
import { Cloud } from "../confluent/cloud";
import { clusterEndpoints } from "../confluent/clusterEndpoints";
import type { ClusterSpec } from "../confluent/specs";
import type { Recorded } from "../engine/stateFile";
import type { World } from "../world";

const CLUSTER = "confluentcloud:index/kafkaCluster:KafkaCluster";
const ACCESS_POINT = "confluentcloud:index/accessPoint:AccessPoint";
const HTTPS = 443;

/** Over what a host is reached. */
export type Way =
    | { readonly kind: "public" }
    /** By the PrivateLink attachment's names, which all networks on it share. */
    | { readonly kind: "attachment" }
    /** At the access point of a private network. */
    | { readonly kind: "accessPoint"; readonly network: string }
    /** Somebody else has made the way from the runner. */
    | { readonly kind: "fromRunner" };

/** A host and port of one of the stack's services. */
export interface Target {
    /** Key of the cluster, or "Schema Registry" with its id. */
    readonly name: string;
    readonly service: "REST" | "bootstrap";
    readonly host: string;
    readonly port: number;
    readonly way: Way;
}

export interface Targets {
    readonly targets: readonly Target[];
    /** Clusters and endpoints that the settings ask for and the world does not hold. */
    readonly missing: readonly string[];
}

/** The hosts of a stack's clusters, and of the Schema Registries of their environments, as the world knows them. */
export function targetsOf(world: World, settings: Settings, recorded: readonly Recorded[]): Targets {
    const cloud = new Cloud(world, 0);
    const [targets, missing, environments]: [Target[], string[], string[]] = [[], [], []];
    for (const [key, cluster] of Object.entries(settings.clusters)) {
        const id = clusterId(key, cluster, recorded);
        const found = cloud.get("clusters", id);
        if (found === undefined) {
            missing.push(`cluster ${key}`);
            continue;
        }
        environments.push(found.spec.environmentId);
        for (const way of waysTo(settings, cluster)) {
            const hosts = hostsOf(cloud, { key, id, spec: found.spec }, way, recorded);
            targets.push(...hosts);
            missing.push(...(hosts.length > 0 || way.kind !== "accessPoint" ? [] : [behind(key, way.network)]));
        }
    }
    return { targets: [...targets, ...registries(cloud, environments)], missing };
}

function behind(key: string, network: string): string {
    return `endpoint of cluster ${key} behind the access point of ${network}`;
}

/** What is there already is in the settings; what the stack makes, in its state. */
function clusterId(key: string, cluster: ClusterSettings, recorded: readonly Recorded[]): string {
    return cluster.type === "existing" ? cluster.id : (idOf(recorded, CLUSTER, `${key}-cluster`) ?? "");
}

function idOf(recorded: readonly Recorded[], type: string, name: string): string | undefined {
    return recorded.find((one) => one.type === type && one.urn?.split("::").at(-1) === name)?.id;
}

function waysTo({ privateNetworks }: Settings, cluster: ClusterSettings): Way[] {
    const key = cluster.type === "dedicated" ? undefined : cluster.privateNetwork;
    const network = key === undefined ? undefined : privateNetworks[key];
    if (key === undefined || network === undefined) {
        const isWay = cluster.type === "existing" && cluster.reachable !== undefined;
        return [{ kind: isWay ? "fromRunner" : "public" }];
    }
    return [
        ...(usesAttachment(network) ? [{ kind: "attachment" } as const] : []),
        ...(usesGateway(network) ? [{ kind: "accessPoint", network: key } as const] : []),
    ];
}

interface Cluster {
    readonly key: string;
    readonly id: string;
    readonly spec: ClusterSpec;
}

function hostsOf(cloud: Cloud, { key, id, spec }: Cluster, way: Way, recorded: readonly Recorded[]): Target[] {
    const all = clusterEndpoints(cloud, id, spec);
    const point = way.kind === "accessPoint" ? idOf(recorded, ACCESS_POINT, pointName(way.network)) : undefined;
    const found = way.kind === "accessPoint" ? all.find((one) => one.key === point) : all[0];
    if (found === undefined) {
        return [];
    }
    const [, bootstrapHost = "", port = ""] = /^(?:SASL_SSL:\/\/)?(.+):(\d+)$/.exec(found.bootstrap) ?? [];
    return [
        { name: key, service: "REST", host: new URL(found.rest).hostname, port: HTTPS, way },
        { name: key, service: "bootstrap", host: bootstrapHost, port: Number(port), way },
    ];
}

/** What the program calls the access point of a private network. */
function pointName(network: string): string {
    return `${network}-gateway-access-point`;
}

function registries(cloud: Cloud, environments: readonly string[]): Target[] {
    const all = cloud.where("schemaRegistries", ({ environmentId }) => environments.includes(environmentId));
    return all.map(({ id, spec }) => ({
        name: `Schema Registry ${id}`,
        service: "REST",
        host: new URL(spec.httpEndpoint).hostname,
        port: HTTPS,
        way: { kind: "public" },
    }));
}
