import { inBoth, type Palette } from "../picture/palette";
import { element, escaped, label, svgDocument } from "../picture/svg";
import { SIZE, type Bar, type Handover, type Timeline } from "./layout";

/** A timeline as an SVG document: no scripts, no fonts of its own, readable on light and dark pages. */
export function timelineSvg({ width, height, title, description, texts, bars, handovers, ticks }: Timeline): string {
    const lines = ticks.map(({ x, top, bottom }) =>
        element("line", { class: "grid", x1: x, x2: x, y1: top, y2: bottom }),
    );
    return svgDocument({
        width,
        height,
        title,
        description,
        style: `${fixedStyle()}\n${inBoth(style)}`,
        body: [
            ...lines,
            ...handovers.map(handedOver),
            ...bars.map(drawn),
            ...texts.map(({ text, style: name, x, y }) =>
                label(text, x, y, name, name === "tick" ? "middle" : undefined),
            ),
        ],
    });
}

function fixedStyle(): string {
    return [
        ...Object.entries(SIZE).map(([name, size]) => `.${name} { font-size: ${size}px }`),
        ".heading { font-weight: bold }",
        // So that lines that run behind a note do not strike it out.
        ".note { paint-order: stroke; stroke-width: 3px }",
        ".grid { stroke-width: 1 }",
        ".handover { fill: none; stroke-width: 1.5 }",
    ].join("\n");
}

function style({ page, frame, text, muted, bar, given, edge, critical, failed }: Palette): string {
    return [
        `.page { fill: ${page}; stroke: ${frame} }`,
        `.heading, .row { fill: ${text} }`,
        `.said, .tick, .note { fill: ${muted} }`,
        `.note { stroke: ${page} }`,
        `.grid { stroke: ${given} }`,
        `.usual { fill: ${bar} }`,
        `.short { fill: ${given}; stroke: ${edge}; stroke-dasharray: 2 2 }`,
        `.critical { fill: ${critical} }`,
        `.failed { fill: ${failed} }`,
        `.handover { stroke: ${critical} }`,
    ].join("\n");
}

function drawn({ kind, told, x, y, width, height }: Bar): string {
    const attributes = { class: kind, x, y, width, height, rx: 2 };
    return element("rect", attributes, element("title", {}, escaped(told)));
}

function handedOver({ fromX, fromY, toX, toY }: Handover): string {
    return element("path", { class: "handover", d: `M${fromX} ${fromY} V${toY} H${toX}` });
}
