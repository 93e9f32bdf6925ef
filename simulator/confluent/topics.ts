import { isAllowed, kafkaRoute, requireRight, type Caller } from "./access";
import { param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { TOPIC_DEFAULTS, topicConfigs } from "./configs";
import { kafkaUrl } from "./crn";
import type { TopicSpec } from "./specs";

/** Of a topic whose creator names no number. */
export const DEFAULT_PARTITIONS = 6;

/** `/kafka/v3/clusters/{lkc}/topics` and the topics' settings. */
export function topicRoutes(cloud: Cloud): Route[] {
    const on = (method: string, path: string, handle: (caller: Caller, request: ApiRequest) => Reply): Route =>
        kafkaRoute(cloud, method, path, handle);
    return [
        on("GET", "/topics", (caller) => listTopics(cloud, caller)),
        on("POST", "/topics", (caller, request) => createTopic(cloud, caller, request)),
        on("GET", "/topics/:topic", (caller, request) => ({
            status: 200,
            body: shown(cloud, topicAsked(cloud, caller, request, "DESCRIBE")),
        })),
        on("PATCH", "/topics/:topic", (caller, request) => addPartitions(cloud, caller, request)),
        on("DELETE", "/topics/:topic", (caller, request) => deleteTopic(cloud, caller, request)),
        on("GET", "/topics/:topic/configs", (caller, request) => listConfigs(cloud, caller, request)),
        on("POST", "/topics/:topic/configs:alter", (caller, request) => alterConfigs(cloud, caller, request)),
    ];
}

export function topicOf(cloud: Cloud, clusterId: string, name: string): Stored<"topics"> | undefined {
    return cloud.get("topics", `${clusterId}/${name}`);
}

/** Stores a topic; refuses a name that is taken, whether by a topic or a mirror. */
export function addTopic(cloud: Cloud, clusterId: string, name: string, partitions: number): Stored<"topics"> {
    if (topicOf(cloud, clusterId, name) !== undefined) {
        throw new Refusal(400, `Topic '${name}' already exists.`, 40002);
    }
    return cloud.add("topics", `${clusterId}/${name}`, { clusterId, name, partitions, config: {} });
}

function topicAsked(cloud: Cloud, caller: Caller, request: ApiRequest, operation: string): Stored<"topics"> {
    const name = param(request, "topic");
    requireRight(cloud, caller, { operation, topic: name });
    const found = topicOf(cloud, caller.cluster.id, name);
    if (found === undefined) {
        throw new Refusal(404, "This server does not host this topic-partition.", 40403);
    }
    return found;
}

function shown(cloud: Cloud, { spec }: Stored<"topics">) {
    const path = kafkaUrl(cloud, spec.clusterId, `/topics/${spec.name}`);
    return {
        kind: "KafkaTopic",
        metadata: { self: path, resource_name: topicCrn(spec) },
        cluster_id: spec.clusterId,
        topic_name: spec.name,
        is_internal: false,
        replication_factor: 3,
        partitions_count: spec.partitions,
        partitions: { related: `${path}/partitions` },
        configs: { related: `${path}/configs` },
        partition_reassignments: { related: `${path}/partitions/-/reassignment` },
        authorized_operations: [],
    };
}

function topicCrn({ clusterId, name }: TopicSpec): string {
    return `crn:///kafka=${clusterId}/topic=${name}`;
}

/** Never a refusal: a key without rights sees an empty list. */
function listTopics(cloud: Cloud, caller: Caller): Reply {
    const { cluster } = caller;
    const visible = cloud
        .where("topics", (spec) => spec.clusterId === cluster.id)
        .filter(({ spec }) => isAllowed(cloud, caller, { operation: "DESCRIBE", topic: spec.name }));
    const self = kafkaUrl(cloud, cluster.id, "/topics");
    const data = visible.map((topic) => shown(cloud, topic));
    return { status: 200, body: { kind: "KafkaTopicList", metadata: { self, next: null }, data } };
}

function createTopic(cloud: Cloud, caller: Caller, { body }: ApiRequest): Reply {
    const name = body.text("topic_name") ?? "";
    if (!isAllowed(cloud, caller, { operation: "CREATE" })) {
        requireRight(cloud, caller, { operation: "CREATE", topic: name });
    }
    if (!/^[a-zA-Z0-9._-]{1,249}$/.test(name)) {
        throw new Refusal(400, `Topic name is invalid: '${name}'`, 40002);
    }
    const partitions = body.number("partitions_count") ?? DEFAULT_PARTITIONS;
    if (partitions < 1) {
        throw new Refusal(400, "Number of partitions must be larger than 0.", 40002);
    }
    const config = changedConfig({}, body.list("configs"));
    const topic = addTopic(cloud, caller.cluster.id, name, partitions);
    cloud.change(topic, { config });
    // The answer is older than the topic's first replica.
    return { status: 201, body: { ...shown(cloud, topic), replication_factor: 0, partitions_count: 0 } };
}

function addPartitions(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const topic = topicAsked(cloud, caller, request, "ALTER");
    refuseMirror(cloud, topic);
    const wanted = request.body.number("partitions_count") ?? topic.spec.partitions;
    if (wanted < topic.spec.partitions) {
        const message = `Topic currently has ${topic.spec.partitions} partitions, which is higher than the requested ${wanted}.`;
        throw new Refusal(400, message, 40002);
    }
    cloud.change(topic, { partitions: wanted });
    return { status: 200, body: shown(cloud, topic) };
}

/** A topic takes its mirror entry with it; mirrors that others keep of it fail for good. */
function deleteTopic(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const { id, spec } = topicAsked(cloud, caller, request, "DELETE");
    cloud.remove("topics", id);
    cloud.remove("mirrors", id);
    const orphans = cloud.where(
        "mirrors",
        (mirror) =>
            mirror.sourceClusterId === spec.clusterId &&
            mirror.sourceTopic === spec.name &&
            mirror.status !== "STOPPED",
    );
    for (const orphan of orphans) {
        cloud.change(orphan, { status: "FAILED" });
    }
    return { status: 204 };
}

function listConfigs(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const { spec } = topicAsked(cloud, caller, request, "DESCRIBE_CONFIGS");
    const self = kafkaUrl(cloud, spec.clusterId, `/topics/${spec.name}/configs`);
    const data = topicConfigs(spec.config).map((entry) => ({
        kind: "KafkaTopicConfig",
        metadata: { self: `${self}/${entry.name}`, resource_name: `${topicCrn(spec)}/config=${entry.name}` },
        cluster_id: spec.clusterId,
        topic_name: spec.name,
        ...entry,
    }));
    return { status: 200, body: { kind: "KafkaTopicConfigList", metadata: { self, next: null }, data } };
}

function alterConfigs(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const topic = topicAsked(cloud, caller, request, "ALTER_CONFIGS");
    refuseMirror(cloud, topic);
    cloud.change(topic, { config: changedConfig(topic.spec.config, request.body.list("data")) });
    return { status: 204 };
}

function changedConfig(config: Record<string, string>, changes: ReturnType<ApiRequest["body"]["list"]>) {
    const result = new Map(Object.entries(config));
    for (const change of changes) {
        const name = change.text("name") ?? "";
        if (!(name in TOPIC_DEFAULTS)) {
            throw new Refusal(400, `Unknown topic config name: ${name}`, 40002);
        }
        if (change.text("operation") === "DELETE") {
            result.delete(name);
        } else {
            result.set(name, change.text("value") ?? "");
        }
    }
    return Object.fromEntries(result);
}

function refuseMirror(cloud: Cloud, { id, spec }: Stored<"topics">): void {
    const mirror = cloud.get("mirrors", id);
    if (mirror !== undefined && mirror.spec.status !== "STOPPED") {
        throw new Refusal(400, `Cannot alter topic '${spec.name}': it is a read-only mirror topic.`, 40002);
    }
}
