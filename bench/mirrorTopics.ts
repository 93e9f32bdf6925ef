import * as path from "node:path";
import { runChild } from "./child";
import type { MirrorReport, ProgramRun } from "./program/mirrors";
import { growth, measurement, summarise, type Comparison, type Measurement } from "./statistics";

const ROOT = path.join(__dirname, "..");
const PROGRAM = path.join(__dirname, "program", "mirrors.ts");

/** How many mirror topics, and how often the program is run with them in one process: few of them drown in noise. */
const SIZES = [
    { count: 1, repeats: 5 },
    { count: 10, repeats: 5 },
    { count: 100, repeats: 2 },
    { count: 1000, repeats: 1 },
] as const;

/** What one topic costs does not depend on how many there are: 1 is flat, 2 would be quadratic. */
const TARGET_EXPONENT = 1.15;
/** The growth is taken from here on: one topic costs less than the clock is off. */
const LEAST_COUNT = 10;

/** What the mirror topics of one process cost, beyond the same program without them. */
interface Cost {
    readonly seconds: number;
    readonly processorSeconds: number;
    readonly heapMiB: number;
    readonly memoryMiB: number;
}

interface Costs {
    readonly count: number;
    readonly samples: Cost[];
}

export interface MirrorTopicResults {
    readonly measurements: readonly Measurement[];
    readonly comparisons: readonly Comparison[];
}

/**
 * Measures what a further mirror topic, with the topic it follows, costs the program: time until it is registered and
 * memory, without an engine. Each number of topics has processes of its own.
 */
export async function measureMirrorTopics(runs: number): Promise<MirrorTopicResults> {
    const costs: Costs[] = SIZES.map(({ count }) => ({ count, samples: [] }));
    for (let run = 0; run < runs; run += 1) {
        for (const [index, { count, repeats }] of SIZES.entries()) {
            costs[index]?.samples.push(await costOf(count, repeats));
        }
    }
    return {
        measurements: costs.flatMap(measurements),
        comparisons: [
            ...costs.map((each) => perTopic("time", each, "ms", ({ seconds }) => seconds * 1000)),
            ...costs.map((each) => perTopic("processor time", each, "ms", (cost) => cost.processorSeconds * 1000)),
            ...costs.map((each) => perTopic("heap", each, "KiB", ({ heapMiB }) => heapMiB * 1024)),
            exponent("time", costs, ({ seconds }) => seconds),
            // Held against the target, since other work on the machine disturbs them less.
            exponent("processor time", costs, ({ processorSeconds }) => processorSeconds, TARGET_EXPONENT),
            exponent("heap", costs, ({ heapMiB }) => heapMiB, TARGET_EXPONENT),
        ],
    };
}

async function costOf(count: number, repeats: number): Promise<Cost> {
    const args = ["--expose-gc", "--import", "tsx", PROGRAM, String(count), String(repeats)];
    const { stdout } = await runChild(process.execPath, args, { cwd: ROOT });
    const report = JSON.parse(stdout) as MirrorReport;
    const beyond = (value: (run: ProgramRun) => number) =>
        summarise(report.with.map(value)).median - summarise(report.without.map(value)).median;
    return {
        seconds: beyond(({ seconds }) => seconds),
        processorSeconds: beyond(({ processorSeconds }) => processorSeconds),
        heapMiB: beyond(({ heapMiB }) => heapMiB),
        memoryMiB: report.memoryMiB,
    };
}

function measurements({ count, samples }: Costs): Measurement[] {
    return [
        measurement(title(count), samples),
        measurement(
            "  processor time of that",
            samples.map(({ processorSeconds }) => ({ seconds: processorSeconds })),
        ),
    ];
}

function title(count: number): string {
    return `${count} mirror topic${count === 1 ? "" : "s"} with ${count === 1 ? "its topic" : "their topics"}`;
}

function perTopic(what: string, { count, samples }: Costs, unit: "ms" | "KiB", of: (cost: Cost) => number): Comparison {
    const value = summarise(samples.map(of)).median / count;
    return { name: `${what} per mirror topic, of ${count}`, value, unit };
}

function exponent(what: string, costs: readonly Costs[], of: (cost: Cost) => number, target?: number): Comparison {
    const points = costs
        .filter(({ count }) => count >= LEAST_COUNT)
        .map(({ count, samples }) => ({ size: count, cost: summarise(samples.map(of)).median }));
    const name = `growth of ${what} with the number of mirror topics, exponent`;
    return { name, value: growth(points), unit: "", ...(target === undefined ? {} : { target }) };
}
