import type { Comparison, Measurement, Summary } from "./statistics";

const NAME_WIDTH = 48;
const NUMBER_WIDTH = 11;

/** The results as a table for people. */
export function tableLines(measurements: readonly Measurement[], comparisons: readonly Comparison[]): string[] {
    const head = row("", ["minimum", "median", "maximum", "memory"]);
    const rows = measurements.map(({ name, seconds, memoryMiB }) => row(name, [...times(seconds), memory(memoryMiB)]));
    return [head, ...rows, ...(comparisons.length === 0 ? [] : ["", ...comparisons.map(comparisonLine)])];
}

function row(name: string, cells: readonly string[]): string {
    return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(NUMBER_WIDTH)).join("");
}

function times({ minimum, median, maximum }: Summary): string[] {
    return [minimum, median, maximum].map((value) => `${value.toFixed(2)} s`);
}

function memory(summary: Summary | undefined): string {
    return summary === undefined ? "-" : `${summary.median.toFixed(0)} MiB`;
}

function comparisonLine({ name, value, target, unit }: Comparison): string {
    const shown = (number: number) => `${number.toFixed(2)}${unit === "" ? "" : ` ${unit}`}`;
    if (target === undefined) {
        return `${name}: ${shown(value)}`;
    }
    return `${name}: ${shown(value)}, ${value <= target ? "within" : "above"} the target of ${shown(target)}`;
}
