import * as pulumi from "@pulumi/pulumi";

/** Where earlier releases had resources: gives the URN that one had there, by its type and name. */
export type FormerPlace = (type: string, name: string) => pulumi.Input<string>;

/** In components, named by their types from the outermost on, that were in `outer` or at the top of the program. */
export function formerPlace(outer: pulumi.Resource | undefined, ...components: readonly string[]): FormerPlace {
    const urn = (start: string, type: string, name: string) => `${start}${[...components, type].join("$")}::${name}`;
    return (type, name) =>
        outer === undefined
            ? urn(`urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::`, type, name)
            : outer.urn.apply((of) => urn(`${of.slice(0, of.lastIndexOf("::"))}$`, type, name));
}

/** Whose a resource is. */
export interface HeldOptions {
    readonly parent: pulumi.Resource;
    readonly transformations?: pulumi.ResourceTransformation[];
}

/**
 * Options of what `parent` holds now and other components held before, so that none of it is made anew. What is in it
 * follows by itself. An alias that is a whole URN costs a tenth of one that names a former parent, which would be as much
 * as the resource.
 */
export function heldBy(parent: pulumi.Resource, ...places: readonly FormerPlace[]): HeldOptions {
    const aliased: pulumi.ResourceTransformation = ({ type, name, props, opts }) =>
        opts.parent === parent
            ? { props, opts: { ...opts, aliases: places.map((place) => place(type, name)) } }
            : undefined;
    return { parent, transformations: [aliased] };
}
