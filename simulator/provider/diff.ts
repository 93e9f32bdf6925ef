import { UNKNOWN, type Props, type ResourceModel } from "./model";
import { isProps, same, valueAt } from "./values";

export interface Difference {
    /** Top-level inputs that differ. */
    readonly changed: string[];
    /** The part of them that cannot change in place. */
    readonly replaced: string[];
}

/** Compares inputs as a bridged provider does: a value that is not known yet counts as different. */
export function difference(model: ResourceModel, olds: Props, news: Props): Difference {
    const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changed = keys.filter((key) => !same(olds[key], news[key]));
    const forced = model.replaceOn.filter((path) => !same(reach(olds, path), reach(news, path)));
    const sometimes = changed.filter((key) => model.replaceWhen?.[key]?.(olds[key], news[key]) === true);
    const replaced = [...new Set([...forced.map((path) => path.split(".")[0] ?? path), ...sometimes])];
    return { changed, replaced: replaced.filter((key) => changed.includes(key)) };
}

/** Where an outer value is unknown, so is everything in it. */
function reach(props: Props, path: string): unknown {
    const [first = "", ...rest] = path.split(".");
    const value = props[first];
    return value === UNKNOWN || rest.length === 0 || !isProps(value) ? value : valueAt(value, rest.join("."));
}

/** What a preview of a create can say: the inputs, and "not known yet" for what only the service decides. */
export function previewOfCreate(model: ResourceModel, inputs: Props): Props {
    return { ...Object.fromEntries(model.computed.map((key) => [key, UNKNOWN])), ...inputs };
}

/** What a preview of an update can say: the old outputs with the new inputs over them. */
export function previewOfUpdate(model: ResourceModel, state: Props, changed: readonly string[], inputs: Props): Props {
    const unknown = changed.flatMap((key) => model.recomputedOn?.[key] ?? []);
    return { ...state, ...inputs, ...Object.fromEntries(unknown.map((key) => [key, UNKNOWN])) };
}
