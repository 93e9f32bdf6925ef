import { isAllowed } from "./access";
import type { Cloud, Stored } from "./cloud";
import { addTopic, DEFAULT_PARTITIONS, topicOf } from "./topics";

/** How a connector is doing; `trace` says why it failed, and is empty otherwise. */
export interface ConnectorHealth {
    readonly state: "PROVISIONING" | "RUNNING" | "PAUSED" | "FAILED";
    readonly trace: string;
}

export function connectorHealth(cloud: Cloud, { spec }: Stored<"connectors">): ConnectorHealth {
    if (!cloud.isReady(spec)) {
        return { state: "PROVISIONING", trace: "" };
    }
    if (spec.paused) {
        return { state: "PAUSED", trace: "" };
    }
    const trace = trouble(cloud, spec);
    return { state: trace === undefined ? "RUNNING" : "FAILED", trace: trace ?? "" };
}

/** Makes the connector's topic where there is none and its account may make one. */
export function makeTopic(cloud: Cloud, { spec }: Stored<"connectors">): void {
    const cluster = cloud.get("clusters", spec.clusterId);
    const topic = spec.config["kafka.topic"] ?? "";
    if (cluster === undefined || topicOf(cloud, cluster.id, topic) !== undefined) {
        return;
    }
    const caller = { principal: spec.principal, cluster };
    const mayCreate =
        isAllowed(cloud, caller, { operation: "CREATE" }) || isAllowed(cloud, caller, { operation: "CREATE", topic });
    if (mayCreate) {
        addTopic(cloud, cluster.id, topic, DEFAULT_PARTITIONS);
    }
}

function trouble(cloud: Cloud, { clusterId, config, principal, keyId }: Stored<"connectors">["spec"]) {
    const cluster = cloud.get("clusters", clusterId);
    const account = principal.replace("User:", "");
    const isKnown = keyId === "" ? cloud.get("serviceAccounts", account) : cloud.get("apiKeys", keyId);
    if (cluster === undefined || isKnown === undefined) {
        return "Failed to authenticate with the Kafka cluster: Authentication failed";
    }
    const topic = config["kafka.topic"] ?? "";
    if (!isAllowed(cloud, { principal, cluster }, { operation: "DESCRIBE" })) {
        return "Cluster authorization failed.";
    }
    if (topicOf(cloud, clusterId, topic) === undefined) {
        return `Topic '${topic}' does not exist, and the connector may not create it.`;
    }
    return isAllowed(cloud, { principal, cluster }, { operation: "WRITE", topic })
        ? undefined
        : `Not authorized to access topics: [${topic}]`;
}
