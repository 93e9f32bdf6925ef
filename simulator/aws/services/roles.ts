import type { Props } from "../../provider/model";
import type { AwsObject, World } from "../../world";
import { checkConflicts, checkLength, checkNotInline } from "../checks";
import { iam, type Refusal } from "../errors";
import { objectModel } from "../object";
import { autoName, digest, find, ownerOf, remove, text, uniqueName, where } from "../store";
import { TYPES } from "../types";
import { admitPolicy, checkPolicy } from "./policies";

const MOST_INLINE_BYTES = 10_240;
const FORBIDDEN = /[^\w+=,.@-]/;

/** Where the world keeps a role: a log group may have the same name. */
function roleKey(name: string): string {
    return `role/${name}`;
}

function nameFrom(inputs: Props, kind: string): string {
    const prefix = text(inputs, "namePrefix");
    return text(inputs, "name") || (prefix === "" ? autoName(kind) : uniqueName(prefix));
}

function checkName(inputs: Props, most: number): void {
    checkConflicts(inputs, "name", ["namePrefix"]);
    checkLength(inputs, "name", 1, most);
    const { name } = inputs;
    if (typeof name === "string" && FORBIDDEN.test(name)) {
        throw new Error("invalid value for name (must match [\\w+=,.@-])");
    }
}

export const role = objectModel({
    type: TYPES.role,
    latency: "role",
    id: (_world, inputs) => nameFrom(inputs, "role"),
    key: roleKey,
    required: ["assumeRolePolicy"],
    replaceOn: ["name", "namePrefix", "path"],
    computed: [
        ...["arn", "createDate", "inlinePolicies", "managedPolicyArns", "name", "namePrefix", "tagsAll", "uniqueId"],
    ],
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, namePrefix: "", path: "/" },
    check: (inputs) => {
        checkName(inputs, 64);
        checkPolicy(inputs, "assumeRolePolicy");
        checkNotInline(inputs, "inlinePolicies", "aws.iam.RolePolicy");
        checkNotInline(inputs, "managedPolicyArns", "aws.iam.RolePolicyAttachment");
    },
    admit: (world, inputs) => {
        const name = text(inputs, "name");
        const refuse = iam("CreateRole", `creating IAM Role (${name})`);
        admitPolicy(text(inputs, "assumeRolePolicy"), "trust", refuse);
        if (find(world, TYPES.role, roleKey(name)) !== undefined) {
            throw refuse("EntityAlreadyExists", `Role with name ${name} already exists.`);
        }
    },
    admitChange: (_world, { props }, inputs) => {
        const refuse = iam("UpdateAssumeRolePolicy", `updating IAM Role (${text(props, "name")}) assume role policy`);
        admitPolicy(text(inputs, "assumeRolePolicy"), "trust", refuse);
    },
    decide: ({ world, id, inputs, before }) => ({
        name: id,
        arn: `arn:aws:iam::${ownerOf(world)}:role${text(inputs, "path") || "/"}${id}`,
        createDate: before?.createDate ?? new Date(world.now()).toISOString(),
        uniqueId: before?.uniqueId ?? `AROA${digest(`${id}${world.now()}`, 17).toUpperCase()}`,
    }),
    view: (world, { props }) => ({
        inlinePolicies: inlineOf(world, props).map((one) => ({ name: one.props.name, policy: one.props.policy })),
        managedPolicyArns: attachedTo(world, props).map((one) => text(one.props, "policyArn")),
    }),
    release: admitRelease,
    gone: (world, { props }) => {
        for (const { id } of [...inlineOf(world, props), ...attachedTo(world, props)]) {
            remove(world, id);
        }
    },
});

function inlineOf(world: World, { name }: Props): AwsObject[] {
    return where(world, TYPES.rolePolicy, "role", String(name));
}

function attachedTo(world: World, { name }: Props): AwsObject[] {
    return where(world, TYPES.rolePolicyAttachment, "role", String(name));
}

/** The provider takes policies off a role first only where it is told to. */
function admitRelease(world: World, { props }: AwsObject): void {
    const refuse = iam("DeleteRole", `deleting IAM Role (${text(props, "name")})`);
    if (props.forceDetachPolicies === true) {
        return;
    }
    if (attachedTo(world, props).length > 0) {
        throw refuse("DeleteConflict", "Cannot delete entity, must detach all policies first.");
    }
    if (inlineOf(world, props).length > 0) {
        throw refuse("DeleteConflict", "Cannot delete entity, must delete policies first.");
    }
}

function admitRoleName(world: World, name: string, refuse: Refusal): void {
    if (find(world, TYPES.role, roleKey(name)) === undefined) {
        throw refuse("NoSuchEntity", `The role with name ${name} cannot be found.`);
    }
}

/** A policy inside a role. To put one of a name that is there changes that one, as the service does. */
export const rolePolicy = objectModel({
    type: TYPES.rolePolicy,
    latency: "rolePolicy",
    id: (_world, inputs) => `${text(inputs, "role")}:${nameFrom(inputs, "rolePolicy")}`,
    required: ["policy", "role"],
    replaceOn: ["name", "namePrefix", "role"],
    computed: ["name", "namePrefix"],
    defaults: { namePrefix: "" },
    check: (inputs) => {
        checkName(inputs, 128);
        checkPolicy(inputs, "policy");
    },
    admit: admitRights,
    admitChange: (world, { props }, inputs) => {
        admitRights(world, { ...inputs, name: props.name });
    },
    decide: ({ id, inputs }) => ({ name: id.slice(text(inputs, "role").length + 1) }),
});

function admitRights(world: World, inputs: Props): void {
    const [roleName, name, policy] = [text(inputs, "role"), text(inputs, "name"), text(inputs, "policy")];
    const refuse = iam("PutRolePolicy", `putting IAM Role (${roleName}) Policy (${name})`);
    admitRoleName(world, roleName, refuse);
    admitPolicy(policy, "rights", refuse);
    const others = inlineOf(world, { name: roleName }).filter(({ props }) => props.name !== name);
    const texts = [...others.map(({ props }) => text(props, "policy")), policy];
    if (texts.join("").replace(/\s/g, "").length > MOST_INLINE_BYTES) {
        const message = `Maximum policy size of ${MOST_INLINE_BYTES} bytes exceeded for role ${roleName}`;
        throw refuse("LimitExceeded", message);
    }
}

/** A policy of AWS on a role. The simulated account has no managed policies of its own. */
export const rolePolicyAttachment = objectModel({
    type: TYPES.rolePolicyAttachment,
    latency: "rolePolicy",
    id: (_world, inputs) => `${text(inputs, "role")}/${text(inputs, "policyArn")}`,
    required: ["policyArn", "role"],
    replaceOn: ["policyArn", "role"],
    computed: [],
    admit: (world, inputs) => {
        const [arn, name] = [text(inputs, "policyArn"), text(inputs, "role")];
        const refuse = iam("AttachRolePolicy", `attaching IAM Policy (${arn}) to IAM Role (${name})`);
        admitRoleName(world, name, refuse);
        if (!/^arn:aws:iam::aws:policy\/[\w+=,.@/-]+$/.test(arn)) {
            throw refuse("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`);
        }
    },
});
