import type { Box, Rectangle } from "./cards";
import { ID } from "./drawing";
import type { Link } from "./confluent";
import type { Topology } from "./topology";

export type Point = readonly [x: number, y: number];

export type LineKind = "attached" | "privateLink" | "names" | "records";

/** A line between two boxes, in right angles. */
export interface Line {
    readonly kind: LineKind;
    readonly points: readonly Point[];
    /** Whether it has an arrow at its first and at its last point. */
    readonly arrows: { readonly first: boolean; readonly last: boolean };
    readonly told: string;
    /** Ids of the boxes that it joins. */
    readonly joins: readonly string[];
}

/** Between lines that run side by side. */
export const LANE = 9;
/** Between a column and the nearest of these lines: an arrow and something of its line. */
export const CLEARANCE = 16;
const FORWARDS = { first: false, last: true };

type Boxes = ReadonlyMap<string, Box>;

/** How many lines run in each gutter and margin. */
export interface LaneCounts {
    readonly zones: number;
    readonly endpoints: number;
    readonly entrances: number;
    readonly links: number;
}

export function laneCounts(topology: Topology): LaneCounts {
    return {
        zones: topology.zones.length,
        endpoints: connections(topology).length,
        entrances: topology.entrances.reduce((sum, { clusters }) => sum + clusters.length, 0),
        links: 2 * topology.links.length,
    };
}

/** Heights at which `count` lines meet an edge. */
function spread({ y, height }: Rectangle, count: number, index: number): number {
    return Math.round(y + (height * (index + 1)) / (count + 1));
}

function middle(box: Rectangle): number {
    return spread(box, 1, 0);
}

function right({ x, width }: Rectangle): number {
    return x + width;
}

/** VPCs that are attached to the Transit Gateway: straight lines, since the gateway is as high as all of them. */
export function attachmentLines({ hub, privateNetworks }: Topology, boxes: Boxes): Line[] {
    const gateway = boxes.get(ID.gateway);
    return [...hub, ...privateNetworks].flatMap(({ key, attached }): Line[] => {
        const box = boxes.get(ID.network(key));
        if (gateway === undefined || box === undefined || !attached) {
            return [];
        }
        const y = middle(box);
        const isLeft = box.x < gateway.x;
        const points: Point[] = isLeft
            ? [
                  [right(box), y],
                  [gateway.x, y],
              ]
            : [
                  [right(gateway), y],
                  [box.x, y],
              ];
        const told = `${key} is attached to the Transit Gateway`;
        return [{ kind: "attached", points, arrows: { first: false, last: false }, told, joins: [box.id, gateway.id] }];
    });
}

interface Connection {
    readonly network: string;
    readonly part: string;
    readonly entrance: string;
}

/** Endpoints and what they lead to: a network's first endpoint to the first of the entrances that know it. */
export function connections({ privateNetworks, entrances }: Topology): Connection[] {
    return privateNetworks.flatMap(({ key, parts }) => {
        const own = entrances.filter(({ networks }) => networks.includes(key));
        const endpoints = parts.flatMap(({ kind }, index) => (kind === "endpoint" ? [ID.part(key, index)] : []));
        return endpoints.flatMap((part, index) => {
            const entrance = own[index];
            return entrance === undefined ? [] : [{ network: key, part, entrance: ID.entrance(entrance.key) }];
        });
    });
}

/** From each endpoint to Confluent's side of PrivateLink, through the margin on the right: `edge` is its end. */
export function privateLinkLines(topology: Topology, boxes: Boxes, edge: number): Line[] {
    const all = connections(topology);
    return all.flatMap(({ network, part, entrance }, index): Line[] => {
        const [from, to] = [boxes.get(part), boxes.get(entrance)];
        if (from === undefined || to === undefined) {
            return [];
        }
        const own = all.filter((each) => each.entrance === entrance);
        const y = spread(
            to,
            own.length,
            own.findIndex((each) => each.part === part),
        );
        const lane = edge - LANE - index * LANE;
        const points: Point[] = [
            [right(from), middle(from)],
            [lane, middle(from)],
            [lane, y],
            [right(to), y],
        ];
        const told = `the endpoint of ${network} leads to Confluent Cloud`;
        return [{ kind: "privateLink", points, arrows: FORWARDS, told, joins: [from.id, to.id, ID.network(network)] }];
    });
}

/** From each entrance to the clusters behind it; `start` is where the gutter between them begins. */
export function entranceLines({ entrances }: Topology, boxes: Boxes, start: number): Line[] {
    const pairs = entrances.flatMap(({ key, clusters }) => clusters.map((cluster) => ({ key, cluster })));
    return pairs.flatMap(({ key, cluster }, index): Line[] => {
        const [from, to] = [boxes.get(ID.entrance(key)), boxes.get(ID.cluster(cluster))];
        if (from === undefined || to === undefined) {
            return [];
        }
        const leaving = pairs.filter((each) => each.key === key);
        const arriving = pairs.filter((each) => each.cluster === cluster);
        const y = spread(
            from,
            leaving.length,
            leaving.findIndex((each) => each.cluster === cluster),
        );
        const end = spread(
            to,
            arriving.length,
            arriving.findIndex((each) => each.key === key),
        );
        const lane = start + CLEARANCE + index * LANE;
        const points: Point[] = [
            [from.x, y],
            [lane, y],
            [lane, end],
            [right(to), end],
        ];
        return [
            { kind: "privateLink", points, arrows: FORWARDS, told: `to cluster ${cluster}`, joins: [from.id, to.id] },
        ];
    });
}

interface Room {
    /** Where the lanes at the left of the networks begin, and those at the left of the hub. */
    readonly gutter: number;
    readonly margin: number;
    /** Below everything. */
    readonly bottom: number;
}

/** From each private zone to the networks in which it answers. */
export function zoneLines({ zones, hub }: Topology, boxes: Boxes, room: Room): Line[] {
    const inHub = new Set(hub.map(({ key }) => key));
    return zones.flatMap(({ key, networks }, index) => {
        const zone = boxes.get(ID.zone(key));
        return networks.flatMap((network): Line[] => {
            const box = boxes.get(ID.network(network));
            if (zone === undefined || box === undefined) {
                return [];
            }
            const way = inHub.has(network) ? aroundGateway(zone, box, room, index) : beside(zone, box, room, index);
            const points = isRightAbove(zone, box, boxes) ? upwards(zone, box) : way;
            const told = `the private zone answers in ${network}`;
            return [{ kind: "names", points, arrows: FORWARDS, told, joins: [zone.id, box.id] }];
        });
    });
}

function isRightAbove(zone: Box, network: Box, boxes: Boxes): boolean {
    const between = [...boxes.values()].some(
        ({ x, y, kind }) => kind !== "panel" && x === zone.x && y > network.y && y < zone.y,
    );
    return network.x === zone.x && network.y < zone.y && !between;
}

function upwards(zone: Box, network: Box): Point[] {
    const x = zone.x + 28;
    return [
        [x, zone.y],
        [x, network.y + network.height],
    ];
}

function beside(zone: Box, network: Box, { gutter }: Room, index: number): Point[] {
    const lane = gutter + CLEARANCE + index * LANE;
    const y = network.y + network.height - 10 - (index % 3) * 6;
    return [
        [zone.x, middle(zone)],
        [lane, middle(zone)],
        [lane, y],
        [network.x, y],
    ];
}

function aroundGateway(zone: Box, network: Box, { gutter, margin, bottom }: Room, index: number): Point[] {
    const lane = gutter + CLEARANCE + index * LANE;
    const outer = margin + (index + 1) * LANE;
    const below = bottom + (index + 1) * LANE;
    const y = network.y + 14 + (index % 4) * 8;
    return [
        [zone.x, middle(zone)],
        [lane, middle(zone)],
        [lane, below],
        [outer, below],
        [outer, y],
        [network.x, y],
    ];
}

/** Between the links and their clusters, as records flow; `start` is where the gutter between them begins. */
export function recordLines({ links }: Topology, boxes: Boxes, start: number): Line[] {
    const ends = links.flatMap((link) => endsInOrder(link, boxes).map((end) => ({ link, ...end })));
    return ends.flatMap(({ link, cluster, port }, index): Line[] => {
        const [from, to] = [boxes.get(ID.link(link.key)), boxes.get(ID.cluster(cluster))];
        if (from === undefined || to === undefined) {
            return [];
        }
        const arriving = ends.filter((each) => each.cluster === cluster);
        const end = spread(
            to,
            arriving.length,
            arriving.findIndex((each) => each.link === link),
        );
        const y = spread(from, 2, port);
        const lane = start + CLEARANCE + index * LANE;
        const points: Point[] = [
            [right(from), y],
            [lane, y],
            [lane, end],
            [to.x, end],
        ];
        const both = link.mode === "bidirectional";
        const arrows = { first: both || cluster === link.source, last: both || cluster === link.destination };
        return [{ kind: "records", points, arrows, told: `link ${link.name} and ${cluster}`, joins: [from.id, to.id] }];
    });
}

/** The upper cluster meets the upper half of the link's edge. */
function endsInOrder({ source, destination }: Link, boxes: Boxes): { cluster: string; port: number }[] {
    const y = (key: string) => boxes.get(ID.cluster(key))?.y ?? 0;
    const ordered = y(source) <= y(destination) ? [source, destination] : [destination, source];
    return ordered.map((cluster, port) => ({ cluster, port }));
}
