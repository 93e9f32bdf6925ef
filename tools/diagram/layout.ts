import { textWidth } from "../picture/text";
import { columnOf, placedColumn, TEXT, type Box, type Card, type Column, type PlacedText } from "./cards";
import {
    clusterCard,
    described,
    entranceCards,
    gatewayCard,
    headings,
    ID,
    linkCard,
    networkCard,
    zoneCard,
} from "./drawing";
import {
    attachmentLines,
    CLEARANCE,
    entranceLines,
    LANE,
    laneCounts,
    privateLinkLines,
    recordLines,
    zoneLines,
    type LaneCounts,
    type Line,
    type LineKind,
} from "./lines";
import type { Topology } from "./topology";

/** An entry of the key beneath a picture. */
export interface KeyEntry extends PlacedText {
    readonly sample: LineKind | "made" | "given";
}

/** Everything in a picture, at its place. Lengths are pixels. */
export interface Drawing {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly description: string;
    readonly texts: readonly PlacedText[];
    readonly boxes: readonly Box[];
    readonly lines: readonly Line[];
    readonly key: readonly KeyEntry[];
}

const MARGIN = 18;
const HEADING = 34;
/** Least width of the space between two columns. */
const GUTTER = 40;
/** Between the edge of a panel and its columns. */
const INSET = 16;
/** A picture that holds next to nothing is as wide as its key needs. */
const LEAST_WIDTH = 640;

interface Panel {
    readonly heading: string;
    readonly columns: readonly [Column, Column, Column];
    /** Widths of the spaces before, between and after the columns. */
    readonly spaces: readonly [number, number, number, number];
    /** Space below the columns. */
    readonly foot: number;
    /** Whether the column in the middle is one card as high as its neighbours. */
    readonly stretched: boolean;
}

/**
 * A place for everything: AWS above, with the hub, the Transit Gateway and the private networks from left to right;
 * Confluent Cloud beneath, with what private clusters are behind under the networks that lead there.
 */
export function drawingOf(topology: Topology): Drawing {
    const lanes = laneCounts(topology);
    const panels = [awsPanel(topology, lanes), confluentPanel(topology, lanes)].filter(isFilled);
    const width = Math.max(LEAST_WIDTH, ...panels.map(widthOf)) + 2 * MARGIN;
    const boxes: Box[] = [];
    let y = MARGIN + HEADING;
    for (const panel of panels) {
        const placed = placedPanel(panel, y, width - 2 * MARGIN);
        boxes.push(...placed);
        y += (placed[0]?.height ?? 0) + MARGIN;
    }
    const lines = linesOf(topology, boxes);
    const key = keyOf(boxes, lines, y, width);
    const title = `Stack ${topology.stack}`;
    return {
        width,
        height: Math.max(y, ...key.map((entry) => entry.y + entry.height)) + MARGIN - 4,
        title,
        description: described(topology),
        texts: [placedText(title, "heading", MARGIN + 4, MARGIN + 4)],
        boxes,
        lines,
        key,
    };
}

function awsPanel(topology: Topology, { zones, endpoints }: LaneCounts): Panel {
    const { hub, privateNetworks } = topology;
    const isAround = hub.length > 0 && zones > 0;
    return {
        heading: headings(topology).aws,
        columns: [
            columnOf(hub.map(networkCard)),
            columnOf(gatewayCard(topology)),
            columnOf([...privateNetworks.flatMap((network) => withZones(topology, network)), ...otherZones(topology)]),
        ],
        spaces: [margin(isAround ? zones : 0), GUTTER, room(zones), margin(endpoints)],
        foot: isAround ? (zones + 1) * LANE : 0,
        stretched: true,
    };
}

function withZones({ zones }: Topology, network: Topology["privateNetworks"][number]): Card[] {
    return [networkCard(network), ...zones.filter((zone) => zone.network === network.key).map(zoneCard)];
}

function otherZones({ zones, privateNetworks }: Topology): Card[] {
    const keys = privateNetworks.map(({ key }) => key);
    return zones.filter(({ network }) => !keys.includes(network)).map(zoneCard);
}

function confluentPanel(topology: Topology, { endpoints, entrances, links }: LaneCounts): Panel {
    return {
        heading: headings(topology).confluent,
        columns: [
            columnOf(topology.links.map(linkCard)),
            columnOf(topology.clusters.map(clusterCard)),
            columnOf(entranceCards(topology)),
        ],
        spaces: [INSET, room(links), room(entrances), margin(endpoints)],
        foot: 0,
        stretched: false,
    };
}

/** The width in which so many lines run side by side. */
function room(lanes: number): number {
    return lanes === 0 ? GUTTER : Math.max(GUTTER, 2 * CLEARANCE + lanes * LANE);
}

/** The same beside the outer columns. */
function margin(lanes: number): number {
    return lanes === 0 ? INSET : room(lanes);
}

function isFilled({ columns }: Panel): boolean {
    return columns.some(({ cards }) => cards.length > 0);
}

function widthOf({ columns, spaces, heading }: Panel): number {
    const needed = columns.reduce((sum, { width }) => sum + width, 0) + spaces.reduce((sum, space) => sum + space, 0);
    return Math.max(needed, textWidth(heading, TEXT.heading, true) + 2 * INSET);
}

/** The panel's box first, then those in it. */
function placedPanel({ heading, columns, spaces, foot, stretched }: Panel, y: number, width: number): Box[] {
    const height = Math.max(...columns.map((column) => column.height));
    const [left, middle, last] = columns;
    const start = MARGIN + spaces[0];
    const end = MARGIN + width - spaces[3] - last.width;
    // What is left over goes to both sides of the column in the middle.
    const slack = Math.max(0, end - start - left.width - spaces[1] - middle.width - spaces[2]);
    const between = start + left.width + spaces[1] + Math.round(slack / 2);
    const top = y + HEADING;
    const box: Box = {
        id: heading,
        kind: "panel",
        told: heading,
        x: MARGIN,
        y,
        width,
        height: HEADING + height + foot + INSET,
        texts: [placedText(heading, "heading", MARGIN + INSET, y + 9)],
        inside: undefined,
    };
    const inMiddle = placedColumn(middle, between, top, height);
    const placed = [
        ...placedColumn(left, start, top, height),
        ...(stretched ? inMiddle.map((each) => ({ ...each, y: top, height, texts: moved(each, top) })) : inMiddle),
        ...placedColumn(last, end, top, height),
    ];
    return [box, ...placed.map((each) => ({ ...each, inside: each.inside ?? heading }))];
}

function moved({ texts, y: old }: Box, y: number): PlacedText[] {
    return texts.map((text) => ({ ...text, y: text.y - old + y }));
}

function placedText(text: string, style: PlacedText["style"], x: number, y: number): PlacedText {
    return { text, style, x, y, width: textWidth(text, TEXT[style], style !== "key"), height: 19 };
}

function linesOf(topology: Topology, all: readonly Box[]): Line[] {
    const boxes = new Map(all.map((box) => [box.id, box]));
    const panel = all.find(({ kind }) => kind === "panel");
    if (panel === undefined) {
        return [];
    }
    const rightOf = (ids: readonly string[]) =>
        Math.max(panel.x, ...ids.map((id) => (boxes.get(id)?.x ?? 0) + (boxes.get(id)?.width ?? 0)));
    const left = rightOf([ID.gateway, ...topology.hub.map(({ key }) => ID.network(key))]);
    const clusters = rightOf(topology.clusters.map(({ key }) => ID.cluster(key)));
    const links = rightOf(topology.links.map(({ key }) => ID.link(key)));
    const content = all.filter(({ inside }) => inside === panel.id).map(({ y, height }) => y + height);
    const bottom = Math.max(...content);
    return [
        ...zoneLines(topology, boxes, { gutter: left, margin: panel.x, bottom }),
        ...attachmentLines(topology, boxes),
        ...privateLinkLines(topology, boxes, panel.x + panel.width),
        ...entranceLines(topology, boxes, clusters),
        ...recordLines(topology, boxes, links),
    ];
}

const KEY: Readonly<Record<KeyEntry["sample"], string>> = {
    made: "made by this stack",
    given: "was there before",
    attached: "Transit Gateway attachment",
    names: "private zone answers there",
    privateLink: "PrivateLink",
    records: "mirrored records",
};
/** Width of a sample in the key, and the space after an entry. */
export const SAMPLE = 30;
const AFTER_ENTRY = 20;
const KEY_ROW = 22;

/** The key: what the picture uses, in as many rows as it takes. */
function keyOf(boxes: readonly Box[], lines: readonly Line[], top: number, width: number): KeyEntry[] {
    const used = new Set<string>([...boxes.map(({ kind }) => kind), ...lines.map(({ kind }) => kind)]);
    let [x, y] = [MARGIN + 4, top];
    return (Object.keys(KEY) as KeyEntry["sample"][])
        .filter((sample) => used.has(sample))
        .map((sample) => {
            const text = placedText(KEY[sample], "key", 0, 0);
            if (x + SAMPLE + 8 + text.width > width - MARGIN) {
                [x, y] = [MARGIN + 4, y + KEY_ROW];
            }
            const entry = { ...text, sample, x: x + SAMPLE + 8, y };
            x += SAMPLE + 8 + text.width + AFTER_ENTRY;
            return entry;
        });
}
