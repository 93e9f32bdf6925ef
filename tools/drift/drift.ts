import { resourceName } from "../../simulator/engine/urns";
import { isProps, same } from "../../simulator/provider/values";
import { UNKNOWN } from "./steps";

/** A step of a plan, as the engine's preview tells it. */
export interface PlannedStep {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** Inputs of the object as it was found, after a refresh; empty where there is none. */
    readonly found: Readonly<Record<string, unknown>>;
    /** What the provider last told of the object besides. */
    readonly foundOutputs: Readonly<Record<string, unknown>>;
    /** Inputs that the program wants. */
    readonly configured: Readonly<Record<string, unknown>>;
    /** Top-level properties that differ, as the provider says; empty where it does not say. */
    readonly differing: readonly string[];
}

/** One attribute of an object that is not as configured. Values are text; `undefined` is none. */
export interface DifferingAttribute {
    readonly attribute: string;
    readonly configured: string | undefined;
    readonly found: string | undefined;
}

/**
 * What is wrong with an object: it is not as configured, it is gone, it is there without being configured (any more), or
 * nothing is wrong but what is to be done about others will change it.
 */
export type DriftKind = "changed" | "missing" | "extra" | "follows";

/** One object that is not as the program wants it. */
export interface Drift {
    readonly kind: DriftKind;
    /** Package and class, such as `aws.Record`. */
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    /** True where mending it means to make it anew. */
    readonly replaced: boolean;
    readonly attributes: readonly DifferingAttribute[];
}

const NOT_KNOWN_YET = "(not known yet)";

const REPLACING = ["replace", "create-replacement", "delete-replaced"];
const KINDS: Readonly<Record<string, DriftKind>> = {
    create: "missing",
    import: "missing",
    update: "changed",
    replace: "changed",
    "create-replacement": "changed",
    "delete-replaced": "changed",
    delete: "extra",
};

/** How types of the program's own gates begin. */
const GATES = "pulumi-nodejs:";

function isNotKnownYet({ configured }: DifferingAttribute): boolean {
    return configured === NOT_KNOWN_YET;
}

/** The engine's own: the stack's outputs and providers are no objects in any cloud. */
const BOOKKEEPING = /^pulumi:(pulumi:Stack$|providers:)/;

/**
 * The objects that differ, from the steps of a preview with refresh in the order in which it told them: the last step of
 * an object is the plan's, those before it the refresh's.
 */
export function drifts(steps: readonly PlannedStep[]): Drift[] {
    const replaced = new Set(steps.filter(({ op }) => REPLACING.includes(op)).map(({ urn }) => urn));
    const last = new Map(steps.map((step) => [step.urn, step]));
    const found = [...last.values()]
        .filter(({ type }) => !BOOKKEEPING.test(type))
        .flatMap((step) => driftOf(step, replaced.has(step.urn)));
    return found.toSorted((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
}

const ORDER: readonly DriftKind[] = ["missing", "changed", "extra", "follows"];

function sortKey({ kind, type, name }: Drift): string {
    return `${ORDER.indexOf(kind)} ${type} ${name}`;
}

function driftOf(step: PlannedStep, replaced: boolean): Drift[] {
    const kind = KINDS[step.op];
    if (kind === undefined) {
        return [];
    }
    const attributes = kind === "changed" ? differences(step) : [];
    // A gate is nothing in a cloud: what it is given is as the program says, unless its mirrors have to be made anew.
    const follows = attributes.length === 0 ? step.type.startsWith(GATES) : attributes.every(isNotKnownYet);
    const name = resourceName(step.urn) || step.urn;
    return [
        {
            kind: kind === "changed" && follows ? "follows" : kind,
            type: shortType(step.type),
            name,
            urn: step.urn,
            replaced,
            attributes,
        },
    ];
}

/** Package and class of a type token; the program's own gates have no package. */
export function shortType(token: string): string {
    const [packageName = "", , name = token] = token.split(":");
    return packageName === "pulumi-nodejs" ? name : `${packageName}.${name}`;
}

function differences({ found, foundOutputs, configured, differing }: PlannedStep): DifferingAttribute[] {
    const keys = differing.length > 0 ? [...new Set(differing)] : Object.keys({ ...found, ...configured });
    return keys.filter(isTold).flatMap((key) => {
        const own = leaves(key, found[key], configured[key]);
        // The provider compares with more than the inputs, or with what is not shown.
        return own.length > 0 || differing.length === 0
            ? own
            : [{ attribute: key, configured: asText(configured[key]), found: asText(foundOutputs[key]) }];
    });
}

/** The engine's notes on an object, such as a gate's code, begin like this. */
export function isTold(key: string): boolean {
    return !key.startsWith("__");
}

function leaves(path: string, found: unknown, configured: unknown): DifferingAttribute[] {
    if (isProps(found) && isProps(configured)) {
        const keys = [...new Set([...Object.keys(configured), ...Object.keys(found)])].filter(isTold);
        return keys.flatMap((key) => leaves(`${path}.${key}`, found[key], configured[key]));
    }
    return same(found, configured) ? [] : [{ attribute: path, configured: asText(configured), found: asText(found) }];
}

function asText(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text === UNKNOWN ? NOT_KNOWN_YET : text.replaceAll(UNKNOWN, NOT_KNOWN_YET);
}
