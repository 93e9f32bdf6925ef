import type { Seen, SeenInStack } from "../../../policies/seen";

/** A resource of the dev stack with these properties. */
export function seen(type: string, props: Seen["props"], change: Partial<Seen> = {}): Seen {
    const urn = `urn:pulumi:dev::project::${type}::it`;
    return { type, urn, props, protect: false, secretOutputs: [], ...change };
}

/** The same in a stack, under a name of its own. */
export function inStack(
    name: string,
    type: string,
    props: Seen["props"] = {},
    change: Partial<SeenInStack> = {},
): SeenInStack {
    const urn = `urn:pulumi:dev::project::${type}::${name}`;
    return { ...seen(type, props), urn, parent: undefined, sources: {}, ...change };
}
