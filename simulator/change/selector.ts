import { nearest } from "../../components/internal/nearest";
import type { World } from "../world";
import { allObjects, asText, describe, KINDS, parseField, valueAt, valuesOf, type Found, type Kind } from "./objects";

export const SELECTOR_SYNTAX =
    "ID, KIND/ID, or KIND[FIELD=VALUE,...] with KIND as in ec2.Route, aws:ec2/route:Route or topics";

interface Selector {
    /** Any kind where it is undefined. */
    readonly kind: Kind | undefined;
    readonly id: string | undefined;
    readonly fields: readonly (readonly [field: string, value: string])[];
}

const MOST_SHOWN = 20;
/** What can only be meant as a kind: ids have neither form. */
const LIKE_A_KIND = /^(aws:|confluent:)|^[a-z0-9]+\.[A-Z][A-Za-z]*$/;

/** The one object that a selector means; an error with the candidates where there is none, or more than one. */
export function select(world: World, text: string): Found {
    const selector = parseSelector(text);
    const pool = allObjects(world).filter(({ kind }) => selector.kind === undefined || kind === selector.kind);
    const matching = pool.filter((found) => matches(found, selector));
    const [only, ...others] = matching;
    if (only !== undefined && others.length === 0) {
        return only;
    }
    throw new Error(only === undefined ? noneOf(text, selector, pool) : severalOf(text, matching));
}

/** Splits a selector; throws what is allowed where it is not understood. */
function parseSelector(text: string): Selector {
    const { head = "", conditions } = /^(?<head>[^[]*)(?:\[(?<conditions>.*)\])?$/s.exec(text)?.groups ?? {};
    if (head === "") {
        throw new Error(`the selector is ${JSON.stringify(text)}; allowed: ${SELECTOR_SYNTAX}.`);
    }
    const found = KINDS.map((kind) => ({ kind, id: idAfter(kind, head) })).find(({ id }) => id !== undefined);
    if (found === undefined && (LIKE_A_KIND.test(head) || conditions !== undefined)) {
        const names = KINDS.map(({ name }) => name);
        const hint = nearest(head.replace(/^confluent:/, ""), names) ?? "";
        throw new Error(`there is no kind ${head}; did you mean ${hint}? Known: ${names.join(", ")}.`);
    }
    return {
        kind: found?.kind,
        id: found === undefined ? head : found.id === "" ? undefined : found.id,
        fields: conditions === undefined ? [] : parseConditions(text, conditions),
    };
}

/** The id that follows a kind's name: empty for none, undefined where the text does not begin with that kind. */
function idAfter(kind: Kind, head: string): string | undefined {
    const names = kind.cloud === "aws" ? [kind.name, kind.type] : [kind.name, `confluent:${kind.name}`];
    for (const name of names) {
        if (head === name) {
            return "";
        }
        if (head.startsWith(`${name}/`)) {
            return head.slice(name.length + 1);
        }
    }
    return undefined;
}

/** Values may hold commas: only one before the next `FIELD=` divides. */
function parseConditions(text: string, conditions: string): [string, string][] {
    return conditions.split(/,(?=[A-Za-z][^=,]*=)/).map((condition) => {
        const equals = condition.indexOf("=");
        if (equals < 1) {
            throw new Error(`the selector is ${JSON.stringify(text)}; allowed: ${SELECTOR_SYNTAX}.`);
        }
        return [condition.slice(0, equals), condition.slice(equals + 1)];
    });
}

function matches(found: Found, { id, fields }: Selector): boolean {
    const values = { id: found.object.id, ...valuesOf(found) };
    return (
        (id === undefined || found.object.id === id) &&
        fields.every(([field, value]) => asText(valueAt(values, parseField(field))) === value)
    );
}

function noneOf(text: string, { kind }: Selector, pool: readonly Found[]): string {
    if (pool.length === 0) {
        return `no object is ${text}: there ${kind === undefined ? "are no objects" : `is no ${kind.name}`}.`;
    }
    if (kind !== undefined) {
        return [`no object is ${text}; there are:`, ...shown(pool)].join("\n");
    }
    const ids = pool.map(({ object }) => object.id);
    const hint = nearest(text, [...ids, ...KINDS.map(({ name }) => name)]) ?? "";
    return `there is no object and no kind ${text}; did you mean ${hint}? Allowed: ${SELECTOR_SYNTAX}.`;
}

function severalOf(text: string, candidates: readonly Found[]): string {
    return [`${candidates.length} objects are ${text}; it has to be one of:`, ...shown(candidates)].join("\n");
}

function shown(found: readonly Found[]): string[] {
    const left = found.length - MOST_SHOWN;
    return [
        ...found.slice(0, MOST_SHOWN).map((one) => `  ${describe(one)}`),
        ...(left > 0 ? [`  and ${left} more`] : []),
    ];
}
