import type { Props } from "../../provider/model";
import { isProps } from "../../provider/values";
import type { AwsObject, World } from "../../world";
import { argumentName } from "../checks";
import type { Refusal } from "../errors";
import { text, where } from "../store";
import { TYPES } from "../types";

/** Fails, as the provider does, where an input is no JSON object. */
export function checkPolicy(inputs: Props, key: string): void {
    const value = inputs[key];
    if (typeof value === "string" && documentOf(value) === undefined) {
        throw new Error(`"${argumentName(key)}" contains an invalid JSON policy: not a JSON object`);
    }
}

/** The statements of a policy; none where the text is no policy. */
function statementsOf(policy: string): Props[] {
    return items(documentOf(policy)?.Statement).filter(isProps);
}

function documentOf(policy: string): Props | undefined {
    try {
        const value: unknown = JSON.parse(policy);
        return isProps(value) ? value : undefined;
    } catch {
        return undefined;
    }
}

/** Policies have single values and lists of them side by side. */
function items(value: unknown): unknown[] {
    return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

function words(value: unknown): string[] {
    return items(value).filter((item) => typeof item === "string");
}

/** Throws what the service answers to a policy document, of a role's trust or of its rights, that it cannot use. */
export function admitPolicy(policy: string, kind: "trust" | "rights", refuse: Refusal): void {
    const statements = statementsOf(policy);
    const why = statements.length === 0 ? "Syntax errors in policy." : flawOf(statements, kind);
    if (why !== undefined) {
        throw refuse("MalformedPolicyDocument", why);
    }
}

function flawOf(statements: readonly Props[], kind: "trust" | "rights"): string | undefined {
    const flaw = kind === "trust" ? trustFlaw : rightsFlaw;
    return statements.map((one) => effectFlaw(one) ?? flaw(one)).find((found) => found !== undefined);
}

function effectFlaw({ Effect }: Props): string | undefined {
    if (Effect === undefined) {
        return "Missing required field Effect";
    }
    return Effect === "Allow" || Effect === "Deny" ? undefined : `Invalid effect: ${words(Effect).join()}`;
}

function trustFlaw({ Action, Principal, NotPrincipal, Resource }: Props): string | undefined {
    if (Resource !== undefined) {
        return "Has prohibited field Resource";
    }
    if (Principal === undefined && NotPrincipal === undefined) {
        return "Missing required field Principal";
    }
    if (Action === undefined) {
        return "Missing required field Action";
    }
    const foreign = words(Action).some((action) => !/^(?:sts:|\*$)/i.test(action));
    return foreign ? "AssumeRole policy may only specify STS AssumeRole actions." : undefined;
}

function rightsFlaw(statement: Props): string | undefined {
    if (statement.Principal !== undefined) {
        return "Policy document should not specify a principal.";
    }
    if (items(statement.Action ?? statement.NotAction).length === 0) {
        return "Policy statement must contain actions.";
    }
    if (words(statement.Action).some((action) => action !== "*" && !/^[a-z0-9-]+:[\w*?]+$/i.test(action))) {
        return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    }
    const resources = items(statement.Resource ?? statement.NotResource);
    return resources.length === 0 ? "Policy statement must contain resources." : undefined;
}

/** True for a role that a service, such as "ecs-tasks.amazonaws.com", may take. */
export function trustsService({ props }: AwsObject, service: string): boolean {
    return statementsOf(text(props, "assumeRolePolicy")).some(
        ({ Effect, Principal }) =>
            Effect === "Allow" && isProps(Principal) && words(Principal.Service).includes(service),
    );
}

const TASK_EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const TASK_EXECUTION_ACTIONS = [
    ...["ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer"],
    ...["ecr:BatchGetImage", "logs:CreateLogStream", "logs:PutLogEvents"],
];
const ADMINISTRATION = "arn:aws:iam::aws:policy/AdministratorAccess";

/**
 * Whether a role's policies allow an action on a resource: its inline policies, and of AWS's own the one for task
 * execution and the one for administrators. Conditions count as met, and `NotAction` and `NotResource` as nothing.
 */
export function allows(world: World, role: AwsObject, action: string, resource: string): boolean {
    const managed = where(world, TYPES.rolePolicyAttachment, "role", text(role.props, "name"));
    const arns = managed.map(({ props }) => text(props, "policyArn"));
    if (arns.includes(ADMINISTRATION) || (arns.includes(TASK_EXECUTION) && TASK_EXECUTION_ACTIONS.includes(action))) {
        return true;
    }
    const inline = where(world, TYPES.rolePolicy, "role", text(role.props, "name"));
    const all = inline.flatMap(({ props }) => statementsOf(text(props, "policy")));
    const meant = all.filter(
        ({ Action, Resource }) =>
            words(Action).some((one) => matches(one.toLowerCase(), action.toLowerCase())) &&
            words(Resource).some((one) => matches(one, resource)),
    );
    return meant.some(({ Effect }) => Effect === "Allow") && !meant.some(({ Effect }) => Effect === "Deny");
}

/** Wildcards as in policies: `*` for any text, `?` for one character. */
function matches(pattern: string, value: string): boolean {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(value);
}
