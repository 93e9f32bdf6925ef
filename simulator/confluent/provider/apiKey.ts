import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { Fields, type Credentials } from "../api";
import { secondsOf } from "../../latencies";
import { callCloud, findInCloud, reference } from "./controlPlane";
import { callKafka } from "./dataPlane";
import { quotedName } from "./environment";
import { doing, ServiceError } from "./transport";
import { pollUntil, type Pace } from "./wait";

const PATH = "/iam/v2/api-keys";
const MINUTE = 60;
const KEY_PACE: Pace = { first: MINUTE, interval: MINUTE, timeout: 20 * MINUTE };

/**
 * An API key. Without `disableWaitForReady` a Kafka key is tried on its cluster until it is accepted; when that fails
 * the key exists and is in no state, and the error shows its secret, both as with the real provider.
 */
export const apiKeyModel: ResourceModel = {
    replaceOn: ["disableWaitForReady", "managedResource", "owner"],
    computed: ["description", "displayName", "secret"],
    // To say nothing is to say no.
    settles: { disableWaitForReady: (reported, wanted) => reported === (wanted ?? false) },
    check(inputs) {
        const owner = new Fields(inputs).text("owner.id");
        if (owner !== undefined && !/^(u|sa)-/.test(owner)) {
            throw new Error(`the owner's id must start with 'u-' or 'sa-', got ${JSON.stringify(owner)}`);
        }
    },
    async create(context, inputs) {
        return doing(`creating API Key ${quotedName(inputs)}`, async () => {
            const created = await callCloud(context, "POST", PATH, requestBody(inputs));
            const credentials = { key: created.text("id") ?? "", secret: created.text("spec.secret") ?? "" };
            await context.wait(secondsOf("kafkaApiKey", "cloud"));
            if (inputs.disableWaitForReady !== true) {
                await waitUntilReady(context, inputs, credentials, created);
            }
            const found = await callCloud(context, "GET", `${PATH}/${credentials.key}`);
            const state = { ...inputs, secret: credentials.secret };
            return { id: credentials.key, outputs: outputsOf(found, state) };
        });
    },
    async read(context, id, state) {
        const found = await doing(`reading API Key "${id}"`, () => findInCloud(context, `${PATH}/${id}`));
        return found === undefined ? undefined : outputsOf(found, state);
    },
    async update(context, id, state, inputs) {
        return doing(`updating API Key "${id}"`, async () => {
            const spec = { display_name: inputs.displayName, description: inputs.description ?? "" };
            const changed = await callCloud(context, "PATCH", `${PATH}/${id}`, { spec });
            return outputsOf(changed, { ...inputs, secret: state.secret });
        });
    },
    async delete(context, id) {
        await doing(`deleting API Key "${id}"`, () => callCloud(context, "DELETE", `${PATH}/${id}`));
    },
};

function requestBody(inputs: Props): unknown {
    const fields = new Fields(inputs);
    const resource = fields.text("managedResource.id");
    const kinds = { owner: fields.text("owner.kind"), resource: fields.text("managedResource.kind") };
    return {
        spec: {
            display_name: inputs.displayName ?? "",
            description: inputs.description ?? "",
            owner: { ...reference(fields.text("owner.id") ?? ""), kind: kinds.owner },
            ...(resource === undefined ? {} : { resource: { ...reference(resource), kind: kinds.resource } }),
        },
    };
}

/** The secret and the managed resource's environment are known to the state only. */
function outputsOf(key: Fields, state: Props): Props {
    const block = (path: string): Props => ({
        id: key.text(`${path}.id`),
        kind: key.text(`${path}.kind`),
        apiVersion: key.text(`${path}.api_version`),
    });
    const environment = new Fields(state).at("managedResource.environment");
    const isCloudKey = key.text("spec.resource.kind") === "Cloud";
    const managed = { ...block("spec.resource"), ...(environment === undefined ? {} : { environment }) };
    return {
        displayName: key.text("spec.display_name") ?? "",
        description: key.text("spec.description") ?? "",
        disableWaitForReady: state.disableWaitForReady ?? false,
        owner: block("spec.owner"),
        ...(isCloudKey ? {} : { managedResource: managed }),
        secret: state.secret,
    };
}

async function waitUntilReady(context: CallContext, inputs: Props, credentials: Credentials, created: Fields) {
    const { key } = credentials;
    const kind = created.text("spec.resource.api_version");
    try {
        if (kind === "cmk/v2") {
            await doing(`waiting for Kafka API Key "${key}" to sync`, () => tryOnCluster(context, inputs, credentials));
        } else if (kind === "iam/v2") {
            await doing(`waiting for Cloud API Key "${key}" to sync`, () => tryOnCloud(context, credentials));
        } else {
            await context.wait(secondsOf("schemaRegistryApiKey", "providerWait"));
        }
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const body = JSON.stringify(JSON.stringify(created.all()));
        throw new Error(`${message}; could not parse error details; raw response body: ${body}`, { cause: error });
    }
}

/** Two acceptances in a row, a minute apart, over the cluster's own endpoint. */
async function tryOnCluster(context: CallContext, inputs: Props, credentials: Credentials): Promise<void> {
    const managed = new Fields(inputs.managedResource);
    const clusterId = managed.text("id") ?? "";
    const environment = managed.text("environment.id") ?? "";
    const cluster = await callCloud(context, "GET", `/cmk/v2/clusters/${clusterId}?environment=${environment}`);
    const rest = { clusterId, restEndpoint: cluster.text("spec.http_endpoint") ?? "", credentials };
    let accepted = 0;
    await pollUntil(context, KEY_PACE, async () => {
        const look = () => isAccepted(() => callKafka(context, rest, "GET", "/topics"));
        accepted = (await doing(`listing Kafka Topics using Kafka API Key "${credentials.key}"`, look))
            ? accepted + 1
            : 0;
        return accepted >= 2 ? true : undefined;
    });
}

async function tryOnCloud(context: CallContext, credentials: Credentials): Promise<void> {
    const look = () => callCloud(context, "GET", "/org/v2/environments", undefined, credentials);
    await pollUntil(context, KEY_PACE, async () => ((await isAccepted(look)) ? true : undefined));
}

/** 401 and 403 mean "not yet"; anything else that goes wrong ends the wait. */
async function isAccepted(look: () => Promise<unknown>): Promise<boolean> {
    try {
        await look();
        return true;
    } catch (error) {
        if (error instanceof ServiceError && [401, 403].includes(error.status)) {
            return false;
        }
        throw error;
    }
}
