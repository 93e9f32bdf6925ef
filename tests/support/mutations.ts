import { inspect } from "node:util";
import * as fc from "fast-check";
import type { Configuration } from "./configurations";

type Entries = Record<string, unknown>;

/** Breaks one place of a configuration, in place. */
type Mutation = (parent: Entries, step: string) => void;

const ODD_TEXTS = [
    ...["", " ", ".", "..", "__proto__", "constructor", "toString", "\u0000", "💥", "ß", "a b", "A", "null", "[]"],
    ...["10.0.0.1/20", "010.0.0.0/8", "10.0/16", "10.0.0.0/33", "0.0.0.0/0", "10.0.0.0", "::/0", "169.254.0.0/16"],
    ...["10.0.0.0/16", "10.0.4.0/22", "255.255.255.255/32", "0x0a.0.0.0/8", "10.0.0.0/-1", "10.0.0.0/1e1"],
    ...["us-east-1a", "use1-az1", "use1-az99", "vpc-00000000000000001", "rtb-1", "env-", "lkc-abc123", "tgw-rtb-0"],
    ...["bidirectional", "destination-initiated", "dedicated", "enterprise", "HIGH", "MULTI_ZONE", "true"],
    "x".repeat(2000),
    `${"[".repeat(200)}${"]".repeat(200)}`,
];
const ODD_VALUES: readonly (() => unknown)[] = [
    ...[null, undefined, true, false, 0, -0, -1, 0.5, 1e308, 2 ** 53, Number.NaN, Infinity].map((value) => () => value),
    () => [],
    () => ({}),
    () => [[]],
    () => [null],
    () => ({ a: { b: { c: {} } } }),
    () => Object.create(null) as unknown,
    () => JSON.parse('{"__proto__":{"type":"dedicated","cku":1}}') as unknown,
    () => Object.create({ type: "dedicated" }) as unknown,
    () => new Date(0),
    () => new Map([["a", 1]]),
    () => new Proxy({}, {}),
    () => () => 1,
    () => Symbol("odd"),
    () => 10n ** 30n,
    () => Array.from({ length: 30 }, (_, index) => `10.${index % 200}.0.0/16`),
    () => Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`k${index}`, {}])),
];

const oddValue = fc.oneof(
    fc.constantFrom(...ODD_TEXTS),
    fc.constantFrom(...ODD_VALUES).map((make) => make()),
    fc.string(),
    fc.integer(),
);
const oddKey = fc.oneof(
    fc.constantFrom("__proto__", "constructor", "prototype", "hasOwnProperty", "", "toString", "name", "type", "0"),
    fc.constantFrom("vpcCidr", "zoneIds", "cku", "mode", "source", "topics", "config", "routeTableIds", "mirrorTopic"),
    fc.string({ maxLength: 6 }),
);

/** Unlike an assignment this makes an entry of `__proto__` too. */
function put(parent: object, step: string, value: unknown): void {
    Object.defineProperty(parent, step, { value, enumerable: true, configurable: true, writable: true });
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
    oddValue.map((value): Mutation => (parent, step) => {
        put(parent, step, value);
    }),
    fc.constant<Mutation>((parent, step) => {
        Reflect.deleteProperty(parent, step);
    }),
    fc.tuple(oddKey, oddValue).map(([key, value]): Mutation => (parent, step) => {
        const inside = parent[step];
        put(typeof inside === "object" && inside !== null ? inside : parent, key, value);
    }),
    oddKey.map((key): Mutation => (parent, step) => {
        put(parent, key, parent[step]);
        Reflect.deleteProperty(parent, step);
    }),
    fc.constant<Mutation>((parent, step) => {
        put(parent, step, [parent[step], parent[step]]);
    }),
    fc.constant<Mutation>((parent, step) => {
        put(parent, step, inspect(parent[step]));
    }),
    fc.constant<Mutation>((parent, step) => {
        // A map for a list, and a list for a map.
        const value = parent[step];
        if (typeof value === "object" && value !== null) {
            put(parent, step, Array.isArray(value) ? Object.fromEntries(value.entries()) : Object.values(value));
        }
    }),
    // More of the same kind, which may well be right.
    ...[1, 2, 3].map(() =>
        fc.nat({ max: 20 }).map((number): Mutation => (parent, step) => {
            put(parent, step, alike(parent[step], number));
        }),
    ),
    fc.nat().map((other): Mutation => (parent, step) => {
        // What stands elsewhere in the same map or list.
        const keys = Object.keys(parent);
        put(parent, step, structuredCopy(parent[keys[other % keys.length] ?? step]));
    }),
);

/** Another value of the same kind. */
function alike(value: unknown, number: number): unknown {
    switch (typeof value) {
        case "number":
            return number;
        case "boolean":
            return !value;
        case "string":
            return number % 2 === 0 ? `${value}${number}` : value.slice(0, -1);
        default:
            return Array.isArray(value) ? value.toReversed() : value;
    }
}

/** Configurations with one to three places broken. */
export function mutated(base: fc.Arbitrary<Configuration>): fc.Arbitrary<Configuration> {
    const changes = fc.array(fc.tuple(fc.noBias(fc.nat()), mutation), { minLength: 1, maxLength: 3 });
    const region = fc.oneof(
        { arbitrary: fc.constant(undefined), weight: 20 },
        { arbitrary: fc.constantFrom(...ODD_TEXTS), weight: 1 },
    );
    return fc.tuple(base, changes, region).map(([configuration, mutations, odd]) => {
        const raw = structuredCopy(configuration.raw) as Entries;
        for (const [where, change] of mutations) {
            change(...placeIn(raw, where));
        }
        return { region: odd ?? configuration.region, raw };
    });
}

/** An entry of some map or list, the digits of `where` choosing at each depth whether and where to go on. */
function placeIn(parent: Entries, where: number): Parameters<Mutation> {
    const steps = Object.keys(parent);
    const step = steps[where % steps.length] ?? "";
    const rest = Math.floor(where / Math.max(1, steps.length));
    const inside = parent[step];
    const goesOn = typeof inside === "object" && inside !== null && Object.keys(inside).length > 0 && rest % 5 > 0;
    return goesOn ? placeIn(inside as Entries, Math.floor(rest / 5)) : [parent, step];
}

/** A copy of maps and lists; anything else, odd as it may be, is kept. */
function structuredCopy(value: unknown): unknown {
    if (Array.isArray(value)) {
        return Array.from(value, structuredCopy);
    }
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
        return value;
    }
    const copy = {};
    for (const [key, inner] of Object.entries(value)) {
        put(copy, key, structuredCopy(inner));
    }
    return copy;
}
