import { problem, show, type PathPart, type Problem } from "../internal/problems";
import { at } from "./namespace";

/** Far deeper than the schema goes; a value nested deeper than this is no configuration. */
const DEEPEST = 16;

/** A value made of nothing but maps, lists, texts, numbers, true, false and null. */
export interface PlainData {
    readonly value: unknown;
    readonly problems: readonly Problem[];
}

/**
 * Copies a value and leaves out what a stack file cannot hold (functions, class instances, loops), with a
 * problem for each, so that everything after this point deals with plain maps and lists only.
 */
export function plainData(raw: unknown): PlainData {
    const problems: Problem[] = [];
    return { value: copy(raw, [], new Set(), problems), problems };
}

function copy(value: unknown, path: readonly PathPart[], around: ReadonlySet<object>, problems: Problem[]): unknown {
    if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") {
        return value;
    }
    if (typeof value === "number" && Number.isFinite(value)) {
        return value;
    }
    if (typeof value !== "object" || around.has(value) || path.length > DEEPEST) {
        problems.push(refusal(value, path));
        return undefined;
    }
    const inside = new Set([...around, value]);
    if (Array.isArray(value)) {
        return Array.from(value, (item: unknown, index) => copy(item, [...path, index], inside, problems));
    }
    if (isPlainMap(value)) {
        return copyMap(value, path, inside, problems);
    }
    problems.push(refusal(value, path));
    return undefined;
}

function copyMap(
    value: object,
    path: readonly PathPart[],
    inside: ReadonlySet<object>,
    problems: Problem[],
): Record<string, unknown> {
    const copied: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
        if (key === "__proto__") {
            // Assigning it would change what the map is instead of adding an entry.
            problems.push(forbiddenKey([...path, key]));
        } else if (item !== undefined) {
            copied[key] = copy(item, [...path, key], inside, problems);
        }
    }
    return copied;
}

function isPlainMap(value: object): boolean {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
}

function forbiddenKey(path: readonly PathPart[]): Problem {
    return problem({
        path: at(...path),
        given: 'the key "__proto__"',
        allowed: "any other key: the language of this program keeps this one for itself",
        fix: "Rename it; a topic of this name cannot be managed here.",
    });
}

function refusal(value: unknown, path: readonly PathPart[]): Problem {
    return problem({
        path: at(...path),
        given: show(value),
        allowed: "maps, lists, texts, numbers, true and false, nested as the settings are",
        fix: "Write a value that a YAML file can hold.",
    });
}
