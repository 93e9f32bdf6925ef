import { unknownValue } from "./rpc";
import { UNKNOWN, type Props } from "./model";

/** Values as the engine sends them (secrets already unwrapped by it), with the engine's marker turned into `UNKNOWN`. */
export function fromEngine(value: unknown): unknown {
    if (value === unknownValue) {
        return UNKNOWN;
    }
    if (Array.isArray(value)) {
        return value.map(fromEngine);
    }
    return isProps(value) ? mapProps(value, fromEngine) : value;
}

/** The way back; properties without a value are left out. */
export function toEngine(value: unknown): unknown {
    if (value === UNKNOWN) {
        return unknownValue;
    }
    if (Array.isArray(value)) {
        return value.map(toEngine);
    }
    return isProps(value) ? mapProps(value, toEngine) : value;
}

export function isProps(value: unknown): value is Props {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a dotted path: undefined where the path ends early, unknown where an outer value is. */
export function valueAt(props: Props, path: string): unknown {
    const step = (value: unknown, key: string) =>
        isProps(value) ? value[key] : value === UNKNOWN ? UNKNOWN : undefined;
    return path.split(".").reduce<unknown>(step, props);
}

/** Deep equality of plain values; an unknown equals nothing. */
export function same(left: unknown, right: unknown): boolean {
    if (Array.isArray(left) && Array.isArray(right)) {
        return left.length === right.length && left.every((item, index) => same(item, right[index]));
    }
    if (isProps(left) && isProps(right)) {
        return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
    }
    return left === right && left !== UNKNOWN;
}

function mapProps(props: Props, convert: (value: unknown) => unknown): Props {
    return Object.fromEntries(
        Object.entries(props)
            .filter(([, value]) => value !== undefined)
            .map(([key, value]) => [key, convert(value)]),
    );
}
