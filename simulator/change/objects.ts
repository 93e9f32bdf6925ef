import { TYPES } from "../aws/types";
import { isProps } from "../provider/values";
import { CONFLUENT_KINDS, type AwsObject, type ConfluentKind, type ConfluentObject, type World } from "../world";

/** What selectors call objects: a Confluent kind, or an AWS type by its short name such as `ec2.Route`. */
export type Kind =
    | { readonly cloud: "aws"; readonly name: string; readonly type: string }
    | { readonly cloud: "confluent"; readonly name: ConfluentKind };

/** One object of either cloud, as it is in the world. */
export type Found =
    | { readonly kind: Extract<Kind, { cloud: "aws" }>; readonly object: AwsObject }
    | { readonly kind: Extract<Kind, { cloud: "confluent" }>; readonly object: ConfluentObject };

export const KINDS: readonly Kind[] = [
    ...Object.values(TYPES)
        // The account is the simulator's own book-keeping.
        .filter((type) => type !== TYPES.account)
        .map((type) => ({ cloud: "aws", name: shortName(type), type }) as const),
    ...CONFLUENT_KINDS.map((name) => ({ cloud: "confluent", name }) as const),
];

/** `ec2.Route` for `aws:ec2/route:Route`. */
function shortName(type: string): string {
    const [, place = "", name = ""] = type.split(":");
    return `${place.split("/")[0] ?? ""}.${name}`;
}

/** Everything in both clouds, what was there before the stack included. */
export function allObjects(world: World): Found[] {
    return KINDS.flatMap((kind): Found[] =>
        kind.cloud === "aws"
            ? world.aws(kind.type).map((object) => ({ kind, object }))
            : Object.values(world.data.confluent[kind.name]).map((object) => ({ kind, object })),
    );
}

/** What the service knows about the object. */
export function valuesOf(found: Found): Record<string, unknown> {
    return found.kind.cloud === "aws" ? (found.object as AwsObject).props : (found.object as ConfluentObject).spec;
}

/** A field's place: a property, or one key of a map in it. Keys may have dots in them: `config.retention.ms`. */
export interface Field {
    readonly property: string;
    readonly key?: string;
}

export function parseField(text: string): Field {
    const dot = text.indexOf(".");
    return dot < 0 ? { property: text } : { property: text.slice(0, dot), key: text.slice(dot + 1) };
}

/** The field's value, undefined where there is none. */
export function valueAt(values: Record<string, unknown>, { property, key }: Field): unknown {
    const value = values[property];
    return key === undefined ? value : isProps(value) ? value[key] : undefined;
}

/** A value as selectors and messages write it. */
export function asText(value: unknown): string {
    return typeof value === "string" ? value : value === undefined ? "(none)" : JSON.stringify(value);
}

const SHOWN_FIELDS = 4;

/** An object in one line, by its selector and a few of its fields; never with a secret. */
export function describe(found: Found): string {
    const fields = Object.entries(valuesOf(found))
        .filter(([name, value]) => isTelling(value) && name !== "secret" && value !== found.object.id)
        .map(([name, value]) => `${name}=${asText(value)}`);
    return [`${found.kind.name}/${found.object.id}`, ...fields.slice(0, SHOWN_FIELDS)].join("  ");
}

function isTelling(value: unknown): boolean {
    return (typeof value === "string" && value !== "" && !value.startsWith("arn:")) || typeof value === "number";
}
