import type { RawSettings } from "../support/rawSettings";

/** Names of a stack's own, and what each stands for. */
type Keys = readonly (readonly [key: string, stands: string])[];

/**
 * A resource's name with every name of the stack's own replaced by what it stands for: `sandbox-shared-source` becomes
 * `<bidirectional>-source`. Fixed words such as `runner` stay.
 */
export function roleOf(name: string, settings: RawSettings): string {
    return [...keysOf(settings), ...IDS].reduce((text, [key, stands]) => text.replace(place(key), stands), name);
}

/** Ids that a configuration gives: zones and parts of the hub. */
const IDS: Keys = [
    ["(?:[a-z]+\\d-az\\d+)", "<zone>"],
    ["(?:[a-z]+-[0-9a-f]{17})", "<id>"],
];

/** A key is a part of a name of its own, never of another word. */
function place(key: string): RegExp {
    return new RegExp(`(?<![\\w<])${key}(?![\\w>])`, "g");
}

/** The longest first: a link is often called after its clusters. */
function keysOf({ links, clusters, privateNetworks }: Partial<RawSettings>): Keys {
    const topics = Object.values(clusters ?? {}).flatMap((cluster) => Object.keys(cluster.topics ?? {}));
    const clients = Object.values(clusters ?? {}).flatMap((cluster) => Object.keys(cluster.clients ?? {}));
    const networks = Object.entries(privateNetworks ?? {});
    const named: Keys = [
        ...Object.entries(links ?? {}).map(([key, { mode }]) => [key, `<${mode}>`] as const),
        ...Object.entries(clusters ?? {}).map(([key, { type }]) => [key, `<${type}>`] as const),
        ...networks.map(([key, { connectivity }]) => [key, `<${connectivity ?? "attachment"}>`] as const),
        ...topics.map((key) => [key, "<topic>"] as const),
        ...clients.map((key) => [key, "<client>"] as const),
    ];
    return named
        .map(([key, stands]) => [key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), stands] as const)
        .sort(([a], [b]) => b.length - a.length);
}
