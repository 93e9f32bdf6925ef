import type { AwsObject, ConfluentObject, World } from "../world";
import { asText, parseField, valueAt, valuesOf, type Found } from "./objects";
import { deleteObject } from "./removal";
import { select, SELECTOR_SYNTAX } from "./selector";
import { assigned, parseAssignment } from "./values";

export const CHANGE_SYNTAX = `change delete SELECTOR
change set SELECTOR FIELD=VALUE...
    SELECTOR is ${SELECTOR_SYNTAX}`;

/** What was done to one object behind the program's back. */
export interface Change {
    readonly verb: "delete" | "set";
    readonly cloud: "aws" | "confluent";
    /** Short name of the kind, such as `ec2.Route` or `topics`. */
    readonly kind: string;
    readonly id: string;
    /** The fields that were set, as text. */
    readonly fields: Readonly<Record<string, { readonly before: string; readonly after: string }>>;
}

/**
 * Deletes or alters one object of the simulated clouds: `["delete", selector]` or `["set", selector, "field=value"…]`.
 * Throws, with nothing changed, where that is not understood, the selector does not mean exactly one object, or the
 * service refuses.
 */
export async function applyChange(world: World, operands: readonly string[]): Promise<Change> {
    const [verb, selector, ...assignments] = operands;
    if (verb === "delete" && selector !== undefined && assignments.length === 0) {
        const found = select(world, selector);
        await deleteObject(world, found);
        return { verb, ...named(found), fields: {} };
    }
    if (verb === "set" && selector !== undefined && assignments.length > 0) {
        const found = select(world, selector);
        return { verb, ...named(found), fields: setFields(world, found, assignments) };
    }
    throw new Error(`not understood: change ${operands.join(" ")}\nAllowed:\n${CHANGE_SYNTAX}`);
}

function named({ kind, object }: Found): Pick<Change, "cloud" | "kind" | "id"> {
    return { cloud: kind.cloud, kind: kind.name, id: object.id };
}

function setFields(world: World, found: Found, assignments: readonly string[]): Change["fields"] {
    const before = valuesOf(found);
    const after = assignments.map(parseAssignment).reduce(assigned, before);
    if (found.kind.cloud === "aws") {
        (found.object as AwsObject).props = after;
    } else {
        (found.object as ConfluentObject).spec = after;
    }
    world.changed();
    const names = assignments.map((text) => text.slice(0, text.indexOf("=")));
    const shown = (values: Record<string, unknown>, name: string): string =>
        name === "secret" ? "[secret]" : asText(valueAt(values, parseField(name)));
    return Object.fromEntries(names.map((name) => [name, { before: shown(before, name), after: shown(after, name) }]));
}
