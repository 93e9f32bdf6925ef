import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { Fields } from "../api";
import { callCloud, findInCloud, reference } from "./controlPlane";
import { quotedName } from "./environment";
import { doing } from "./transport";
import { pollPhase, pollUntil } from "./wait";

const PATH = "/cmk/v2/clusters";
/** The input block of each cluster type. */
const KIND_OF_BLOCK: Readonly<Record<string, string>> = {
    basic: "Basic",
    standard: "Standard",
    dedicated: "Dedicated",
    enterprises: "Enterprise",
};

/** A Kafka cluster; its type is the one block among `basic`, `standard`, `dedicated` and `enterprises` that is given. */
export const kafkaClusterModel: ResourceModel = {
    replaceOn: [
        "availability",
        "byokKey.id",
        "cloud",
        "dedicated.encryptionKey",
        "environment.id",
        "network.id",
        "region",
    ],
    computed: [
        "apiVersion",
        "bootstrapEndpoint",
        "byokKey",
        "displayName",
        "endpoints",
        "kind",
        "network",
        "rbacCrn",
        "restEndpoint",
    ],
    check(inputs) {
        typeBlock(inputs);
    },
    async create(context, inputs) {
        return doing(`creating Kafka Cluster ${quotedName(inputs)}`, async () => {
            refuseFewCkus(inputs);
            const created = await callCloud(context, "POST", PATH, { spec: createSpec(inputs) });
            const id = created.text("id") ?? "";
            const find = () => callCloud(context, "GET", pathOf(id, inputs));
            await doing(`waiting for Kafka Cluster "${id}" to provision`, () =>
                pollPhase(context, ["PROVISIONED"], find),
            );
            await waitForSchemaRegistry(context, environmentId(inputs));
            return { id, outputs: outputsOf(await find(), inputs) };
        });
    },
    async read(context, id, state) {
        const found = await doing(`reading Kafka Cluster "${id}"`, () => findInCloud(context, pathOf(id, state)));
        return found === undefined ? undefined : outputsOf(found, state);
    },
    async adopt(context, importId) {
        const [environment = "", id = ""] = importId.split("/");
        const state = { environment: { id: environment } };
        const found = await doing(`importing Kafka Cluster "${id}"`, () => findInCloud(context, pathOf(id, state)));
        return found === undefined ? undefined : { id, outputs: outputsOf(found, state) };
    },
    async update(context, id, state, inputs) {
        return doing(`updating Kafka Cluster "${id}"`, async () => {
            if (typeBlock(state) !== typeBlock(inputs)) {
                throw new Error("clusters can only be upgraded from 'Basic' to 'Standard'");
            }
            refuseFewCkus(inputs);
            for (const change of changesOf(state, inputs)) {
                const spec = { ...change, environment: reference(environmentId(inputs)) };
                await callCloud(context, "PATCH", `${PATH}/${id}`, { spec });
            }
            return outputsOf(await callCloud(context, "GET", pathOf(id, inputs)), inputs);
        });
    },
    async delete(context, id, state) {
        await doing(`deleting Kafka Cluster "${id}"`, async () => {
            await callCloud(context, "DELETE", pathOf(id, state));
            const isGone = async () =>
                (await findInCloud(context, pathOf(id, state))) === undefined ? true : undefined;
            await pollUntil(context, {}, isGone);
        });
    },
};

function environmentId(inputs: Props): string {
    return new Fields(inputs).text("environment.id") ?? "";
}

function pathOf(id: string, state: Props): string {
    return `${PATH}/${id}?environment=${environmentId(state)}`;
}

/** Name of the one type block; throws when there is none or more than one. */
function typeBlock(inputs: Props): string {
    const given = Object.keys(KIND_OF_BLOCK).filter((block) => inputs[block] !== undefined);
    const [first] = given;
    if (first === undefined || given.length > 1) {
        throw new Error(`one of \`basic,dedicated,enterprises,standard\` must be specified, got ${given.length}`);
    }
    return first;
}

/** The provider's own check, before any call. */
function refuseFewCkus(inputs: Props): void {
    const cku = new Fields(inputs).number("dedicated.cku");
    const least = inputs.availability === "MULTI_ZONE" ? 2 : 1;
    if (cku !== undefined && cku < least) {
        throw new Error(`dedicated.cku must be at least ${least} for ${String(inputs.availability)}, got ${cku}`);
    }
}

function configOf(inputs: Props): Props {
    const kind = KIND_OF_BLOCK[typeBlock(inputs)];
    const fields = new Fields(inputs);
    if (kind === "Dedicated") {
        return { kind, cku: fields.number("dedicated.cku"), release_priority: "REGULAR" };
    }
    const maxEcku = maxEckuOf(inputs);
    return { kind, ...(maxEcku === undefined ? {} : { max_ecku: maxEcku }) };
}

function maxEckuOf(inputs: Props): number | undefined {
    const block = inputs[typeBlock(inputs)];
    return new Fields(Array.isArray(block) ? block[0] : block).number("maxEcku");
}

function createSpec(inputs: Props): Props {
    const network = new Fields(inputs).text("network.id");
    return {
        display_name: inputs.displayName,
        availability: inputs.availability,
        cloud: inputs.cloud,
        region: inputs.region,
        config: configOf(inputs),
        environment: reference(environmentId(inputs)),
        ...(network === undefined ? {} : { network: reference(network) }),
        ...(inputs.deletionProtection === undefined ? {} : { deletion_protection: inputs.deletionProtection }),
    };
}

/** One PATCH for each kind of change, as the provider sends them. */
function changesOf(state: Props, inputs: Props): Props[] {
    const [before, after] = [new Fields(state), new Fields(inputs)];
    const changes: Props[] = [];
    if (before.text("displayName") !== after.text("displayName") || maxEckuOf(state) !== maxEckuOf(inputs)) {
        const capacity = maxEckuOf(inputs) === undefined ? {} : { config: configOf(inputs) };
        changes.push({ display_name: inputs.displayName, ...capacity });
    }
    if (before.number("dedicated.cku") !== after.number("dedicated.cku")) {
        changes.push({ config: configOf(inputs) });
    }
    if ((before.flag("deletionProtection") ?? false) !== (after.flag("deletionProtection") ?? false)) {
        changes.push({ deletion_protection: after.flag("deletionProtection") ?? false });
    }
    return changes;
}

/** The cluster's environment gets its Schema Registry with it, if it has Stream Governance. */
async function waitForSchemaRegistry(context: CallContext, environment: string): Promise<void> {
    const found = await callCloud(context, "GET", `/org/v2/environments/${environment}`);
    if (found.at("stream_governance_config") === undefined) {
        return;
    }
    const path = `/srcm/v3/clusters?environment=${environment}&page_size=99`;
    await doing("waiting for Schema Registry Cluster to provision", () =>
        pollUntil(context, { interval: 5, timeout: 600 }, async () => {
            const [registry] = (await callCloud(context, "GET", path)).list("data");
            return registry?.text("status.phase") === "PROVISIONED" ? true : undefined;
        }),
    );
}

/** What a cluster in the service looks like to a program, apart from its type. */
export function sharedOutputs(cluster: Fields): Props {
    const resourceName = cluster.text("metadata.resource_name") ?? "";
    return {
        apiVersion: cluster.text("api_version"),
        kind: cluster.text("kind"),
        displayName: cluster.text("spec.display_name"),
        availability: cluster.text("spec.availability"),
        cloud: cluster.text("spec.cloud"),
        region: cluster.text("spec.region"),
        bootstrapEndpoint: cluster.text("spec.kafka_bootstrap_endpoint"),
        restEndpoint: cluster.text("spec.http_endpoint"),
        endpoints: endpointsOf(cluster),
        rbacCrn: resourceName.slice(0, resourceName.lastIndexOf("/kafka=")),
        environment: { id: cluster.text("spec.environment.id") },
    };
}

function outputsOf(cluster: Fields, state: Props): Props {
    return {
        ...sharedOutputs(cluster),
        byokKey: state.byokKey ?? { id: "" },
        network: state.network ?? { id: "" },
        deletionProtection: cluster.flag("spec.deletion_protection") ?? false,
        ...typeOutputs(cluster, state),
    };
}

function endpointsOf(cluster: Fields): Props[] {
    const endpoints = Object.entries((cluster.at("spec.endpoints") ?? {}) as Record<string, unknown>);
    return endpoints
        .sort(([left], [right]) => left.localeCompare(right))
        .map(([accessPointId, endpoint]) => ({
            accessPointId,
            bootstrapEndpoint: new Fields(endpoint).text("kafka_bootstrap_endpoint"),
            restEndpoint: new Fields(endpoint).text("http_endpoint"),
            connectionType: new Fields(endpoint).text("connection_type"),
        }));
}

/** The type's block as the program gave it, with the service's figures where it gave any: else they would show as drift. */
function typeOutputs(cluster: Fields, state: Props): Props {
    const kind = cluster.text("spec.config.kind");
    const block = Object.keys(KIND_OF_BLOCK).find((name) => KIND_OF_BLOCK[name] === kind) ?? "";
    const given = state[block];
    const old = (Array.isArray(given) ? given[0] : given) as Props | undefined;
    if (block === "dedicated") {
        return { [block]: { ...old, cku: cluster.number("status.cku") } };
    }
    const limit = old?.maxEcku === undefined ? {} : { maxEcku: cluster.number("spec.config.max_ecku") };
    return { [block]: block === "enterprises" ? [{ ...old, ...limit }] : { ...old, ...limit } };
}
