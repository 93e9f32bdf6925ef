import { inBoth, type Palette } from "../picture/palette";
import { element, escaped, label, svgDocument } from "../picture/svg";
import { BASE, TEXT, type Box, type PlacedText } from "./cards";
import { SAMPLE, type Drawing, type KeyEntry } from "./layout";
import type { Line, LineKind, Point } from "./lines";

const KINDS: readonly LineKind[] = ["attached", "names", "privateLink", "records"];
const THICKNESS: Readonly<Record<LineKind, number>> = { attached: 2, names: 1.3, privateLink: 2.2, records: 2.2 };
/** Length of an arrow's head. */
const ARROW = 8;
const DASHED: Readonly<Partial<Record<LineKind, string>>> = { names: "4 3" };

/** A drawing as an SVG document: no scripts, no fonts of its own, readable on light and dark pages. */
export function svgOf({ width, height, title, description, texts, boxes, lines, key }: Drawing): string {
    return svgDocument({
        width,
        height,
        title,
        description,
        style: `${fixedStyle()}\n${inBoth(style)}`,
        body: [
            ...texts.map(written),
            ...boxes.filter(({ kind }) => kind === "panel").map(drawnBox),
            ...lines.flatMap(drawnLine),
            ...boxes.filter(({ kind }) => kind !== "panel").map(drawnBox),
            ...key.flatMap(drawnEntry),
        ],
    });
}

function fixedStyle(): string {
    return [
        `.heading { font-size: ${TEXT.heading}px; font-weight: bold }`,
        `.title { font-size: ${TEXT.title}px; font-weight: bold }`,
        `.line, .key { font-size: ${TEXT.line}px }`,
        ".given { stroke-dasharray: 5 3 }",
        ...KINDS.map((kind) => {
            const dashes = DASHED[kind] === undefined ? "" : `; stroke-dasharray: ${DASHED[kind]}`;
            return `.${kind} { fill: none; stroke-width: ${THICKNESS[kind]}${dashes} }`;
        }),
    ].join("\n");
}

function style(palette: Palette): string {
    const { page, frame, panel, made, given, part, link, text, muted, edge, privateLink, records } = palette;
    const strokes: Readonly<Record<LineKind, string>> = { attached: edge, names: edge, privateLink, records };
    return [
        `.page { fill: ${page}; stroke: ${frame} }`,
        `.panel { fill: ${panel}; stroke: ${frame} }`,
        `.made { fill: ${made}; stroke: ${edge} }`,
        `.given { fill: ${given}; stroke: ${edge} }`,
        `.part { fill: ${part}; stroke: ${frame} }`,
        `.link { fill: ${link}; stroke: ${records} }`,
        `.heading, .title { fill: ${text} }`,
        `.line, .key { fill: ${muted} }`,
        ...KINDS.map((kind) => `.${kind} { stroke: ${strokes[kind]} }\n.arrow-${kind} { fill: ${strokes[kind]} }`),
    ].join("\n");
}

function drawnBox({ kind, told, texts, x, y, width, height }: Box): string {
    const frame = element("rect", { class: kind, x, y, width, height, rx: kind === "panel" ? 8 : 5 });
    return element("g", {}, element("title", {}, escaped(told)), frame, ...texts.map(written));
}

function written({ text, style: name, x, y }: PlacedText): string {
    return label(text, x, y + BASE, name);
}

function drawnLine({ kind, points, arrows, told }: Line): string[] {
    const heads = [...(arrows.last ? [points] : []), ...(arrows.first ? [points.toReversed()] : [])];
    return [
        element("path", { class: kind, d: path(points) }, element("title", {}, escaped(told))),
        ...heads.map((way) => element("path", { class: `arrow-${kind}`, d: arrowAt(way) })),
    ];
}

/** An arrow of its own in place of a marker, which not every program that shows SVG turns as it should. */
function arrowAt(points: readonly Point[]): string {
    const [[x, y], [fromX, fromY]] = [points.at(-1) ?? [0, 0], points.at(-2) ?? [0, 0]];
    const [alongX, alongY] = [Math.sign(x - fromX) * ARROW, Math.sign(y - fromY) * ARROW];
    const [acrossX, acrossY] = [alongY / 2, alongX / 2];
    return `M${x} ${y} L${x - alongX + acrossX} ${y - alongY + acrossY} L${x - alongX - acrossX} ${y - alongY - acrossY}z`;
}

function path(points: readonly Point[]): string {
    return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
}

function drawnEntry({ sample, x, y, ...text }: KeyEntry): string[] {
    const [start, middle] = [x - SAMPLE - 8, y + 8];
    const isBox = sample === "made" || sample === "given";
    const drawn = isBox
        ? [element("rect", { class: sample, x: start, y: middle - 7, width: SAMPLE, height: 14, rx: 3 })]
        : drawnLine({
              kind: sample,
              points: [
                  [start, middle],
                  [start + SAMPLE, middle],
              ],
              arrows: { first: false, last: sample !== "attached" },
              told: text.text,
              joins: [],
          });
    return [...drawn, written({ ...text, x, y })];
}
