import { nearest } from "../../components/internal/nearest";
import { isProps } from "../provider/values";
import { asText, parseField, valueAt, type Field } from "./objects";

/** `FIELD=VALUE` of a change. */
export interface Assignment {
    readonly field: Field;
    readonly value: string;
}

export function parseAssignment(text: string): Assignment {
    const equals = text.indexOf("=");
    if (equals < 1) {
        throw new Error(`the new value is ${JSON.stringify(text)}; allowed: FIELD=VALUE, such as partitions=12.`);
    }
    return { field: parseField(text.slice(0, equals)), value: text.slice(equals + 1) };
}

/** `values` with the field set, in the type that is there; throws where the field or the type does not fit. */
export function assigned(values: Record<string, unknown>, { field, value }: Assignment): Record<string, unknown> {
    const { property, key } = field;
    if (!(property in values)) {
        const names = Object.keys(values).sort();
        const hint = nearest(property, names) ?? "";
        throw new Error(`the object has no ${property}; did you mean ${hint}? It has: ${names.join(", ")}.`);
    }
    const before = values[property];
    if (key === undefined) {
        return { ...values, [property]: converted(property, before, value) };
    }
    if (!isProps(before)) {
        throw new Error(`${property} is ${asText(before)}, which has no ${key}.`);
    }
    // A new key is like its neighbours; the maps of both clouds (tags, settings) hold texts.
    const like = valueAt(values, field) ?? Object.values(before)[0] ?? "";
    return { ...values, [property]: { ...before, [key]: converted(`${property}.${key}`, like, value) } };
}

function converted(name: string, like: unknown, given: string): unknown {
    if (typeof like === "string") {
        return given;
    }
    const value = fromJson(given);
    if (typeOf(value) !== typeOf(like)) {
        throw new Error(`${name} is ${asText(like)}; ${JSON.stringify(given)} is no ${typeOf(like)}.`);
    }
    return value;
}

function fromJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function typeOf(value: unknown): string {
    return Array.isArray(value) ? "list" : isProps(value) ? "map" : typeof value;
}
