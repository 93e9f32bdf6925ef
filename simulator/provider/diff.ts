import { UNKNOWN, type Props, type ResourceModel } from "./model";
import { isProps, same, valueAt } from "./values";

export interface Difference {
    /** Top-level inputs that differ. */
    readonly changed: string[];
    /** The part of them that cannot change in place. */
    readonly replaced: string[];
}

/**
 * Compares inputs as a bridged provider does: a value that is not known yet counts as different, and one that the
 * service chooses where the program says nothing is left alone. `state` holds what the service last reported.
 */
export function difference(model: ResourceModel, olds: Props, news: Props, state: Props = {}): Difference {
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const isLeft = (key: string) => model.computed.includes(key) && news[key] === undefined;
    const differs = (key: string) => {
        const settles = model.settles?.[key];
        return settles === undefined ? !same(olds[key], news[key]) : !settles(state[key], news[key]);
    };
    const changed = keys.filter((key) => !isLeft(key) && differs(key));
    const forced = model.replaceOn.filter((path) => !same(valueAt(olds, path), valueAt(news, path)));
    const sometimes = changed.filter((key) => model.replaceWhen?.[key]?.(olds[key], news[key]) === true);
    const replaced = [...new Set([...forced.map((path) => path.split(".")[0] ?? path), ...sometimes])];
    return { changed, replaced: replaced.filter((key) => changed.includes(key)) };
}

/**
 * The new inputs with the old values at the paths of `ignoreChanges`: `tags`, `tags.owner`, `config["a.b"]`, `rules[0]`;
 * `*` stands for every key. What lies beside such a path still counts.
 */
export function withoutIgnored(olds: Props, news: Props, paths: readonly string[]): Props {
    return paths.reduce((inputs, path) => restored(olds, inputs, keysOf(path)) as Props, news);
}

function keysOf(path: string): string[] {
    const found = path.matchAll(/\["(?<quoted>[^"]*)"\]|(?<plain>[^.[\]]+)/g);
    return Array.from(found, ({ groups }) => groups?.quoted ?? groups?.plain ?? "");
}

function restored(old: unknown, fresh: unknown, [key, ...rest]: readonly string[]): unknown {
    if (key === undefined) {
        return old;
    }
    if (Array.isArray(old) && Array.isArray(fresh)) {
        const isMeant = (index: number) => key === "*" || key === String(index);
        return fresh.map((item, index) => (isMeant(index) ? restored(old[index], item, rest) : (item as unknown)));
    }
    if (!isProps(fresh)) {
        return fresh;
    }
    const before = isProps(old) ? old : {};
    const keys = key === "*" ? [...Object.keys(before), ...Object.keys(fresh)] : [key];
    return { ...fresh, ...Object.fromEntries(keys.map((one) => [one, restored(before[one], fresh[one], rest)])) };
}

/** What a preview of a create can say: the inputs, and "not known yet" for what only the service decides. */
export function previewOfCreate(model: ResourceModel, inputs: Props): Props {
    const computed = model.computed.filter((key) => !key.includes("."));
    const preview = { ...Object.fromEntries(computed.map((key) => [key, UNKNOWN])), ...inputs };
    return nestedPaths(model).reduce((values, path) => withNested(values, path, UNKNOWN), preview);
}

/** What a preview of an update can say: the old outputs with the new inputs over them. */
export function previewOfUpdate(model: ResourceModel, state: Props, changed: readonly string[], inputs: Props): Props {
    const unknown = changed.flatMap((key) => model.recomputedOn?.[key] ?? []);
    const preview = { ...state, ...inputs, ...Object.fromEntries(unknown.map((key) => [key, UNKNOWN])) };
    return nestedPaths(model).reduce((values, path) => {
        const [outer = ""] = path.split(".");
        const isList = Array.isArray(preview[outer]);
        if (isList && !changed.includes(outer)) {
            return { ...values, [outer]: state[outer] };
        }
        return withNested(values, path, isList ? UNKNOWN : valueAt(state, path));
    }, preview);
}

/** What the program's inputs would be, were it to describe the object as it was read. */
export function inputsAsRead(model: ResourceModel, inputs: Props, outputs: Props): Props {
    const keys = Object.keys(inputs).length === 0 ? Object.keys(outputs) : Object.keys(inputs);
    const read = Object.fromEntries(keys.map((key) => [key, key in outputs ? outputs[key] : inputs[key]]));
    const added = nestedPaths(model).filter((path) => valueAt(inputs, path) === undefined);
    return added.reduce((values, path) => {
        const [outer = "", inner = ""] = path.split(".");
        const [asked, found] = [inputs[outer], values[outer]];
        return Array.isArray(found)
            ? { ...values, [outer]: found.map((item, index) => withoutAdded(asked, item, index, inner)) }
            : withNested(values, path, undefined);
    }, read);
}

/** Computed outputs that lie inside input objects, or inside the entries of input lists. */
function nestedPaths({ computed }: ResourceModel): string[] {
    return computed.filter((path) => path.includes("."));
}

/** An entry of a list without what the service has added to it: a value that the input's entry at its place lacks. */
function withoutAdded(asked: unknown, item: unknown, index: number, key: string): unknown {
    const entry: unknown = Array.isArray(asked) ? asked[index] : undefined;
    return isProps(item) && (!isProps(entry) || entry[key] === undefined) ? { ...item, [key]: undefined } : item;
}

/**
 * Puts a value into the object that `path`, of two parts, leads into, and into the entries of a list that have none;
 * does nothing where there is neither.
 */
function withNested(values: Props, path: string, value: unknown): Props {
    const [outer = "", inner = ""] = path.split(".");
    const object = values[outer];
    if (Array.isArray(object)) {
        const items = object.map((item: unknown) => (isProps(item) ? { [inner]: value, ...item } : item));
        return { ...values, [outer]: items };
    }
    return isProps(object) ? { ...values, [outer]: { ...object, [inner]: value } } : values;
}
