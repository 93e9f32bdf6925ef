import * as fs from "node:fs";
import * as path from "node:path";
import type { Machine } from "../machine";
import type { Comparison } from "../statistics";
import { allGraphs } from "./graphs";
import { resultLines, withTable } from "./report";
import { criticalPaths, ratios, type Results } from "./results";

const ROOT = path.join(__dirname, "..", "..");
const RESULTS = path.join(ROOT, "bench", "results", "critical-path.json");
const PAGE = path.join(ROOT, "docs", "performance.md");

/** What `bench/results/critical-path.json` holds. */
export interface CriticalPathDocument {
    readonly date: string;
    readonly machine: Machine;
    readonly ratios: readonly Comparison[];
    readonly scenarios: Results;
}

/** The results of the last run of the benchmark. */
export function committedResults(): CriticalPathDocument {
    return JSON.parse(fs.readFileSync(RESULTS, "utf8")) as CriticalPathDocument;
}

/** The page that shows them. */
export function performancePage(): string {
    return fs.readFileSync(PAGE, "utf8");
}

/** Plays all graphs, and writes the results to their file and their page. */
export async function measureCriticalPath(machine: Machine): Promise<{ lines: string[]; comparisons: Comparison[] }> {
    const scenarios = criticalPaths(await allGraphs());
    const document: CriticalPathDocument = {
        date: new Date().toISOString(),
        machine,
        ratios: ratios(scenarios),
        scenarios,
    };
    fs.writeFileSync(RESULTS, `${JSON.stringify(document, undefined, 2)}\n`);
    fs.writeFileSync(PAGE, withTable(performancePage(), scenarios));
    return { lines: resultLines(scenarios), comparisons: ratios(scenarios) };
}
