import type { Comparison } from "../statistics";
import { committedOverhead, writeOverhead, type Part, type PartName } from "./document";
import { ratios, worse } from "./results";

export interface Concluded {
    /** What is told before the table: which ratios are worse than the committed ones. */
    readonly lines: readonly string[];
    readonly comparisons: readonly Comparison[];
}

/** Writes what has been measured to its file and page; the process fails where a ratio is worse than the committed one. */
export function conclude(
    name: PartName,
    measured: Omit<Part, "ratios" | "date">,
    before = committedOverhead()[name]?.ratios ?? [],
): Concluded {
    writeOverhead(name, measured);
    const comparisons = ratios(measured.rows);
    const lines = worse(comparisons, before).map(
        (ratio) => `worse by more than a tenth: ${ratio.name}: ${ratio.value.toFixed(2)}`,
    );
    if (lines.length > 0) {
        process.exitCode = 1;
    }
    return { lines, comparisons };
}
