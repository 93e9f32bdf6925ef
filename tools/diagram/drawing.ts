import { shortened } from "../picture/text";
import type { Card } from "./cards";
import type { Cluster, Link } from "./confluent";
import type { Network, Part, PrivateZone } from "./networks";
import type { Topology } from "./topology";

/** Mirrors that are named; of more there is the number. */
const NAMED_MIRRORS = 3;
const LONGEST_NAME = 24;

/** Ids of the boxes of a picture. */
export const ID = {
    network: (key: string) => `network ${key}`,
    part: (key: string, index: number) => `network ${key} part ${index}`,
    gateway: "gateway",
    zone: (key: string) => `zone ${key}`,
    entrance: (key: string) => `entrance ${key}`,
    cluster: (key: string) => `cluster ${key}`,
    link: (key: string) => `link ${key}`,
} as const;

/** A network as a card. */
export function networkCard({ key, title, made, lines, parts }: Network): Card {
    return {
        id: ID.network(key),
        kind: made ? "made" : "given",
        title,
        lines,
        parts: parts.map((part, index) => partCard(part, ID.part(key, index))),
    };
}

function partCard({ title, lines }: Part, id: string): Card {
    return { id, kind: "part", title, lines, parts: [] };
}

export function gatewayCard({ gateway }: Topology): Card[] {
    if (gateway === undefined) {
        return [];
    }
    const { title, made, lines } = gateway;
    return [{ id: ID.gateway, kind: made ? "made" : "given", title, lines, parts: [] }];
}

export function zoneCard({ key, title, lines }: PrivateZone): Card {
    return { id: ID.zone(key), kind: "made", title, lines, parts: [] };
}

export function entranceCards({ entrances }: Topology): Card[] {
    return entrances.map(({ key, title, lines }) => ({ id: ID.entrance(key), kind: "made", title, lines, parts: [] }));
}

export function clusterCard({ key, title, made, lines }: Cluster): Card {
    return { id: ID.cluster(key), kind: made ? "made" : "given", title, lines, parts: [] };
}

export function linkCard(link: Link): Card {
    return { id: ID.link(link.key), kind: "link", title: `Link ${link.name}`, lines: linkLines(link), parts: [] };
}

/** How a link works, and which mirrors the stack makes in which direction. */
export function linkLines({ mode, source, destination, dials, mirrors }: Link): string[] {
    return [
        `${mode}; ${[...new Set(dials)].join(" and ")} dials`,
        ...direction(source, destination, mirrors.onDestination),
        ...(mode === "bidirectional" ? direction(destination, source, mirrors.onSource) : []),
    ];
}

function direction(from: string, to: string, mirrors: readonly string[]): string[] {
    const named = mirrors.slice(0, NAMED_MIRRORS).map((name) => `· ${shortened(name, LONGEST_NAME)}`);
    const further = mirrors.length - named.length;
    const way = `${from} → ${to}: ${mirrors.length === 1 ? "1 mirror" : `${mirrors.length} mirrors`}`;
    return [way, ...named, ...(further > 0 ? [`· and ${further} more`] : [])];
}

/** What a picture shows, in sentences. */
export function described({ hub, privateNetworks, gateway, entrances, clusters, links }: Topology): string {
    const networks = [...hub, ...privateNetworks].map(
        ({ title, lines }) => `${title} (${lines[0] ?? "no block known"})`,
    );
    return [
        ...(networks.length === 0 ? [] : [`Networks: ${networks.join(", ")}.`]),
        ...(gateway === undefined ? [] : [`${gateway.title}: ${gateway.lines.join(" ")}.`]),
        ...entrances.map(({ title, networks: from, clusters: behind }) => {
            return `${title}: from ${from.join(", ") || "nowhere"} to ${behind.join(", ") || "no cluster"}.`;
        }),
        ...(clusters.length === 0 ? [] : [`Clusters: ${clusters.map(({ title }) => title).join(", ")}.`]),
        ...links.map((link) => `Link ${link.name}: ${linkLines(link).join(", ")}.`),
    ].join(" ");
}

/** The heading of each panel. */
export function headings({ region, environment }: Topology): { readonly aws: string; readonly confluent: string } {
    return {
        aws: ["AWS", region].filter((each) => each !== undefined).join(", "),
        confluent: ["Confluent Cloud", environment?.title].filter((each) => each !== undefined).join(", "),
    };
}
