import { randomBytes } from "node:crypto";
import { kafkaRoute, requireRight, type Caller } from "./access";
import { isAskedFor, param, Refusal, type ApiRequest, type Fields, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { linkConfigs } from "./configs";
import { kafkaUrl } from "./crn";
import { validateConfig, validateLink } from "./linkRules";
import { linkHealth, linkOf, otherHalf } from "./linkState";
import { linkTasks } from "./linkTasks";
import { followAll } from "./records";
import { CONNECTION_MODES, LINK_MODES, type LinkMode, type LinkSpec } from "./specs";

const PEER_FIELD: Readonly<Record<LinkMode, string>> = {
    DESTINATION: "source_cluster_id",
    SOURCE: "destination_cluster_id",
    BIDIRECTIONAL: "remote_cluster_id",
};

/** `/kafka/v3/clusters/{lkc}/links` and the links' settings. */
export function linkRoutes(cloud: Cloud): Route[] {
    return [
        kafkaRoute(cloud, "GET", "/links", (caller) => listLinks(cloud, caller)),
        kafkaRoute(cloud, "POST", "/links", (caller, request) => createLink(cloud, caller, request)),
        kafkaRoute(cloud, "GET", "/links/:link", (caller, request) => readLink(cloud, caller, request)),
        kafkaRoute(cloud, "DELETE", "/links/:link", (caller, request) => deleteLink(cloud, caller, request)),
        kafkaRoute(cloud, "GET", "/links/:link/configs", (caller, request) => listConfigs(cloud, caller, request)),
        kafkaRoute(cloud, "PUT", "/links/:link/configs:alter", (caller, request) =>
            alterConfigs(cloud, caller, request),
        ),
    ];
}

/** The link that the path names, for a caller who may do `operation` on the cluster. */
export function linkAsked(cloud: Cloud, caller: Caller, request: ApiRequest, operation: string): Stored<"links"> {
    requireRight(cloud, caller, { operation });
    const name = param(request, "link");
    const found = linkOf(cloud, caller.cluster.id, name);
    if (found === undefined) {
        throw new Refusal(404, `Cluster link '${name}' not found`, 40403);
    }
    return found;
}

function readLink(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const link = linkAsked(cloud, caller, request, "DESCRIBE");
    const tasks = isAskedFor(request, "include_tasks") ? { tasks: linkTasks(cloud, link) } : {};
    return { status: 200, body: { ...shown(cloud, link), ...tasks } };
}

function shown(cloud: Cloud, link: Stored<"links">): object {
    const { clusterId, name, linkMode, peerId, clusterLinkId } = link.spec;
    const health = linkHealth(cloud, link);
    const mirrors = cloud.where("mirrors", (spec) => spec.clusterId === clusterId && spec.linkName === name);
    return {
        kind: "KafkaLinkData",
        metadata: { self: kafkaUrl(cloud, clusterId, `/links/${name}`) },
        source_cluster_id: null,
        destination_cluster_id: null,
        remote_cluster_id: null,
        [PEER_FIELD[linkMode]]: peerId,
        link_name: name,
        link_id: uuidForm(clusterLinkId),
        cluster_link_id: clusterLinkId,
        topic_names: mirrors.map(({ spec }) => spec.topic),
        link_error: health.error,
        link_error_message: health.message,
        link_state: health.state,
    };
}

function listLinks(cloud: Cloud, caller: Caller): Reply {
    requireRight(cloud, caller, { operation: "DESCRIBE" });
    const { id } = caller.cluster;
    const data = cloud.where("links", (spec) => spec.clusterId === id).map((link) => shown(cloud, link));
    const metadata = { self: kafkaUrl(cloud, id, "/links"), next: null };
    return { status: 200, body: { kind: "KafkaLinkDataList", metadata, data } };
}

function createLink(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    requireRight(cloud, caller, { operation: "ALTER" });
    const link = linkFrom(cloud, caller.cluster.id, request);
    validateLink(cloud, caller.cluster, link);
    cloud.add("links", `${link.clusterId}/${link.name}`, link);
    followAll(cloud);
    return { status: 201 };
}

function linkFrom(cloud: Cloud, clusterId: string, { query, body }: ApiRequest): LinkSpec {
    const name = query.get("link_name") ?? "";
    const config = changedConfig({}, body.list("configs"));
    const linkMode = LINK_MODES.find((mode) => mode === (config["link.mode"] ?? "DESTINATION"));
    const connectionMode = CONNECTION_MODES.find((mode) => mode === (config["connection.mode"] ?? "OUTBOUND"));
    const peerId = linkMode === undefined ? undefined : body.text(PEER_FIELD[linkMode]);
    if (name === "" || linkMode === undefined || connectionMode === undefined || peerId === undefined) {
        throw new Refusal(400, "link_name, the peer cluster's id, and valid modes are required", 40002);
    }
    const readyAt = cloud.after("clusterLink", "cloud");
    const link = { clusterId, name, linkMode, connectionMode, peerId, config, clusterLinkId: newLinkId(), readyAt };
    // The dialling half takes over the id of the half that waits for it; a passive half always gets its own.
    const joined = connectionMode === "OUTBOUND" ? otherHalf(cloud, link)?.spec.clusterLinkId : undefined;
    return joined === undefined ? link : { ...link, clusterLinkId: joined };
}

/** 22 characters, as the service's own. */
function newLinkId(): string {
    return randomBytes(16).toString("base64url");
}

/** The same 16 bytes in the other form in which the service shows them. */
function uuidForm(linkId: string): string {
    const hex = Buffer.from(linkId, "base64url").toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function changedConfig(config: Record<string, string>, changes: readonly Fields[]): Record<string, string> {
    const result = new Map(Object.entries(config));
    for (const change of changes) {
        const name = change.text("name") ?? "";
        if (change.text("operation") === "DELETE") {
            result.delete(name);
        } else {
            result.set(name, change.text("value") ?? "");
        }
    }
    return Object.fromEntries(result);
}

function deleteLink(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const { id, spec } = linkAsked(cloud, caller, request, "ALTER");
    const owned = cloud.where(
        "mirrors",
        (mirror) => mirror.clusterId === spec.clusterId && mirror.linkName === spec.name && mirror.status !== "STOPPED",
    );
    if (owned.length > 0) {
        const topics = owned.map((mirror) => mirror.spec.topic).join(", ");
        throw new Refusal(
            400,
            `Cluster link '${spec.name}' with ID '${spec.clusterLinkId}' in used by topics: List(${topics})`,
            40002,
        );
    }
    cloud.remove("links", id);
    return { status: 204 };
}

function listConfigs(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const { spec } = linkAsked(cloud, caller, request, "DESCRIBE");
    const self = kafkaUrl(cloud, spec.clusterId, `/links/${spec.name}/configs`);
    const data = linkConfigs(spec.config).map((entry) => ({
        kind: "KafkaLinkConfigData",
        metadata: { self: `${self}/${entry.name}` },
        cluster_id: spec.clusterId,
        link_name: spec.name,
        ...entry,
    }));
    return { status: 200, body: { kind: "KafkaLinkConfigDataList", metadata: { self, next: null }, data } };
}

function alterConfigs(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const link = linkAsked(cloud, caller, request, "ALTER");
    const config = changedConfig(link.spec.config, request.body.list("data"));
    if (config["cluster.link.prefix"] !== link.spec.config["cluster.link.prefix"]) {
        throw new Refusal(400, "cluster.link.prefix cannot be changed after the link was created.", 40002);
    }
    validateConfig({ ...link.spec, config });
    cloud.change(link, { config });
    followAll(cloud);
    return { status: 204 };
}
