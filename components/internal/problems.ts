/** One step into a value: a key of a map, or a position in a list. */
export type PathPart = string | number;

/** One thing that is wrong with an input, told so that the reader can put it right. */
export interface Problem {
    /** Where, such as `confluent-cluster-linking:privateNetworks.core.zoneIds[1]`. */
    readonly path: string;
    readonly given: string;
    readonly allowed: string;
    readonly fix: string;
    /** All four in one text. */
    readonly message: string;
}

const LONGEST_SHOWN = 80;
const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;

/** A problem with its message put together. */
export function problem(parts: Omit<Problem, "message">): Problem {
    const { path, given, allowed, fix } = parts;
    return { ...parts, message: `${path}\n    given:   ${given}\n    allowed: ${allowed}\n    fix:     ${fix}` };
}

/** The path as Pulumi writes it in `pulumi config set --path`: dots, and brackets for positions and odd keys. */
export function pathText(namespace: string, parts: readonly PathPart[]): string {
    const [first, ...rest] = parts;
    const start = first === undefined ? namespace : `${namespace}:${first}`;
    return rest.reduce<string>((path, part) => `${path}${step(part)}`, start);
}

function step(part: PathPart): string {
    if (typeof part === "number") {
        return `[${part}]`;
    }
    return PLAIN_KEY.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}

/** A value for people to read: short texts whole, of maps only the keys, of lists only the length. */
export function show(value: unknown): string {
    if (value === undefined || value === null) {
        return "nothing";
    }
    if (typeof value === "string") {
        return cut(JSON.stringify(value));
    }
    if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") {
        return cut(String(value));
    }
    if (Array.isArray(value)) {
        return `a list of ${value.length}`;
    }
    return typeof value === "object" ? cut(mapText(value)) : `a ${typeof value}`;
}

function mapText(value: object): string {
    const keys = Object.keys(value);
    return keys.length === 0 ? "an empty map" : `a map with ${keys.join(", ")}`;
}

function cut(text: string): string {
    return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

/** "a, b or c", quoted. */
export function oneOf(values: readonly string[]): string {
    const quoted = values.map((value) => JSON.stringify(value));
    const last = quoted.pop();
    return quoted.length === 0 ? (last ?? "nothing") : `${quoted.join(", ")} or ${last ?? ""}`;
}
