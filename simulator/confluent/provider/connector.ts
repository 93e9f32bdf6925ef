import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { same } from "../../provider/values";
import { Fields } from "../api";
import { callCloud } from "./controlPlane";
import { doing } from "./transport";
import { pollUntil } from "./wait";

/** Settings that the service adds to a configuration, and that are no part of what a program says. */
const SERVICE_SETTINGS = new Set([
    "cloud.environment",
    "cloud.provider",
    "connector.crn",
    "kafka.dedicated",
    "kafka.endpoint",
    "kafka.max.partition.validation.disable",
    "kafka.region",
    "schema.registry.url",
    "valid.kafka.api.key",
]);

/** A managed connector; pausing, resuming and its configuration change in place, its name and plugin do not. */
export const connectorModel: ResourceModel = {
    replaceOn: ["environment.id", "kafkaCluster.id"],
    replaceWhen: { configNonsensitive: (old, fresh) => identity(old) !== identity(fresh) },
    computed: ["configSensitive", "status"],
    check(inputs) {
        const { status } = inputs;
        if (typeof status === "string" && !["RUNNING", "PAUSED"].includes(status)) {
            throw new Error(`expected status to be one of [RUNNING PAUSED], got ${status}`);
        }
    },
    async create(context, inputs) {
        const name = nameOf(inputs);
        return doing(`creating Connector "${name}"`, async () => {
            const [base, config] = [baseOf(inputs), configOf(inputs)];
            await validate(context, base, config);
            await callCloud(context, "POST", `${base}/connectors`, { name, config });
            await waitForState(context, inputs, ["PROVISIONING", "DEGRADED"], "RUNNING");
            const { id, outputs } = await readBack(context, inputs);
            return { id, outputs };
        });
    },
    async read(context, id, state) {
        return doing(`reading Connector "${id}"`, async () => (await find(context, state))?.outputs);
    },
    async update(context, id, state, inputs) {
        return doing(`updating Connector "${id}"`, async () => {
            const wanted = inputs.status;
            if (typeof wanted === "string" && wanted !== state.status) {
                const verb = wanted === "PAUSED" ? "pause" : "resume";
                await callCloud(context, "PUT", `${pathOf(inputs)}/${verb}`);
                await waitForState(context, inputs, [String(state.status)], wanted);
            }
            if (!same(configOf(state), configOf(inputs))) {
                await callCloud(context, "PUT", `${pathOf(inputs)}/config`, configOf(inputs));
            }
            return (await readBack(context, inputs)).outputs;
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Connector "${id}"`, () => callCloud(context, "DELETE", pathOf(state)));
    },
};

function settings(block: unknown): Record<string, string> {
    return (block ?? {}) as Record<string, string>;
}

function identity(block: unknown): string {
    const { name, "connector.class": plugin } = settings(block);
    return JSON.stringify([name, plugin]);
}

function nameOf({ configNonsensitive }: Props): string {
    return settings(configNonsensitive).name ?? "";
}

function configOf({ configNonsensitive, configSensitive }: Props): Record<string, string> {
    return { ...settings(configNonsensitive), ...settings(configSensitive) };
}

function baseOf(state: Props): string {
    const fields = new Fields(state);
    const [environment, cluster] = [fields.text("environment.id") ?? "", fields.text("kafkaCluster.id") ?? ""];
    return `/connect/v1/environments/${environment}/clusters/${cluster}`;
}

function pathOf(state: Props): string {
    return `${baseOf(state)}/connectors/${encodeURIComponent(nameOf(state))}`;
}

async function validate(context: CallContext, base: string, config: Record<string, string>): Promise<void> {
    const plugin = encodeURIComponent(config["connector.class"] ?? "");
    const path = `${base}/connector-plugins/${plugin}/config/validate`;
    const answer = await callCloud(context, "PUT", path, config);
    const faults = answer.list("configs").flatMap((entry) => {
        const errors = entry.texts("value.errors").join("; ");
        return errors === "" ? [] : [`"${entry.text("value.name") ?? ""}" : ${errors}`];
    });
    if (faults.length > 0) {
        throw new Error(`error validating a connector config: ${faults.join(", ")}`);
    }
}

async function waitForState(context: CallContext, state: Props, pending: readonly string[], target: string) {
    await doing(`waiting for Connector "${nameOf(state)}" to be ${target}`, () =>
        pollUntil(context, { interval: 10, timeout: 24 * 3600 }, async () => {
            const status = await callCloud(context, "GET", `${pathOf(state)}/status`);
            const seen = status.text("connector.state") ?? "";
            if (seen !== target && !pending.includes(seen)) {
                const trace = status.text("connector.trace") ?? "no reason was given";
                throw new Error(`unexpected state '${seen}', wanted target '${target}': ${trace}`);
            }
            return seen === target ? true : undefined;
        }),
    );
}

async function readBack(context: CallContext, state: Props): Promise<{ id: string; outputs: Props }> {
    const found = await find(context, state);
    if (found === undefined) {
        throw new Error(`connector "${nameOf(state)}" was not found after the change`);
    }
    return found;
}

/** The connector by its name, with what only the state knows: its secrets. */
async function find(context: CallContext, state: Props): Promise<{ id: string; outputs: Props } | undefined> {
    const list = await callCloud(context, "GET", `${baseOf(state)}/connectors?expand=info%2Cstatus%2Cid`);
    const entries = list.all() as Record<string, unknown>;
    const entry = entries[nameOf(state)];
    if (entry === undefined) {
        return undefined;
    }
    const fields = new Fields(entry);
    const shown = Object.entries(settings(fields.at("info.config")));
    const own = shown.filter(([name, value]) => !SERVICE_SETTINGS.has(name) && !value.startsWith("**"));
    return {
        id: fields.text("id.id") ?? "",
        outputs: {
            configNonsensitive: Object.fromEntries(own),
            configSensitive: state.configSensitive ?? {},
            environment: state.environment,
            kafkaCluster: state.kafkaCluster,
            status: fields.text("status.connector.state"),
        },
    };
}
