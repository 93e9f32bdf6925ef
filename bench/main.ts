import * as fs from "node:fs";
import { measureCriticalPath } from "./criticalPath/measure";
import { measureEngine } from "./engine";
import { describeMachine, machineLines, type Machine } from "./machine";
import { measureMirrorTopics } from "./mirrorTopics";
import { measureOverhead } from "./overhead/measure";
import { parseOptions, type Group, type Options } from "./options";
import { tableLines } from "./report";
import { measureStartup } from "./startup";
import type { Comparison, Measurement } from "./statistics";
import { runTool } from "../tools/stackOptions";

interface GroupResults {
    readonly measurements: readonly Measurement[];
    /** What is told before the table. Defaults to nothing. */
    readonly lines?: readonly string[];
    readonly comparisons: readonly Comparison[];
}

async function measure(group: Group, { runs, most }: Options, machine: Machine): Promise<GroupResults> {
    switch (group) {
        case "startup":
            return measureStartup(runs, machine);
        case "mirror-topics":
            return measureMirrorTopics(runs);
        case "engine":
            return measureEngine(runs, (line) => {
                console.error(line);
            });
        case "critical-path":
            return { measurements: [], ...(await measureCriticalPath(machine)) };
        case "overhead":
            return { measurements: [], ...(await measureOverhead("mocks", { runs, most, machine })) };
        case "overhead-engine":
            return { measurements: [], ...(await measureOverhead("engine", { runs, most, machine })) };
    }
}

async function bench(options: Options): Promise<void> {
    const { groups, runs, json } = options;
    const machine = describeMachine();
    const results: Partial<Record<Group, GroupResults>> = {};
    for (const group of groups) {
        console.error(`Measuring ${group}, ${runs} times …`);
        results[group] = await measure(group, options, machine);
    }
    const all = Object.values(results);
    const measurements = all.flatMap((result) => result.measurements);
    const comparisons = all.flatMap((result) => result.comparisons);
    const lines = all.flatMap((result) => result.lines ?? []);
    console.log([...machineLines(machine), "", ...lines, ...tableLines(measurements, comparisons)].join("\n"));
    if (json !== undefined) {
        const document = { date: new Date().toISOString(), machine, runs, results };
        fs.writeFileSync(json, `${JSON.stringify(document, undefined, 4)}\n`);
    }
}

runTool(() => bench(parseOptions(process.argv.slice(2), process.cwd())));
