import { randomUUID } from "node:crypto";
import type { CallContext, Props, ResourceModel } from "../provider/model";
import type { AwsObject, World } from "../world";
import { secretsManager } from "./errors";
import { objectModel } from "./object";
import { autoName, digest, find, ownerOf, put, regionOf, remove, text, texts, where } from "./store";
import { TYPES } from "./types";

const DEFAULT_RECOVERY_DAYS = 30;
const DAY_MS = 86_400_000;
const CURRENT = "AWSCURRENT";

/** A secret. One that is deleted keeps its name until its recovery window is over. */
export const secret: ResourceModel = objectModel({
    type: TYPES.secret,
    latency: "secret",
    id: (world, inputs) => {
        const name = text(inputs, "name") || autoName("secret");
        return `arn:aws:secretsmanager:${regionOf(world)}:${ownerOf(world)}:secret:${name}-${digest(randomUUID(), 6)}`;
    },
    required: [],
    replaceOn: ["name", "namePrefix"],
    computed: ["arn", "name", "namePrefix", "policy", "region", "replicas", "tagsAll"],
    defaults: { recoveryWindowInDays: DEFAULT_RECOVERY_DAYS, forceOverwriteReplicaSecret: false },
    check: (inputs) => {
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
        name: text(inputs, "name") || (id.split(":secret:")[1] ?? "").slice(0, -7),
    }),
    gone: (world, { id, props }) => {
        for (const version of where(world, TYPES.secretVersion, "secretId", id)) {
            remove(world, version.id);
        }
        const days = Number(props.recoveryWindowInDays);
        if (days > 0) {
            const deletedUntil = world.now() + days * DAY_MS;
            put(world, { id, type: TYPES.deletedSecret, props: { name: props.name, deletedUntil }, existing: true });
        }
    },
});

function isScheduled(world: World, { props }: AwsObject): boolean {
    return Number(props.deletedUntil) > world.now();
}

const version = objectModel({
    type: TYPES.secretVersion,
    latency: "secretVersion",
    id: (_world, inputs) => `${text(inputs, "secretId")}|${randomUUID()}`,
    required: ["secretId"],
    replaceOn: ["secretBinary", "secretId", "secretString"],
    computed: ["arn", "hasSecretStringWo", "region", "secretArn", "versionId", "versionStages"],
    admit: (world, inputs) => {
        const id = text(inputs, "secretId");
        if (find(world, TYPES.secret, id) === undefined) {
            const refuse = secretsManager("PutSecretValue", `putting Secrets Manager Secret (${id}) value`);
            throw refuse("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
    },
    decide: ({ id, inputs }) => ({
        arn: text(inputs, "secretId"),
        secretArn: text(inputs, "secretId"),
        versionId: id.split("|")[1] ?? "",
        versionStages: [CURRENT],
    }),
    made: (world, { id, props }) => {
        for (const other of where(world, TYPES.secretVersion, "secretId", text(props, "secretId"))) {
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
