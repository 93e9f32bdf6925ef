import { z } from "zod";
import { descriptionOf, peel } from "../../components/settings/shape";

type Schema = z.core.$ZodType;

/** One place in the configuration, as people look it up. */
export interface Entry {
    /** Keys from the top; `KEY` for one of the user's own, `[]` for an element of a list. */
    readonly path: readonly string[];
    readonly description: string;
    /** What may stand there, in words. */
    readonly kind: string;
    /** What it is when it is left out, as YAML; undefined where the description says, or nothing is. */
    readonly fallback: string | undefined;
    readonly required: boolean;
    /** The types of the map in which the key exists; empty for all. */
    readonly only: readonly string[];
}

/** The place and all that is below it, in the order of the schema. Throws for a schema without description. */
export function entriesOf(path: readonly string[], schema: Schema): Entry[] {
    const inner = core(schema);
    const description = descriptionOf(schema);
    if (description === undefined) {
        throw new Error(`the setting ${path.join(".")} has no description`);
    }
    const own: Entry = {
        path,
        description,
        kind: kindOf(inner),
        fallback: fallbackOf(schema),
        // An entry of a map is there by being named.
        required: path.at(-1) !== "KEY" && !z.safeParse(schema, undefined).success,
        only: [],
    };
    return [own, ...childrenOf(path, inner)];
}

function childrenOf(path: readonly string[], schema: Schema): Entry[] {
    if (schema instanceof z.ZodObject) {
        return Object.entries(schema.shape as Record<string, Schema>).flatMap(([key, field]) =>
            entriesOf([...path, key], field),
        );
    }
    if (schema instanceof z.ZodRecord) {
        return entriesOf([...path, "KEY"], schema.valueType);
    }
    if (schema instanceof z.ZodArray) {
        // What a plain element may be is part of the list's own line.
        return childrenOf([...path, "[]"], core(schema.element));
    }
    if (schema instanceof z.ZodDiscriminatedUnion) {
        return childrenOfTypes(path, schema);
    }
    return schema instanceof z.ZodUnion ? schema.options.flatMap((option) => childrenOf(path, core(option))) : [];
}

/** The keys of all types of a map, each told once where it is the same in several. */
function childrenOfTypes(path: readonly string[], { def }: z.ZodDiscriminatedUnion): Entry[] {
    const found = new Map<string, Entry>();
    for (const option of def.options) {
        const type = typeOf(option, def.discriminator);
        for (const entry of childrenOf(path, option)) {
            const { only, kind, ...rest } = entry;
            const isType = entry.path.length === path.length + 1 && entry.path.at(-1) === def.discriminator;
            const id = JSON.stringify(isType ? entry.path : { ...rest, kind });
            const earlier = found.get(id);
            found.set(id, {
                ...entry,
                kind: isType && earlier !== undefined ? `${earlier.kind}, ${kind}` : kind,
                only: isType ? only : [...(earlier?.only ?? []), type],
            });
        }
    }
    const all = def.options.length;
    return [...found.values()].map((entry) => (entry.only.length === all ? { ...entry, only: [] } : entry));
}

function typeOf(option: Schema, discriminator: string): string {
    const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return field instanceof z.ZodLiteral ? [...field.values].join(", ") : "";
}

function kindOf(schema: Schema): string {
    if (schema instanceof z.ZodEnum) {
        return schema.options.join(", ");
    }
    if (schema instanceof z.ZodLiteral) {
        return [...schema.values].join(", ");
    }
    if (schema instanceof z.ZodArray) {
        return listOf(schema);
    }
    if (schema instanceof z.ZodUnion && !(schema instanceof z.ZodDiscriminatedUnion)) {
        return schema.options.map((option) => kindOf(core(option))).join(" or ");
    }
    if (schema instanceof z.ZodNumber) {
        return numberKind(schema);
    }
    const words: Readonly<Record<string, string>> = {
        string: "text",
        boolean: "true or false",
        object: "map",
        record: "map by keys of your own",
        union: "map",
        custom: "text, number, true or false",
    };
    const { type } = schema._zod.def;
    const kind = words[type];
    if (kind === undefined) {
        throw new Error(`there is no word for settings of the kind ${type}`);
    }
    return kind;
}

function listOf(schema: z.ZodArray): string {
    const { minimum, maximum } = boundsOf(schema);
    const size = [
        minimum === undefined ? "" : `at least ${minimum}`,
        maximum === undefined ? "" : `at most ${maximum}`,
    ];
    const bounds = size.filter((text) => text !== "").join(", ");
    return `list of ${kindOf(core(schema.element))}${bounds === "" ? "" : ` (${bounds})`}`;
}

function boundsOf(schema: z.ZodArray) {
    const { minItems, maxItems } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    return { minimum: minItems, maximum: maxItems };
}

function numberKind(schema: z.ZodNumber): string {
    const { minValue, maxValue } = schema;
    const from = minValue === null || minValue === Number.MIN_SAFE_INTEGER ? "" : ` from ${minValue}`;
    const to = maxValue === null || maxValue === Number.MAX_SAFE_INTEGER ? "" : ` to ${maxValue}`;
    return `whole number${from}${to}`;
}

/** A default that is a single value; of empty lists and maps the description says that it is none. */
function fallbackOf(schema: Schema): string | undefined {
    if (schema instanceof z.ZodOptional) {
        return fallbackOf(schema.unwrap());
    }
    const value: unknown = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
    const isOne = value !== undefined && (typeof value !== "object" || (Array.isArray(value) && value.length > 0));
    return isOne ? JSON.stringify(value) : undefined;
}

function core(schema: Schema): Schema {
    const inner = peel(schema);
    return inner === schema ? schema : core(inner);
}
