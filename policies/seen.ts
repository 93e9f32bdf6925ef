import type { PolicyResource, PolicyResourceOptions } from "@pulumi/policy";

/** What stands for a value that a preview does not know yet. */
export const UNKNOWN = Symbol("unknown");

export type Props = Readonly<Record<string, unknown>>;

/** A resource as rules see it. */
export interface Seen {
    readonly type: string;
    readonly urn: string;
    /** Inputs, or in rules about a whole stack outputs; what is not known yet is {@link UNKNOWN}. */
    readonly props: Props;
    readonly protect: boolean;
    /** Names of outputs that are secret whatever they come from. */
    readonly secretOutputs: readonly string[];
}

/** The same in its stack. */
export interface SeenInStack extends Seen {
    /** URN of the component that it belongs to. */
    readonly parent: string | undefined;
    /** The resources that its properties come from, by property. */
    readonly sources: Readonly<Record<string, readonly SeenInStack[]>>;
}

interface Given {
    readonly type: string;
    readonly urn: string;
    readonly props: Props;
    readonly opts: Pick<PolicyResourceOptions, "protect" | "additionalSecretOutputs">;
}

export function seen({ type, urn, props, opts }: Given): Seen {
    return {
        type,
        urn,
        props: plain(props) as Props,
        protect: opts.protect,
        secretOutputs: opts.additionalSecretOutputs,
    };
}

/** All resources of a stack, with each other as their sources. */
export function seenInStack(resources: readonly PolicyResource[]): SeenInStack[] {
    const links = resources.map((resource) => {
        const sources: Record<string, SeenInStack[]> = {};
        return { resource, own: { ...seen(resource), parent: resource.parent?.urn, sources } };
    });
    const byUrn = new Map(links.map(({ own }) => [own.urn, own]));
    for (const { resource, own } of links) {
        for (const [property, sources] of Object.entries(resource.propertyDependencies)) {
            own.sources[property] = sources.flatMap(({ urn }) => byUrn.get(urn) ?? []);
        }
    }
    return links.map(({ own }) => own);
}

/** A copy that can be read without care: the SDK's own properties throw where they are not known yet. */
function plain(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (Array.isArray(value)) {
        const list: readonly unknown[] = value;
        return [...list.keys()].map((index) => known(() => list[index]));
    }
    const map = value as Props;
    return Object.fromEntries(Object.keys(map).map((key) => [key, known(() => map[key])]));
}

function known(read: () => unknown): unknown {
    try {
        return plain(read());
    } catch {
        return UNKNOWN;
    }
}

/** A text; undefined for anything else, such as what is not known yet. */
export function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** The texts in a list; none in anything else. */
export function texts(value: unknown): string[] {
    return Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : [];
}

/** Stack and project that a URN names: `urn:pulumi:STACK::PROJECT::…`. */
export function placeOf(urn: string): { readonly stack: string; readonly project: string } {
    const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
    return { stack, project };
}
