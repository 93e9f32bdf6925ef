import { isProps } from "../../simulator/provider/values";
import type { Recorded } from "../../simulator/engine/stateFile";
import { resourceName } from "../../simulator/engine/urns";
import { UNKNOWN } from "../drift/steps";

type Values = Readonly<Record<string, unknown>>;

/** One resource of a stack, whatever told of it: its state, the plan of a preview, or the program itself. */
export interface Item {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    /** The provider's id; undefined for components, and before there is one. */
    readonly id?: string | undefined;
    /** URN of the component that it belongs to. */
    readonly parent?: string | undefined;
    readonly inputs: Values;
    readonly outputs: Values;
    /** The URNs that an input's value comes from, by input. */
    readonly from: Readonly<Record<string, readonly string[]>>;
    /** The URNs that it waits for. */
    readonly dependencies: readonly string[];
}

/** What `pulumi preview --json --show-sames` writes, as far as it is read here. */
export interface PlanDocument {
    readonly steps?: readonly { readonly op: string; readonly newState?: Recorded }[];
    readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

const COMPONENT = /^confluent-cluster-linking:index:/;

/** How a preview writes what it cannot know yet, and a mask what it may not tell. */
const UNTOLD = [UNKNOWN, "[secret]"];

/** The items of a state; what only waits to be deleted is left out. */
export function itemsOfState(resources: readonly Recorded[]): Item[] {
    return resources.flatMap((resource) => (resource.delete === true ? [] : itemOf(resource)));
}

/** What a plan leads to. */
export function itemsOfPlan({ steps = [] }: PlanDocument): Item[] {
    const kept = steps.filter(({ op }) => !op.includes("delete") && !op.startsWith("discard") && op !== "refresh");
    const last = new Map(
        kept.flatMap(({ newState }) => (newState?.urn === undefined ? [] : [[newState.urn, newState]])),
    );
    return [...last.values()].flatMap(itemOf);
}

function itemOf({ type, urn, id, parent, inputs, outputs, ...waits }: Recorded): Item[] {
    if (urn === undefined) {
        return [];
    }
    const from = Object.entries(waits.propertyDependencies ?? {}).map(([input, urns]) => [input, urns ?? []] as const);
    const name = resourceName(urn);
    const told = { inputs: inputs ?? {}, outputs: outputs ?? {}, from: Object.fromEntries(from) };
    return [{ type, name, urn, id, parent, ...told, dependencies: waits.dependencies ?? [] }];
}

/** A plain text; undefined for anything else, above all for secrets and what is not known yet. */
export function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" && !UNTOLD.includes(value) ? value : undefined;
}

/** The block that a property holds: in a list of one, or by itself. */
export function blockOf(value: unknown): Values {
    const [only] = Array.isArray(value) ? (value as unknown[]) : [value];
    return isProps(only) ? only : {};
}

/** The type of a component without its package, such as `PrivateNetwork`; undefined for all else. */
export function componentType({ type }: Item): string | undefined {
    return type.startsWith("confluent-cluster-linking:index:") ? type.replace(COMPONENT, "") : undefined;
}

/** The items of a stack by name, and how they hang together. */
export class Items {
    readonly all: readonly Item[];
    private readonly byUrn: ReadonlyMap<string, Item>;

    constructor(items: readonly Item[]) {
        this.all = items.toSorted((left, right) => (left.name < right.name ? -1 : 1));
        this.byUrn = new Map(items.map((item) => [item.urn, item]));
    }

    /** All of a type, such as `aws:ec2/vpc:Vpc`. */
    ofType(...types: readonly string[]): Item[] {
        return this.all.filter(({ type }) => types.includes(type));
    }

    /** All components of a type, without the package: `PrivateNetwork`. */
    components(type: string): Item[] {
        return this.all.filter((item) => componentType(item) === type);
    }

    /** The components around an item, the nearest first. */
    around(item: Item): Item[] {
        const parent = item.parent === undefined ? undefined : this.byUrn.get(item.parent);
        return parent === undefined ? [] : [parent, ...this.around(parent)];
    }

    /** The nearest component of a type around an item. */
    within(item: Item, type: string): Item | undefined {
        return this.around(item).find((each) => componentType(each) === type);
    }

    /** Items of a type in a component, at whatever depth. */
    inside(component: Item, ...types: readonly string[]): Item[] {
        return this.ofType(...types).filter((item) => this.around(item).includes(component));
    }

    /** The item that an input names: by its id or, where that is not known yet, by where the value comes from. */
    target(item: Item, input: string, types: readonly string[]): Item | undefined {
        const id = idIn(item.inputs[input]);
        const candidates = this.ofType(...types);
        const byId = id === undefined ? undefined : candidates.find((each) => each.id === id);
        return byId ?? (id === undefined ? this.origin(item, input, candidates) : undefined);
    }

    private origin({ from }: Item, input: string, candidates: readonly Item[]): Item | undefined {
        const urns = from[input] ?? [];
        return candidates.find(({ urn }) => urns.includes(urn));
    }
}

/** The id that a property holds: as text, or in a block. */
export function idIn(value: unknown): string | undefined {
    return textOf(value) ?? textOf(blockOf(value).id);
}
