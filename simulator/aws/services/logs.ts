import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { checkConflicts, checkLength, checkOneOf, isGiven } from "../checks";
import { cloudWatchLogs, type Refusal } from "../errors";
import { objectModel } from "../object";
import { autoName, find, ownerOf, regionOf, remove, text, uniqueName, where } from "../store";
import { TYPES } from "../types";

const RETENTION_DAYS = [
    ...[0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

/** Where the world keeps a log group: a role or a stream may have the same name. */
function groupKey(name: string): string {
    return `log-group/${name}`;
}

export const logGroup = objectModel({
    type: TYPES.logGroup,
    latency: "logGroup",
    id: (_world, inputs) => {
        const prefix = text(inputs, "namePrefix");
        return text(inputs, "name") || (prefix === "" ? autoName("logGroup") : uniqueName(prefix));
    },
    key: groupKey,
    required: [],
    notSimulated: ["deletionProtectionEnabled"],
    replaceOn: ["name", "namePrefix", "logGroupClass"],
    computed: ["arn", "deletionProtectionEnabled", "logGroupClass", "name", "namePrefix", "region", "tagsAll"],
    defaults: {
        deletionProtectionEnabled: false,
        logGroupClass: "STANDARD",
        namePrefix: "",
        retentionInDays: 0,
        skipDestroy: false,
    },
    check: checkLogGroup,
    admit: (world, inputs) => {
        const name = text(inputs, "name");
        const refuse = cloudWatchLogs("CreateLogGroup", `creating CloudWatch Logs Log Group (${name})`);
        if (find(world, TYPES.logGroup, groupKey(name)) !== undefined) {
            throw refuse("ResourceAlreadyExistsException", "The specified log group already exists");
        }
    },
    decide: ({ world, id, region }) => ({ name: id, arn: `arn:aws:logs:${region}:${ownerOf(world)}:log-group:${id}` }),
    gone: (world, { props }) => {
        for (const stream of where(world, TYPES.logStream, "logGroupName", text(props, "name"))) {
            remove(world, stream.id);
        }
    },
});

function checkLogGroup(inputs: Props): void {
    checkConflicts(inputs, "name", ["namePrefix"]);
    checkLength(inputs, "name", 1, 512);
    const { name, retentionInDays } = inputs;
    if (typeof name === "string" && !/^[\w./#-]+$/.test(name)) {
        const allowed = "alphanumeric characters, underscores, hyphens, slashes, hash signs and dots";
        throw new Error(`only ${allowed} are allowed in "name": "${name}"`);
    }
    checkOneOf(inputs, "logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]);
    if (isGiven(inputs, "retentionInDays") && !RETENTION_DAYS.some((days) => days === retentionInDays)) {
        const expected = `expected retention_in_days to be one of [${RETENTION_DAYS.join(" ")}]`;
        throw new Error(`${expected}, got ${String(retentionInDays)}`);
    }
}

/** The log group of a name, or the service's answer where there is none. */
export function theLogGroup(world: World, name: string, refuse: Refusal): AwsObject {
    const found = find(world, TYPES.logGroup, groupKey(name));
    if (found === undefined) {
        throw refuse("ResourceNotFoundException", "The specified log group does not exist.");
    }
    return found;
}

/** True where a log group of this name is there. */
export function hasLogGroup(world: World, name: string): boolean {
    return find(world, TYPES.logGroup, groupKey(name)) !== undefined;
}

/** An import names the group as well: `group:stream`. */
function streamKey(id: string, props: Props): string {
    const [group, stream] = text(props, "logGroupName") === "" ? id.split(":") : [text(props, "logGroupName"), id];
    return `log-stream/${group ?? ""}/${stream ?? ""}`;
}

export const logStream = objectModel({
    type: TYPES.logStream,
    latency: "logStream",
    id: (_world, inputs) => text(inputs, "name") || autoName("logStream"),
    key: streamKey,
    required: ["logGroupName"],
    replaceOn: ["name", "logGroupName"],
    computed: ["arn", "name", "region"],
    check: (inputs) => {
        checkLength(inputs, "name", 1, 512);
        const { name } = inputs;
        if (typeof name === "string" && name.includes(":")) {
            throw new Error(`"name" cannot contain the colon ':' character`);
        }
    },
    admit: (world, inputs) => {
        const name = text(inputs, "name");
        const refuse = cloudWatchLogs("CreateLogStream", `creating CloudWatch Logs Log Stream (${name})`);
        theLogGroup(world, text(inputs, "logGroupName"), refuse);
        if (find(world, TYPES.logStream, streamKey(name, inputs)) !== undefined) {
            throw refuse("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
    },
    decide: ({ world, id, inputs }) => {
        const region = text(inputs, "region") || regionOf(world);
        const group = text(inputs, "logGroupName");
        return { name: id, arn: `arn:aws:logs:${region}:${ownerOf(world)}:log-group:${group}:log-stream:${id}` };
    },
});
