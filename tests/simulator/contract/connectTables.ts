import { within } from "./forms";
import type { Contract } from "./contract";

const STATES = ["PROVISIONING", "RUNNING", "PAUSED", "FAILED"];
const TYPE = ["source", "unknown"];

export const status: Contract = {
    name: "text",
    type: TYPE,
    "connector.state": STATES,
    "connector.worker_id": "text",
    "connector.trace": "string",
    "tasks[].id": "count",
    "tasks[].state": [...STATES, "STOPPED"],
    "tasks[].worker_id": "text",
    "tasks[].msg": "string",
};

/** A connector and its settings, which are texts, all of them. */
export const info: Contract = {
    name: "text",
    type: TYPE,
    "config.*": "string",
    "tasks[].connector?": "text",
    "tasks[].task?": "count",
};

/** Each connector by its name. */
export const expanded: Contract = within("*", {
    ...within("status", status),
    ...within("info", info),
    "id.id": /^lcc-[a-z0-9]+$/,
    "id.id_type": ["ID"],
    extensions: "object",
});

export const validation: Contract = {
    name: ["io.confluent.kafka.connect.datagen.DatagenConnector"],
    "groups[]": "text",
    error_count: "count",
    "configs[].metadata": "object",
    ...within("configs[].definition", {
        name: "text",
        type: ["STRING", "PASSWORD", "INT", "LIST"],
        required: "flag",
        default_value: "string",
        importance: ["HIGH", "MEDIUM", "LOW"],
        documentation: "string",
        group: "text",
        width: ["NONE", "SHORT", "MEDIUM", "LONG"],
        display_name: "text",
        "dependents[]": "text",
        order: "count",
        alias: "string",
    }),
    ...within("configs[].value", {
        name: "text",
        value: "string",
        "recommended_values[]": "text",
        "errors[]": "text",
        visible: "flag",
    }),
};

export const deleted: Contract = { error: [null] };
/** A create that is turned down. */
export const refusedCreate: Contract = { code: [400], message: "text" };
