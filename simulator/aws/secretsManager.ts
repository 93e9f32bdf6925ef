import { randomUUID } from "node:crypto";
import type { CallContext, Props, ResourceModel } from "../provider/model";
import type { AwsObject, World } from "../world";
import { checkConflicts } from "./checks";
import { secretsManager } from "./errors";
import { objectModel } from "./object";
import { autoName, digest, find, ownerOf, put, regionOf, remove, text, texts, uniqueName, where } from "./store";
import { TYPES } from "./types";

const DEFAULT_RECOVERY_DAYS = 30;
const DAY_MS = 86_400_000;
const CURRENT = "AWSCURRENT";
/** A hyphen and six characters, which the service appends to the name in the ARN. */
const SUFFIX_LENGTH = 7;

/** A secret. One that is deleted keeps its name until its recovery window is over. */
export const secret: ResourceModel = objectModel({
    type: TYPES.secret,
    latency: "secret",
    id: (world, inputs) => {
        const region = text(inputs, "region") || regionOf(world);
        return `arn:aws:secretsmanager:${region}:${ownerOf(world)}:secret:${nameOf(inputs)}-${digest(randomUUID(), 6)}`;
    },
    required: [],
    notSimulated: ["forceOverwriteReplicaSecret", "policy", "replicas", "type"],
    replaceOn: ["name", "namePrefix", "type"],
    computed: ["arn", "name", "namePrefix", "policy", "region", "tagsAll"],
    defaults: {
        forceOverwriteReplicaSecret: false,
        namePrefix: "",
        policy: "",
        recoveryWindowInDays: DEFAULT_RECOVERY_DAYS,
    },
    check: (inputs) => {
        checkConflicts(inputs, "name", ["namePrefix"]);
        const days = inputs.recoveryWindowInDays;
        if (typeof days === "number" && days !== 0 && (days < 7 || days > 30)) {
            throw new Error(`expected recovery_window_in_days to be in the range (7 - 30) or 0, got ${days}`);
        }
        const name = inputs.name;
        if (typeof name === "string" && !/^[\w/+=.@-]{1,512}$/.test(name)) {
            throw new Error(`invalid value for name (must contain only alphanumeric characters and /_+=.@-): ${name}`);
        }
    },
    admit: (world, inputs) => {
        const name = text(inputs, "name");
        const refuse = secretsManager("CreateSecret", `creating Secrets Manager Secret (${name})`);
        if (where(world, TYPES.secret, "name", name).length > 0) {
            throw refuse("ResourceExistsException", `The operation failed because the secret ${name} already exists.`);
        }
        if (where(world, TYPES.deletedSecret, "name", name).some((gone) => isScheduled(world, gone))) {
            const message = "a secret with this name is already scheduled for deletion.";
            throw refuse("InvalidRequestException", `You can't create this secret because ${message}`);
        }
    },
    decide: ({ id, inputs }) => ({
        arn: id,
        name: text(inputs, "name") || (id.split(":secret:")[1] ?? "").slice(0, -SUFFIX_LENGTH),
    }),
    gone: (world, { id, props }) => {
        for (const version of where(world, TYPES.secretVersion, "secretArn", id)) {
            remove(world, version.id);
        }
        const days = Number(props.recoveryWindowInDays);
        if (days > 0) {
            const deletedUntil = world.now() + days * DAY_MS;
            put(world, { id, type: TYPES.deletedSecret, props: { name: props.name, deletedUntil }, existing: true });
        }
    },
});

function nameOf(inputs: Props): string {
    const prefix = text(inputs, "namePrefix");
    return text(inputs, "name") || (prefix === "" ? autoName("secret") : uniqueName(prefix));
}

function isScheduled(world: World, { props }: AwsObject): boolean {
    return Number(props.deletedUntil) > world.now();
}

/** The ARN of the secret that `secretId` names, be it by ARN or by name; undefined where there is none. */
function secretArnOf(world: World, inputs: Props): string | undefined {
    const id = text(inputs, "secretId");
    return (find(world, TYPES.secret, id) ?? where(world, TYPES.secret, "name", id)[0])?.id;
}

/*
 * The provider puts a value when it makes a version, and never changes one: in its schema, which is
 * internal/service/secretsmanager/secret_version.go in hashicorp/terraform-provider-aws 6, the value is ForceNew, and an
 * update moves stages only.
 */
const version = objectModel({
    type: TYPES.secretVersion,
    latency: "secretVersion",
    id: (_world, inputs) => `${text(inputs, "secretId")}|${randomUUID()}`,
    required: ["secretId"],
    notSimulated: ["secretStringWo", "secretStringWoVersion", "versionStages"],
    replaceOn: ["secretBinary", "secretId", "secretString", "secretStringWoVersion"],
    computed: ["arn", "hasSecretStringWo", "region", "secretArn", "versionId", "versionStages"],
    check: (inputs) => {
        checkConflicts(inputs, "secretBinary", ["secretString"]);
    },
    admit: (world, inputs) => {
        const id = text(inputs, "secretId");
        const refuse = secretsManager("PutSecretValue", `putting Secrets Manager Secret (${id}) value`);
        if (text(inputs, "secretString") === "" && text(inputs, "secretBinary") === "") {
            throw refuse("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        }
        if (secretArnOf(world, inputs) === undefined) {
            throw refuse("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
    },
    decide: ({ world, id, inputs }) => {
        const arn = secretArnOf(world, inputs);
        const [, versionId = ""] = id.split("|");
        return { arn, secretArn: arn, hasSecretStringWo: false, versionId, versionStages: [CURRENT] };
    },
    made: (world, { id, props }) => {
        for (const other of where(world, TYPES.secretVersion, "secretArn", text(props, "secretArn"))) {
            if (other.id !== id) {
                other.props.versionStages = texts(other.props, "versionStages").includes(CURRENT)
                    ? ["AWSPREVIOUS"]
                    : [];
            }
        }
    },
});

/** A value of a secret. A new one becomes the current one; the current one stays until its secret goes. */
export const secretVersion: ResourceModel = {
    ...version,
    async delete(context: CallContext, id: string, state: Props) {
        const object = find(context.world, TYPES.secretVersion, id);
        if (object === undefined || texts(object.props, "versionStages").includes(CURRENT)) {
            return;
        }
        await version.delete(context, id, state);
    },
};
