import { z } from "zod";
import { nearest } from "../internal/nearest";
import { oneOf, problem, show, type PathPart, type Problem } from "../internal/problems";
import { at } from "./namespace";
import { settingsSchema, type ParsedSettings } from "./schema";

type Schema = z.core.$ZodType;
type Issue = z.core.$ZodIssue;

/** The configuration as the schema reads it, or what is wrong with its shape. */
export type ShapeResult =
    | { readonly parsed: ParsedSettings; readonly problems: readonly [] }
    | { readonly parsed: undefined; readonly problems: readonly Problem[] };

/** Checks names of keys, types and the form of single values; `value` is plain data. */
export function checkShape(value: unknown): ShapeResult {
    const result = settingsSchema.safeParse(value);
    if (result.success) {
        return { parsed: result.data, problems: [] };
    }
    return { parsed: undefined, problems: result.error.issues.flatMap((issue) => problemsOf(issue, value)) };
}

function problemsOf(issue: Issue, root: unknown): Problem[] {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    const inner = issue.code === "invalid_union" ? chosenBranch(issue, valueAt(root, path)) : [];
    if (inner.length > 0) {
        return inner.flatMap((each) => problemsOf({ ...each, path: [...issue.path, ...each.path] }, root));
    }
    if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => unknownKey(path, key, root));
    }
    const given = valueAt(root, path);
    return [
        problem({ path: at(...path), given: show(given), allowed: allowedAt(path, root), fix: fixFor(issue, given) }),
    ];
}

/** What is wrong with a value that may be a text or a map, seen as what it is. */
function chosenBranch({ errors }: z.core.$ZodIssueInvalidUnion, value: unknown): readonly Issue[] {
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    const mistaken = isMap ? "string" : "object";
    return errors.find((issues) => !issues.some((each) => each.code === "invalid_type" && isOwn(each, mistaken))) ?? [];
}

function isOwn({ path, expected }: z.core.$ZodIssueInvalidType, mistaken: string): boolean {
    return path.length === 0 && expected === mistaken;
}

function unknownKey(path: readonly PathPart[], key: string, root: unknown): Problem {
    const schema = schemaAt(path, root);
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    const rename = `Rename it to ${JSON.stringify(nearest(key, known) ?? "")}, the nearest known key, or remove it.`;
    // The value is not shown: a key that nobody knows may hold anything, even a secret.
    return problem({
        path: at(...path, key),
        given: `the unknown key ${JSON.stringify(key)}`,
        allowed: `the keys ${known.join(", ")}`,
        fix: `${elsewhere(path, key, root)}${rename}`,
    });
}

/** A key that belongs to another type of the same thing is a different mistake from a misspelt one. */
function elsewhere(path: readonly PathPart[], key: string, root: unknown): string {
    const parent = unwrap(followed(path, root));
    if (!(parent instanceof z.ZodDiscriminatedUnion)) {
        return "";
    }
    const { discriminator, options } = parent.def;
    const owners = options.filter((option) => option instanceof z.ZodObject && Object.hasOwn(option.shape, key));
    const names = owners.flatMap((option) => discriminatorValues(option, discriminator));
    return names.length === 0 ? "" : `It belongs to ${discriminator}: ${names.join(", ")}; change that, or: `;
}

function discriminatorValues(option: Schema, discriminator: string): string[] {
    const field: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return field instanceof z.ZodLiteral ? [...field.values].map(String) : [];
}

function fixFor(issue: Issue, given: unknown): string {
    if (issue.code === "custom") {
        const fix: unknown = issue.params?.fix;
        return typeof fix === "string" ? fix : "Replace the value.";
    }
    if (given === undefined) {
        return "Add it.";
    }
    const values = closedSet(issue);
    if (values.length > 0) {
        const closest = typeof given === "string" ? nearest(given, values) : undefined;
        return closest === undefined ? `Write ${oneOf(values)}.` : `Write ${oneOf(values)}; nearest is "${closest}".`;
    }
    return issue.code === "too_small" || issue.code === "too_big" ? sizeFix(issue) : typeFix(issue);
}

function closedSet(issue: Issue): string[] {
    if (issue.code === "invalid_value") {
        return issue.values.map(String);
    }
    const options: unknown = issue.code === "invalid_union" && "options" in issue ? issue.options : undefined;
    return Array.isArray(options) ? options.map(String) : [];
}

function sizeFix(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
    const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    return issue.origin === "array" ? `Give ${bound} of them.` : `Give a number of ${bound}.`;
}

function typeFix(issue: Issue): string {
    const expected = issue.code === "invalid_type" ? issue.expected : "";
    const words: Readonly<Record<string, string>> = {
        string: "a text, in quotes where YAML would read a number",
        boolean: "true or false, without quotes",
        number: "a number, without quotes",
        int: "a whole number",
        array: "a list, in YAML [a, b]",
        object: "a map, in YAML { key: value }",
        record: "a map, in YAML { key: value }",
    };
    return `Write ${words[expected] ?? "a value of another type"}.`;
}

function allowedAt(path: readonly PathPart[], root: unknown): string {
    const trail = path.map((_, index) => path.slice(0, path.length - index));
    const description = trail.map((parts) => descriptionOf(followed(parts, root))).find((found) => found !== undefined);
    return description ?? descriptionOf(settingsSchema) ?? "";
}

/** What a field's schema says about it, wherever in its wrappers that was written. */
export function descriptionOf(schema: Schema | undefined): string | undefined {
    if (schema === undefined) {
        return undefined;
    }
    const inner = peel(schema);
    return z.globalRegistry.get(schema)?.description ?? (inner === schema ? undefined : descriptionOf(inner));
}

/** The schema of the map or list at the path, without wrappers, the given type of several picked. */
function schemaAt(path: readonly PathPart[], root: unknown): Schema | undefined {
    const schema = unwrap(followed(path, root));
    if (schema instanceof z.ZodDiscriminatedUnion) {
        return optionFor(schema, valueAt(root, path));
    }
    return schema instanceof z.ZodUnion ? mapOption(schema) : schema;
}

function followed(path: readonly PathPart[], root: unknown): Schema | undefined {
    const last = path.at(-1);
    return last === undefined ? settingsSchema : childOf(schemaAt(path.slice(0, -1), root), last);
}

function childOf(schema: Schema | undefined, part: PathPart): Schema | undefined {
    if (schema instanceof z.ZodObject) {
        const field: unknown = Object.hasOwn(schema.shape, part) ? schema.shape[part] : undefined;
        return field instanceof z.ZodType ? field : undefined;
    }
    if (schema instanceof z.ZodRecord) {
        return schema.valueType;
    }
    return schema instanceof z.ZodArray ? schema.element : undefined;
}

function optionFor(union: z.ZodDiscriminatedUnion, value: unknown): Schema | undefined {
    const { discriminator, options } = union.def;
    const chosen = valueAt(value, [discriminator]);
    return options.find((option) => discriminatorValues(option, discriminator).some((known) => known === chosen));
}

function mapOption({ options }: z.ZodUnion): Schema | undefined {
    return options.map(unwrap).find((option) => option instanceof z.ZodObject);
}

function unwrap(schema: Schema | undefined): Schema | undefined {
    const inner = schema === undefined ? undefined : peel(schema);
    return inner === schema ? schema : unwrap(inner);
}

/** The schema under one wrapper (optional, default, transform), or the schema itself. */
export function peel(schema: Schema): Schema {
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
        return schema.unwrap();
    }
    return schema instanceof z.ZodPipe ? schema.in : schema;
}

function valueAt(root: unknown, path: readonly PathPart[]): unknown {
    return path.reduce<unknown>(
        (value, part) =>
            typeof value === "object" && value !== null && Object.hasOwn(value, part)
                ? (value as Readonly<Record<PathPart, unknown>>)[part]
                : undefined,
        root,
    );
}
