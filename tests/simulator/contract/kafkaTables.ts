import type { Contract } from "./contract";
import { id, kafkaList, URL_FORM, UUID } from "./forms";

/** A topic as it is read; the answer to its create knows neither replicas nor partitions yet. */
export const topic: Contract = {
    kind: ["KafkaTopic"],
    "metadata.self": URL_FORM,
    "metadata.resource_name": /^crn:\/\/\/kafka=lkc-[a-z0-9]+\/topic=[^/]+$/,
    cluster_id: id("lkc"),
    topic_name: "text",
    is_internal: "flag",
    replication_factor: [3],
    partitions_count: "count",
    "partitions.related": URL_FORM,
    "configs.related": URL_FORM,
    "partition_reassignments.related": URL_FORM,
    "authorized_operations[]?": "text",
};

export const createdTopic: Contract = { ...topic, replication_factor: [0], partitions_count: [0] };

const SOURCES = ["DEFAULT_CONFIG", "STATIC_BROKER_CONFIG"];

/** Members that settings of topics and of links share. */
const setting: Contract = {
    "metadata.self": URL_FORM,
    cluster_id: id("lkc"),
    name: "text",
    is_default: "flag",
    is_read_only: "flag",
    is_sensitive: "flag",
};

export const topicSetting: Contract = {
    ...setting,
    kind: ["KafkaTopicConfig"],
    "metadata.resource_name": /^crn:\/\/\/kafka=lkc-[a-z0-9]+\/topic=[^/]+\/config=[a-z.]+$/,
    topic_name: "text",
    value: "string",
    source: [...SOURCES, "DYNAMIC_TOPIC_CONFIG"],
    "synonyms[].name": "text",
    "synonyms[].value": "string",
    "synonyms[].source": [...SOURCES, "DYNAMIC_TOPIC_CONFIG"],
};

/** The value is null where it is a secret, or where there is none. */
export const linkSetting: Contract = {
    ...setting,
    kind: ["KafkaLinkConfigData"],
    link_name: "text",
    value: "nullable",
    source: ["DEFAULT_CONFIG", "DYNAMIC_CLUSTER_LINK_CONFIG"],
    "synonyms[]?": "absent",
};

export const acl: Contract = {
    kind: ["KafkaAcl"],
    "metadata.self": URL_FORM,
    cluster_id: id("lkc"),
    resource_type: ["TOPIC", "GROUP", "CLUSTER", "TRANSACTIONAL_ID"],
    resource_name: "text",
    pattern_type: ["LITERAL", "PREFIXED"],
    principal: /^User:/,
    host: ["*"],
    operation: "text",
    permission: ["ALLOW", "DENY"],
};

/** A link; the two ids are the same 16 bytes. */
export const link: Contract = {
    kind: ["KafkaLinkData"],
    "metadata.self": URL_FORM,
    source_cluster_id: /^lkc-/,
    destination_cluster_id: [null],
    "remote_cluster_id?": [null],
    link_name: "text",
    link_id: UUID,
    cluster_link_id: /^[A-Za-z0-9_-]{22}$/,
    "topic_names[]": "text",
    "link_error?": "text",
    "link_error_message?": [null],
    "link_state?": ["ACTIVE", "UNAVAILABLE"],
};

/** A link whose tasks have been asked for. */
export const linkWithTasks: Contract = {
    ...link,
    "tasks[].task_name": "text",
    "tasks[].state": ["ACTIVE", "IN_ERROR", "NOT_CONFIGURED"],
    "tasks[].errors[].error_code?": "text",
    "tasks[].errors[].error_message?": "text",
};

export const bidirectionalLink: Contract = { ...link, source_cluster_id: [null], "remote_cluster_id?": /^lkc-/ };

export const mirror: Contract = {
    kind: ["KafkaMirrorData"],
    "metadata.self": URL_FORM,
    link_name: "text",
    mirror_topic_name: "text",
    source_topic_name: "text",
    num_partitions: "count",
    "mirror_lags[].partition": "count",
    "mirror_lags[].lag": "count",
    "mirror_lags[].last_source_fetch_offset": [-1],
    mirror_status: ["ACTIVE", "PAUSED", "STOPPED", "FAILED", "SOURCE_UNAVAILABLE"],
    state_time_ms: "count",
};

/** The answer to a change of mirrors' status. */
export const alteredMirrors: Contract = {
    kind: "text",
    "data[].mirror_topic_name": "text",
    "data[].error_message": [null],
    "data[].error_code": [null],
    "data[].mirror_lags[]?": "object",
};

export const lists = {
    topics: kafkaList("KafkaTopicList", topic),
    topicSettings: kafkaList("KafkaTopicConfigList", topicSetting),
    acls: kafkaList("KafkaAclList", acl),
    links: kafkaList("KafkaLinkDataList", link),
    linkSettings: kafkaList("KafkaLinkConfigDataList", linkSetting),
    mirrors: kafkaList("KafkaMirrorDataList", mirror),
};
