import type { Recording, Registration } from "../../tests/support/recording";
import { isSecret } from "../../tests/support/secrets";

/** How a recorded input travels: a value, a part of another resource's outputs, or a text with such parts in it. */
export type FloorValue =
    | { readonly literal: unknown }
    | { readonly output: OutputPath }
    | { readonly text: readonly (string | OutputPath)[] }
    | { readonly list: readonly FloorValue[] }
    | { readonly map: Readonly<Record<string, FloorValue>> }
    | { readonly secret: FloorValue };

/** A resource by its place in the list, and where in its outputs a value is; an empty path is its id. */
export interface OutputPath {
    readonly resource: number;
    readonly path: readonly (string | number)[];
}

/** One provider resource of the program, without the components around it. */
export interface FloorResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, FloorValue>>;
    /** Places of resources that come first and give none of the inputs. */
    readonly dependsOn: readonly number[];
    /** Place of the resource that it goes with. */
    readonly deletedWith?: number;
    readonly deleteBeforeReplace: boolean;
    readonly additionalSecretOutputs: readonly string[];
}

/** Shorter texts are no ids: they stand in other texts by chance. */
const SHORTEST_PART = 6;

/**
 * The floor: what the program registers with providers, each after what it needs, with the same inputs, and nothing
 * else. An input that was another resource's output is that again, so that the floor can be brought up.
 */
export function floorOf({ resources }: Pick<Recording, "resources">): FloorResource[] {
    const own = resources.filter(({ type }) => !type.startsWith("pulumi:"));
    const sorted = inOrder(own);
    const places = new Map(sorted.map(({ urn }, index) => [urn, index]));
    const outputs = sorted.map(outputsOf);
    return sorted.map((each) => {
        const placed = (urns: readonly string[]) => urns.flatMap((urn) => places.get(urn) ?? []);
        const sources = Object.values(each.inputsFrom).flat();
        const deletedWith = places.get(each.deletedWith);
        const entries = Object.entries(each.inputs).map(([key, value]): [string, FloorValue] => {
            const known = placed(each.inputsFrom[key] ?? []).map((resource) => ({
                resource,
                leaves: outputs[resource] ?? [],
            }));
            return [key, floorValue(value, known)];
        });
        return {
            type: each.type,
            name: each.name,
            inputs: Object.fromEntries(entries),
            dependsOn: placed(each.dependencies.filter((urn) => !sources.includes(urn))),
            ...(deletedWith === undefined ? {} : { deletedWith }),
            deleteBeforeReplace: each.deleteBeforeReplace,
            additionalSecretOutputs: each.additionalSecretOutputs,
        };
    });
}

/** Each after what it depends on. */
function inOrder(resources: readonly Registration[]): Registration[] {
    const byUrn = new Map(resources.map((each) => [each.urn, each]));
    const placed = new Set<Registration>();
    const place = (each: Registration): void => {
        if (!placed.has(each)) {
            const earlier = [...each.dependencies, each.deletedWith].flatMap((urn) => byUrn.get(urn) ?? []);
            earlier.forEach(place);
            placed.add(each);
        }
    };
    resources.forEach(place);
    return [...placed];
}

interface Leaf {
    readonly path: readonly (string | number)[];
    readonly text: string;
}

interface Source {
    readonly resource: number;
    readonly leaves: readonly Leaf[];
}

/** All texts in a resource's outputs, its id first. */
function outputsOf({ id, state }: Registration): Leaf[] {
    return [{ path: [], text: id }, ...leavesOf(state, [])];
}

function leavesOf(value: unknown, path: readonly (string | number)[]): Leaf[] {
    const plain = unwrapped(value);
    if (typeof plain === "string") {
        return [{ path, text: plain }];
    }
    if (Array.isArray(plain)) {
        return plain.flatMap((item, index) => leavesOf(item, [...path, index]));
    }
    const entries = typeof plain === "object" && plain !== null ? Object.entries(plain) : [];
    return entries.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

function unwrapped(value: unknown): unknown {
    return isSecret(value) ? value.value : value;
}

function floorValue(value: unknown, sources: readonly Source[]): FloorValue {
    if (isSecret(value)) {
        return { secret: floorValue(value.value, sources) };
    }
    if (typeof value === "string") {
        return textValue(value, sources);
    }
    if (Array.isArray(value)) {
        return { list: value.map((item) => floorValue(item, sources)) };
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).map(([key, item]) => [key, floorValue(item, sources)]);
        return { map: Object.fromEntries(entries) as Record<string, FloorValue> };
    }
    return { literal: value };
}

function textValue(text: string, sources: readonly Source[]): FloorValue {
    const candidates = sources
        .flatMap(({ resource, leaves }) => leaves.map((leaf) => ({ resource, ...leaf })))
        .filter((leaf) => leaf.text.length >= SHORTEST_PART && text.includes(leaf.text));
    const same = candidates.find((leaf) => leaf.text === text);
    if (same !== undefined) {
        return { output: { resource: same.resource, path: same.path } };
    }
    const longest = candidates.toSorted((left, right) => right.text.length - left.text.length)[0];
    if (longest === undefined) {
        return { literal: text };
    }
    const [before = "", ...after] = text.split(longest.text);
    return { text: [before, { resource: longest.resource, path: longest.path }, after.join(longest.text)] };
}
