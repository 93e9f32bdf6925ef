import { param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { connectorHealth, makeTopic } from "./connectorState";
import { faultsOf, isPlugin, masked, principalFor, validation, type ConnectorConfig } from "./datagen";

const BASE = "/connect/v1/environments/:environment/clusters/:cluster";
const PATH = `${BASE}/connectors`;

/** `/connect/v1`: managed connectors of a cluster, of the Datagen source only. */
export function connectorRoutes(cloud: Cloud): Route[] {
    const on = (method: string, path: string, run: (connector: Stored<"connectors">) => Reply): Route => ({
        method,
        path: `${PATH}/:name${path}`,
        handle: (request) => run(connectorAsked(cloud, request)),
    });
    return [
        {
            method: "PUT",
            path: `${BASE}/connector-plugins/:plugin/config/validate`,
            handle: (one) => check(cloud, one),
        },
        { method: "GET", path: PATH, handle: (request) => listConnectors(cloud, request) },
        { method: "POST", path: PATH, handle: (request) => createConnector(cloud, request) },
        on("GET", "", (connector) => ({ status: 200, body: info(connector) })),
        on("GET", "/status", (connector) => ({ status: 200, body: status(cloud, connector) })),
        on("GET", "/config", ({ spec }) => ({ status: 200, body: spec.config })),
        { method: "PUT", path: `${PATH}/:name/config`, handle: (request) => configure(cloud, request) },
        on("PUT", "/pause", (connector) => setPaused(cloud, connector, true)),
        on("PUT", "/resume", (connector) => setPaused(cloud, connector, false)),
        on("DELETE", "", ({ id }) => {
            cloud.remove("connectors", id);
            return { status: 200, body: { error: null } };
        }),
    ];
}

/** Refusals of this part of the service look like Kafka's, save for those of a create. */
function refusal(status: number, message: string): Refusal {
    return new Refusal(status, message, status, { error_code: status, message });
}

function clusterAsked(cloud: Cloud, request: ApiRequest): Stored<"clusters"> {
    const found = cloud.get("clusters", param(request, "cluster"));
    if (found?.spec.environmentId !== param(request, "environment")) {
        throw refusal(404, "resource not found");
    }
    return found;
}

function connectorAsked(cloud: Cloud, request: ApiRequest): Stored<"connectors"> {
    const found = cloud.get("connectors", `${clusterAsked(cloud, request).id}/${param(request, "name")}`);
    if (found === undefined) {
        throw refusal(404, "resource not found");
    }
    return found;
}

function check(cloud: Cloud, request: ApiRequest): Reply {
    const cluster = clusterAsked(cloud, request);
    if (!isPlugin(param(request, "plugin"))) {
        throw refusal(404, `Unknown plugin ${param(request, "plugin")}`);
    }
    return { status: 200, body: validation(cloud, cluster, texts(request.body.all())) };
}

/** Every value of a configuration is a text. */
function texts(config: unknown): ConnectorConfig {
    const entries = typeof config === "object" && config !== null ? Object.entries(config) : [];
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Names alone, or with `expand` everything about each. */
function listConnectors(cloud: Cloud, request: ApiRequest): Reply {
    const cluster = clusterAsked(cloud, request);
    const found = cloud.where("connectors", (spec) => spec.clusterId === cluster.id);
    if (!request.query.has("expand")) {
        return { status: 200, body: found.map(({ spec }) => spec.name) };
    }
    const entries = found.map((connector) => [
        connector.spec.name,
        {
            status: status(cloud, connector),
            info: info(connector),
            id: { id: connector.spec.connectorId, id_type: "ID" },
            extensions: {},
        },
    ]);
    return { status: 200, body: Object.fromEntries(entries) as unknown };
}

function info({ spec }: Stored<"connectors">, tasks = taskNumbers(spec.config)): unknown {
    const { name, config } = spec;
    return { name, type: "source", config, tasks: tasks.map((task) => ({ connector: name, task })) };
}

function taskNumbers(config: ConnectorConfig): number[] {
    return Array.from({ length: Number(config["tasks.max"]) }, (_, index) => index);
}

function status(cloud: Cloud, connector: Stored<"connectors">): unknown {
    const { name, config } = connector.spec;
    const { state, trace } = connectorHealth(cloud, connector);
    const tasks = taskNumbers(config).map((id) => ({
        id,
        state: state === "PROVISIONING" ? "STOPPED" : state,
        worker_id: name,
        msg: "",
    }));
    return { name, connector: { state, worker_id: name, trace }, tasks, type: "source" };
}

function createConnector(cloud: Cloud, request: ApiRequest): Reply {
    const cluster = clusterAsked(cloud, request);
    const config = texts(request.body.at("config"));
    const name = request.body.text("name") ?? config.name ?? "";
    if (cloud.get("connectors", `${cluster.id}/${name}`) !== undefined) {
        throw refusal(409, `Connector ${name} already exists`);
    }
    const connector = addConnector(cloud, cluster, name, config);
    return { status: 201, body: info(connector, []) };
}

function addConnector(cloud: Cloud, cluster: Stored<"clusters">, name: string, config: ConnectorConfig) {
    const connector = cloud.add("connectors", `${cluster.id}/${name}`, {
        environmentId: cluster.spec.environmentId,
        clusterId: cluster.id,
        name,
        connectorId: cloud.world.confluentId("lcc"),
        ...running(cloud, cluster, { ...config, name }),
        paused: false,
        readyAt: cloud.after("connector", "cloud"),
    });
    makeTopic(cloud, connector);
    return connector;
}

/** What a configuration makes of a connector; refuses one with faults. The service adds what it knows of the cluster. */
function running(cloud: Cloud, cluster: Stored<"clusters">, config: ConnectorConfig) {
    const [fault] = Object.values(faultsOf(cloud, cluster, config)).flat();
    if (fault !== undefined) {
        throw new Refusal(400, fault, 400, { code: 400, message: fault });
    }
    const shared = {
        "cloud.environment": "prod",
        "cloud.provider": cluster.spec.cloud.toLowerCase(),
        "kafka.endpoint": cluster.spec.bootstrapEndpoint,
        "kafka.max.partition.validation.disable": "false",
        "kafka.region": cluster.spec.region,
    };
    const byAccount = config["kafka.auth.mode"] === "SERVICE_ACCOUNT";
    return {
        config: { ...masked(config), ...shared },
        principal: principalFor(cloud, cluster.id, config) ?? "",
        keyId: byAccount ? "" : (config["kafka.api.key"] ?? ""),
    };
}

/** Replaces the whole configuration; a name that is not there yet is made. */
function configure(cloud: Cloud, request: ApiRequest): Reply {
    const cluster = clusterAsked(cloud, request);
    const [name, config] = [param(request, "name"), texts(request.body.all())];
    const existing = cloud.get("connectors", `${cluster.id}/${name}`);
    if (existing === undefined) {
        return { status: 201, body: info(addConnector(cloud, cluster, name, config), []) };
    }
    cloud.change(existing, running(cloud, cluster, { ...config, name }));
    makeTopic(cloud, existing);
    return { status: 200, body: info(existing) };
}

function setPaused(cloud: Cloud, connector: Stored<"connectors">, paused: boolean): Reply {
    cloud.change(connector, { paused });
    return { status: 202 };
}
