import { shortened, textWidth } from "../picture/text";
import type { TimedRun } from "../../simulator/engine/timing";
import { className, resourceName } from "../../simulator/engine/urns";
import type { ChainLink } from "./chain";
import { duration, rowsOf, type Row } from "./rows";

export interface Text {
    readonly text: string;
    readonly x: number;
    /** Its base line. */
    readonly y: number;
    /** Upper bound. */
    readonly width: number;
    readonly style: "heading" | "said" | "row" | "note" | "tick";
}

export interface Bar {
    readonly kind: Row["kind"];
    readonly told: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

/** From the end of one step of the critical chain to the begin of the next. */
export interface Handover {
    readonly fromX: number;
    readonly fromY: number;
    readonly toX: number;
    readonly toY: number;
}

/** Everything in a timeline, at its place. Lengths are pixels. */
export interface Timeline {
    readonly width: number;
    readonly height: number;
    readonly title: string;
    readonly description: string;
    readonly texts: readonly Text[];
    readonly bars: readonly Bar[];
    readonly handovers: readonly Handover[];
    readonly ticks: readonly { readonly x: number; readonly top: number; readonly bottom: number }[];
}

const MARGIN = 18;
export const SIZE = { heading: 15, said: 12, row: 12, note: 11, tick: 11 } as const;
const HEAD = 98;
const ROW = 20;
const BAR = 12;
const CHART = 560;
const LEAST_BAR = 2;
/** Characters of a row's label. */
const LONGEST = 52;
const GAP = 6;

/** A place for everything: a row per step or group of short ones, by their begin, and the time from left to right. */
export function timelineOf(stack: string, run: TimedRun, chain: readonly ChainLink[]): Timeline {
    const rows = rowsOf(run, chain);
    const labels = rows.map(({ label }) => shortened(label, LONGEST));
    const left = MARGIN + Math.max(0, ...labels.map((each) => textWidth(each, SIZE.row))) + 12;
    const notes = Math.max(0, ...rows.map(({ note }) => textWidth(note, SIZE.note)));
    const x = (time: number) => Math.round((left + (time / Math.max(1, run.took)) * CHART) * 10) / 10;
    const y = (row: number) => HEAD + row * ROW;
    const bottom = y(rows.length) + 4;
    const { title, said } = headings(stack, run, chain);
    const heads = [
        placed(title, "heading", MARGIN, 34),
        ...said.map((each, index) => placed(each, "said", MARGIN, 52 + index * 16)),
    ];
    const needed = Math.max(left + CHART + GAP + notes, ...heads.map((head) => head.x + head.width));
    return {
        width: Math.ceil(needed) + MARGIN,
        height: bottom + MARGIN,
        title,
        description: described(run, chain),
        texts: [
            ...heads,
            ...ticks(run.took).map((time) => placed(duration(time), "tick", x(time), HEAD - 6)),
            ...labels.map((each, row) => placed(each, "row", MARGIN, y(row) + 14)),
            ...rows.map(({ note, ended }, row) => placed(note, "note", x(ended) + GAP, y(row) + 14)),
        ],
        bars: rows.map(({ kind, label, note, started, ended }, row) => ({
            kind,
            told: `${label}: ${note}, from ${duration(started)} on`,
            x: x(started),
            y: y(row) + (ROW - BAR) / 2,
            width: Math.max(LEAST_BAR, x(ended) - x(started)),
            height: BAR,
        })),
        handovers: handovers(rows, x, (row) => y(row) + ROW / 2),
        ticks: ticks(run.took).map((time) => ({ x: x(time), top: HEAD - 2, bottom })),
    };
}

function placed(text: string, style: Text["style"], x: number, y: number): Text {
    return { text, style, x, y, width: textWidth(text, SIZE[style], style === "heading") };
}

function handovers(rows: readonly Row[], x: (time: number) => number, y: (row: number) => number): Handover[] {
    const rowOf = (place: number) => rows.findIndex((row) => row.place === place);
    return rows.flatMap(({ place, started }, row) => {
        const before = place === undefined ? -1 : rowOf(place - 1);
        const from = rows[before];
        return from === undefined ? [] : [{ fromX: x(from.ended), fromY: y(before), toX: x(started), toY: y(row) }];
    });
}

/** Steps of the axis, in milliseconds. */
const STEPS = [
    10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000,
    1_800_000, 3_600_000, 7_200_000,
];
const MOST_TICKS = 8;

/** Times at which the axis is marked. */
function ticks(took: number): number[] {
    const step = STEPS.find((each) => took / each <= MOST_TICKS) ?? took;
    return Array.from({ length: Math.floor(took / Math.max(1, step)) + 1 }, (_, index) => index * step);
}

function headings(stack: string, { took, steps, latency }: TimedRun, chain: readonly ChainLink[]) {
    const waiting = chain.reduce((sum, { waited }) => sum + waited, 0);
    const working = chain.reduce((sum, { step }) => sum + step.ended - step.started, 0);
    const scaled = latency === undefined ? "" : `; simulated, operations at ${latency} of their usual time`;
    return {
        title: `Stack ${stack}: the last up took ${duration(took)}`,
        said: [
            `${counted(steps.length)}${scaled}.`,
            chain.length === 0
                ? "Nothing was done."
                : `Critical chain: ${counted(chain.length)}, ${duration(working)} at work and ${duration(waiting)} waiting.`,
        ],
    };
}

function counted(steps: number): string {
    return steps === 1 ? "1 step" : `${steps} steps`;
}

function described({ took }: TimedRun, chain: readonly ChainLink[]): string {
    const steps = chain.map(({ step, waited }) => {
        const wait = waited >= 1 ? `waited ${duration(waited)}, ` : "";
        return `${className(step.type)} ${resourceName(step.urn)} ${wait}took ${duration(step.ended - step.started)}`;
    });
    return `A run of ${duration(took)}. ${steps.length === 0 ? "Nothing was done." : `What decided it: ${steps.join("; ")}.`}`;
}
