import * as fs from "node:fs";
import { measureEngine } from "./engine";
import { describeMachine, machineLines } from "./machine";
import { measureMirrorTopics } from "./mirrorTopics";
import { parseOptions, type Group, type Options } from "./options";
import { tableLines } from "./report";
import { measureStartup } from "./startup";
import type { Comparison, Measurement } from "./statistics";

interface GroupResults {
    readonly measurements: readonly Measurement[];
    readonly comparisons: readonly Comparison[];
}

async function measure(group: Group, runs: number): Promise<GroupResults> {
    switch (group) {
        case "startup":
            return measureStartup(runs, true);
        case "startup-cold":
            return measureStartup(runs, false);
        case "mirror-topics":
            return measureMirrorTopics(runs);
        case "engine":
            return measureEngine(runs, (line) => {
                console.error(line);
            });
    }
}

async function bench({ groups, runs, json }: Options): Promise<void> {
    const machine = describeMachine();
    const results: Partial<Record<Group, GroupResults>> = {};
    for (const group of groups) {
        console.error(`Measuring ${group}, ${runs} times …`);
        results[group] = await measure(group, runs);
    }
    const all = Object.values(results);
    const measurements = all.flatMap((result) => result.measurements);
    const comparisons = all.flatMap((result) => result.comparisons);
    console.log([...machineLines(machine), "", ...tableLines(measurements, comparisons)].join("\n"));
    if (json !== undefined) {
        const document = { date: new Date().toISOString(), machine, runs, results };
        fs.writeFileSync(json, `${JSON.stringify(document, undefined, 4)}\n`);
    }
}

async function run(argv: readonly string[]): Promise<void> {
    try {
        await bench(parseOptions(argv, process.cwd()));
    } catch (error) {
        console.error(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
    }
}

void run(process.argv.slice(2));
