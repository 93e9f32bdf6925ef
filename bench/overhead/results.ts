import type { CallCounts } from "../../simulator/traffic/traffic";
import { growth, type Comparison, type Summary } from "../statistics";
import { titleOf, type Size } from "./sizes";

/** What a row measures, in the order in which it is done. */
export const STEPS = [
    "start-up",
    "start-up, not compiled",
    "registering",
    "preview",
    "up",
    "up without a change",
    "refresh",
    "destroy",
] as const;
export type StepName = (typeof STEPS)[number];

export interface Figures {
    /** Wall-clock time, of a command of the engine its own only. */
    readonly seconds: Summary;
    /** User and system time of all processes together. */
    readonly processorSeconds: Summary;
    /** Peak memory of all processes together. */
    readonly memoryMiB: Summary;
}

/** One step at one size. */
export interface Row {
    readonly size: Size;
    readonly step: StepName;
    /** Provider resources, the same in both programs. */
    readonly resources: number;
    /** All that the program registers, components included. */
    readonly registrations: number;
    readonly own: Figures;
    readonly floor: Figures;
    /** What the program's run called in the simulated clouds; nothing without an engine. */
    readonly calls: CallCounts;
}

/** What this program may take of the floor, in time and in memory. */
export const MOST_OF_FLOOR = 1.15;
/** How cost may grow with the number of what there are many of. */
export const MOST_GROWTH = 1.05;
/** Seconds in which a thousand topics have to be previewed, on two cores. */
export const MOST_PREVIEW_SECONDS = 60;

/** The figures that are held against targets and against earlier runs: ratios and exponents, never times. */
export function ratios(rows: readonly Row[]): Comparison[] {
    return [...rows.flatMap(ofFloor), ...exponents(rows)];
}

/** The name of a row. */
export function rowName({ size, step }: Pick<Row, "size" | "step">): string {
    return `${step}, ${titleOf(size)}`;
}

function ofFloor(row: Row): Comparison[] {
    const ratio = (what: string, of: (figures: Figures) => Summary): Comparison => ({
        name: `${rowName(row)}: ${what} of the floor's`,
        value: of(row.own).median / of(row.floor).median,
        unit: "",
        target: MOST_OF_FLOOR,
    });
    return [
        ratio("processor time", ({ processorSeconds }) => processorSeconds),
        ratio("memory", ({ memoryMiB }) => memoryMiB),
    ];
}

/** Less than that of the smallest stack's own time tells of the machine, not of the program. */
const BEYOND_CHANCE = 0.1;

/** How processor time grows beyond that of the smallest stack, which is loading and what every stack has. */
function exponents(rows: readonly Row[]): Comparison[] {
    return (["topics", "links"] as const).flatMap((of) =>
        STEPS.flatMap((step) => {
            const series = rows
                .filter((row) => row.size.of === of && row.step === step)
                .toSorted((left, right) => left.size.count - right.size.count);
            const [least, ...more] = series;
            if (least === undefined) {
                return [];
            }
            const smallest = least.own.processorSeconds.median;
            const points = more
                .map(({ size, own }) => ({
                    size: size.count - least.size.count,
                    cost: own.processorSeconds.median - smallest,
                }))
                .filter(({ cost }) => cost > smallest * BEYOND_CHANCE);
            // From one point there is no slope.
            if (points.length < 2) {
                return [];
            }
            const name = `${step}: growth of processor time with the number of ${of}, exponent`;
            return [{ name, value: growth(points), unit: "", target: MOST_GROWTH } as const];
        }),
    );
}

/** How much worse a ratio may be than the committed one. */
const MARGIN = 1.1;

/** The ratios that are worse than those of the same name before by more than a tenth. */
export function worse(now: readonly Comparison[], before: readonly Comparison[]): Comparison[] {
    const known = new Map(before.map(({ name, value }) => [name, value]));
    return now.filter(({ name, value }) => value > (known.get(name) ?? Infinity) * MARGIN);
}
