import { principalOf } from "./access";
import type { Cloud, Stored } from "./cloud";

export type ConnectorConfig = Readonly<Record<string, string>>;

interface Setting {
    readonly type: "STRING" | "PASSWORD" | "INT";
    readonly group: string;
    readonly required?: boolean;
    readonly fallback?: string;
    readonly choices?: readonly string[];
}

const PLUGIN = "io.confluent.kafka.connect.datagen.DatagenConnector";
const CLASSES = ["DatagenSource", "DatagenSourceInternal"];
const SCHEMA_FORMATS = ["AVRO", "JSON_SR", "PROTOBUF"];
const QUICKSTARTS = [
    ..."CLICKSTREAM CLICKSTREAM_CODES CLICKSTREAM_USERS CREDIT_CARDS INVENTORY ORDERS PAGEVIEWS PRODUCT".split(" "),
    ..."PURCHASES RATINGS STOCK_TRADES STORES TRANSACTIONS USERS USERS_".split(" "),
];
const [CONNECTOR, CREDENTIALS, OUTPUT, DATA] = ["Connector", "Credentials", "Output", "Data"];

/** What the Datagen source can be told. */
const SETTINGS: Readonly<Record<string, Setting>> = {
    "connector.class": { type: "STRING", group: CONNECTOR, required: true, choices: CLASSES },
    name: { type: "STRING", group: CONNECTOR, required: true },
    "tasks.max": { type: "INT", group: CONNECTOR, required: true },
    "kafka.auth.mode": {
        type: "STRING",
        group: CREDENTIALS,
        fallback: "KAFKA_API_KEY",
        choices: ["KAFKA_API_KEY", "SERVICE_ACCOUNT"],
    },
    "kafka.api.key": { type: "PASSWORD", group: CREDENTIALS },
    "kafka.api.secret": { type: "PASSWORD", group: CREDENTIALS },
    "kafka.service.account.id": { type: "STRING", group: CREDENTIALS },
    "kafka.topic": { type: "STRING", group: OUTPUT, required: true },
    "output.data.format": { type: "STRING", group: OUTPUT, required: true, choices: ["JSON", ...SCHEMA_FORMATS] },
    quickstart: { type: "STRING", group: DATA, choices: QUICKSTARTS },
    "schema.string": { type: "STRING", group: DATA },
    "schema.keyfield": { type: "STRING", group: DATA },
    "max.interval": { type: "INT", group: DATA, fallback: "1000" },
    iterations: { type: "INT", group: DATA, fallback: "-1" },
};

const MASK = "****************";

/** A configuration with its secrets hidden, as the service shows it. */
export function masked(config: ConnectorConfig): Record<string, string> {
    const isSecret = (name: string): boolean =>
        SETTINGS[name]?.type === "PASSWORD" || /secret|password|jaas/.test(name);
    return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, isSecret(name) ? MASK : value]));
}

/** Whether a plugin of that name exists. */
export function isPlugin(name: string): boolean {
    return CLASSES.includes(name);
}

/** On whose behalf a connector of this configuration writes; undefined where it names no account that may log in. */
export function principalFor(cloud: Cloud, clusterId: string, config: ConnectorConfig): string | undefined {
    if (config["kafka.auth.mode"] === "SERVICE_ACCOUNT") {
        const id = config["kafka.service.account.id"] ?? "";
        return cloud.get("serviceAccounts", id) === undefined ? undefined : `User:${id}`;
    }
    const credentials = { key: config["kafka.api.key"] ?? "", secret: config["kafka.api.secret"] ?? "" };
    return principalOf(cloud, clusterId, credentials);
}

/** What is wrong with a configuration, by the name of the setting; empty when nothing is. */
export function faultsOf(
    cloud: Cloud,
    cluster: Stored<"clusters">,
    config: ConnectorConfig,
): Readonly<Record<string, readonly string[]>> {
    const found: [string, string][] = Object.entries(SETTINGS).flatMap(([name, setting]) =>
        faultsOfValue(setting, config[name] ?? "").map((fault): [string, string] => [name, `"${name}" ${fault}`]),
    );
    const all = [...found, ...faultsOfData(config), ...faultsOfLogin(cloud, cluster.id, config)];
    const registries = cloud.where("schemaRegistries", (spec) => spec.environmentId === cluster.spec.environmentId);
    if (SCHEMA_FORMATS.includes(config["output.data.format"] ?? "") && registries.length === 0) {
        all.push(["output.data.format", "Schema Registry is not enabled for the environment"]);
    }
    const byName = new Map<string, string[]>();
    for (const [name, fault] of all) {
        byName.set(name, [...(byName.get(name) ?? []), fault]);
    }
    return Object.fromEntries(byName);
}

function faultsOfValue({ type, required, choices }: Setting, value: string): string[] {
    if (value === "") {
        return required === true ? ["is required"] : [];
    }
    if (choices !== undefined && !choices.includes(value)) {
        return [`must be one of ${choices.join(", ")}, got "${value}"`];
    }
    return type === "INT" && !/^-?\d+$/.test(value) ? [`must be a number, got "${value}"`] : [];
}

function faultsOfData(config: ConnectorConfig): [string, string][] {
    const given = ["quickstart", "schema.string"].filter((name) => (config[name] ?? "") !== "");
    return given.length === 1 ? [] : [["quickstart", 'exactly one of "quickstart" and "schema.string" must be set']];
}

function faultsOfLogin(cloud: Cloud, clusterId: string, config: ConnectorConfig): [string, string][] {
    if (principalFor(cloud, clusterId, config) !== undefined) {
        return [];
    }
    return config["kafka.auth.mode"] === "SERVICE_ACCOUNT"
        ? [["kafka.service.account.id", "no such service account"]]
        : [["kafka.api.key", "Failed to validate Kafka credentials: Authentication failed"]];
}

/** The service's answer to a request to validate a configuration. */
export function validation(cloud: Cloud, cluster: Stored<"clusters">, config: ConnectorConfig): unknown {
    const faults = faultsOf(cloud, cluster, config);
    const shown = masked(config);
    const configs = Object.entries(SETTINGS).map(([name, setting], order) => ({
        definition: definition(name, setting, order + 1),
        value: {
            name,
            value: shown[name] ?? setting.fallback ?? "",
            recommended_values: setting.choices ?? [],
            errors: faults[name] ?? [],
            visible: true,
        },
        metadata: {},
    }));
    return {
        name: PLUGIN,
        groups: [CONNECTOR, CREDENTIALS, OUTPUT, DATA],
        error_count: Object.values(faults).flat().length,
        configs,
    };
}

function definition(name: string, { type, group, required, fallback }: Setting, order: number): unknown {
    return {
        name,
        type,
        required: required ?? false,
        default_value: fallback ?? "",
        importance: required === true ? "HIGH" : "LOW",
        documentation: "",
        group,
        width: "NONE",
        display_name: name,
        dependents: [],
        order,
        alias: "",
    };
}
