/**
 * What a member of an answer looks like: a pattern of its text, the values it may have, or a kind: `text` (not empty),
 * `string` (may be empty), `nullable` (a text or null), `count`, `flag`, `object`; `absent`: it must not be there.
 */
export type Form =
    | RegExp
    | readonly (string | number | boolean | null)[]
    | "text"
    | "string"
    | "nullable"
    | "count"
    | "flag"
    | "object"
    | "absent";

/**
 * The form of every member of an answer, by path: `spec.region`, `data[].id`; `*` stands for any one key, and a path
 * that ends in `?` may be missing. A member that no path names is a deviation.
 */
export type Contract = Readonly<Record<string, Form>>;

interface Found {
    readonly where: string;
    /** Undefined where there is nothing. */
    readonly value: unknown;
}

/** How an answer departs from a contract, one line for each member; empty when it does not. */
export function deviations(contract: Contract, answer: unknown): string[] {
    const wrong = Object.entries(contract).flatMap(([key, form]) => {
        const mayMiss = key.endsWith("?") || form === "absent";
        return reach(answer, stepsOf(key), "").flatMap(({ where, value }) => {
            if (value === undefined) {
                return mayMiss ? [] : [`${where} is missing`];
            }
            return fits(form, value) ? [] : [`${where} is ${JSON.stringify(value)}, not ${wording(form)}`];
        });
    });
    const known = Object.keys(contract).map(stepsOf);
    const strange = leaves(answer, []).filter((leaf) => !known.some((steps) => names(steps, leaf)));
    return [...wrong, ...strange.map(({ steps }) => `${steps.join(".")} is not part of the contract`)];
}

function stepsOf(key: string): string[] {
    return key
        .replace(/\?$/, "")
        .replaceAll("[]", ".[]")
        .split(".")
        .filter((step) => step !== "");
}

function reach(value: unknown, [step, ...rest]: readonly string[], where: string): Found[] {
    if (step === undefined) {
        return [{ where, value }];
    }
    if (step === "[]" && Array.isArray(value)) {
        return value.flatMap((item, index) => reach(item, rest, `${where}[${index}]`));
    }
    if (step === "*" && isObject(value)) {
        return Object.entries(value).flatMap(([key, member]) => reach(member, rest, `${where}.${key}`));
    }
    const member = isObject(value) ? value[step] : undefined;
    const path = where === "" ? step : `${where}.${step}`;
    return member === undefined ? [{ where: [path, ...rest].join("."), value: undefined }] : reach(member, rest, path);
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fits(form: Form, value: unknown): boolean {
    if (form instanceof RegExp) {
        return typeof value === "string" && form.test(value);
    }
    switch (form) {
        case "text":
            return typeof value === "string" && value !== "";
        case "string":
            return typeof value === "string";
        case "nullable":
            return typeof value === "string" || value === null;
        case "count":
            return Number.isInteger(value) && Number(value) >= 0;
        case "flag":
            return typeof value === "boolean";
        case "object":
            return isObject(value);
        case "absent":
            return false;
        default:
            return form.includes(value as string | number | boolean | null);
    }
}

function wording(form: Form): string {
    return form instanceof RegExp ? String(form) : JSON.stringify(form);
}

interface Leaf {
    readonly steps: readonly string[];
    /** True for an object or a list without members. */
    readonly isEmpty: boolean;
}

function leaves(value: unknown, steps: readonly string[]): Leaf[] {
    const members: [string, unknown][] = Array.isArray(value)
        ? value.map((item): [string, unknown] => ["[]", item])
        : isObject(value)
          ? Object.entries(value)
          : [];
    if (members.length === 0) {
        return [{ steps, isEmpty: typeof value === "object" && value !== null }];
    }
    return members.flatMap(([key, member]) => leaves(member, [...steps, key]));
}

/** Whether a path of the contract leads to the leaf or, where the leaf is empty, through it. */
function names(known: readonly string[], { steps, isEmpty }: Leaf): boolean {
    const isLong = isEmpty ? known.length >= steps.length : known.length === steps.length;
    return isLong && steps.every((step, index) => known[index] === step || known[index] === "*");
}
