import type { TimedRun, TimedStep } from "../../simulator/engine/timing";
import { className, resourceName } from "../../simulator/engine/urns";
import type { ChainLink } from "./chain";

/** A row of the picture: one step, or several short ones together. */
export interface Row {
    readonly label: string;
    /** What stands beside the bar. */
    readonly note: string;
    readonly started: number;
    readonly ended: number;
    readonly kind: "critical" | "usual" | "failed" | "short";
    /** For a step of the critical chain, its place in it. */
    readonly place: number | undefined;
}

/** A step that takes less than this part of the run is short. */
const SHORT = 0.02;

const VERBS: Readonly<Record<string, string>> = {
    update: "updated",
    delete: "deleted",
    "delete-replaced": "deleted to be replaced",
    "create-replacement": "made anew",
    import: "imported",
    read: "read",
};

/** The rows by the begin of their steps. Short ones outside the chain share a row while one soon follows the other. */
export function rowsOf({ took, steps }: TimedRun, chain: readonly ChainLink[]): Row[] {
    const rows: Row[] = [];
    let short: TimedStep[] = [];
    const endShort = () => {
        const [first, second] = short;
        const own = first === undefined || second !== undefined ? [] : [ownRow(first, undefined, 0)];
        rows.push(...own, ...(second === undefined ? [] : [shortRow(short)]));
        short = [];
    };
    for (const step of steps.toSorted((left, right) => left.started - right.started)) {
        const place = chain.findIndex((link) => link.step === step);
        if (place < 0 && !step.failed && step.ended - step.started < took * SHORT) {
            if (step.started > endOf(short) + took * SHORT) {
                endShort();
            }
            short.push(step);
            continue;
        }
        endShort();
        rows.push(ownRow(step, place < 0 ? undefined : place, chain[place]?.waited ?? 0));
    }
    endShort();
    return rows;
}

function endOf(steps: readonly TimedStep[]): number {
    return Math.max(...steps.map(({ ended }) => ended));
}

function ownRow(step: TimedStep, place: number | undefined, waited: number): Row {
    const { op, started, ended, failed } = step;
    const said = [failed ? "failed" : VERBS[op], waited >= 1 ? `waited ${duration(waited)}` : undefined];
    const further = said.filter((each) => each !== undefined);
    return {
        label: `${resourceName(step.urn)} · ${className(step.type)}`,
        note: [duration(ended - started), ...further].join(", "),
        started,
        ended,
        kind: failed ? "failed" : place === undefined ? "usual" : "critical",
        place,
    };
}

/** Kinds of short steps that are named. */
const NAMED_KINDS = 2;

function shortRow(steps: readonly TimedStep[]): Row {
    const started = Math.min(...steps.map((step) => step.started));
    const ended = endOf(steps);
    const counts = new Map<string, number>();
    for (const step of steps) {
        const type = className(step.type);
        counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const kinds = [...counts].toSorted(([, left], [, right]) => right - left);
    const named = kinds.slice(0, NAMED_KINDS).map(([type, count]) => (count === 1 ? type : `${count} ${type}`));
    const label = `${steps.length} short: ${named.join(", ")}${kinds.length > NAMED_KINDS ? ", …" : ""}`;
    const note = `up to ${duration(Math.max(...steps.map((step) => step.ended - step.started)))} each`;
    return { label, note, started, ended, kind: "short", place: undefined };
}

/** Milliseconds for people: `40 ms`, `3.2 s`, `4 min 10 s`. */
export function duration(milliseconds: number): string {
    if (milliseconds < 1000) {
        return `${Math.round(milliseconds)} ms`;
    }
    const tenths = Math.round(milliseconds / 100);
    if (tenths < 600) {
        return `${tenths / 10} s`;
    }
    const seconds = Math.round(milliseconds / 1000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
    const parts = [hours > 0 ? `${hours} h` : "", minutes > 0 ? `${minutes} min` : "", rest > 0 ? `${rest} s` : ""];
    return parts.filter((part) => part !== "").join(" ");
}
