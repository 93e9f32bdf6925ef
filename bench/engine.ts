import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { resolveEngine } from "../simulator/engine/install";
import type { Outcome } from "../simulator/engine/operations";
import { runChild } from "./child";
import { measurement, type Comparison, type Measurement, type Sample } from "./statistics";

const ROOT = path.join(__dirname, "..");
const STACK = "dev";

/** Seconds that the first `up` of the small stack should take at most. */
const TARGET_UP_SECONDS = 15;

/** One stack's life, in order. */
const STEPS = [
    { name: "preview", command: "preview" },
    { name: "first up", command: "up" },
    { name: "up without a change", command: "up" },
    { name: "destroy", command: "destroy" },
] as const;
type StepName = (typeof STEPS)[number]["name"];

export interface EngineResults {
    readonly measurements: readonly Measurement[];
    readonly comparisons: readonly Comparison[];
    /** Version of the Pulumi engine. */
    readonly engine: string;
}

/**
 * Measures the simulator with the real engine: preview, first `up`, `up` without a change, and `destroy`, each in
 * processes of its own and each run in an empty home. Once the time of the whole command, once the engine's own.
 */
export async function measureEngine(runs: number, log: (line: string) => void): Promise<EngineResults> {
    // Here, so that a download or a build is no part of the first run.
    const { version } = await resolveEngine(log);
    const samples = new Map<StepName, { whole: Sample[]; engine: Sample[] }>(
        STEPS.map(({ name }) => [name, { whole: [], engine: [] }]),
    );
    for (let run = 0; run < runs; run += 1) {
        for (const [name, { whole, engine }] of await life()) {
            samples.get(name)?.whole.push(whole);
            samples.get(name)?.engine.push(engine);
        }
    }
    const measurements = [...samples].flatMap(([name, { whole, engine }]) => [
        measurement(name, whole),
        measurement("  of that, the engine", engine),
    ]);
    return { measurements, comparisons: comparisons(measurements), engine: version?.version ?? "unknown" };
}

function comparisons(measurements: readonly Measurement[]): Comparison[] {
    const wanted: StepName = "first up";
    return measurements
        .filter(({ name }) => name === wanted)
        .map(({ name, seconds }) => ({ name, value: seconds.median, target: TARGET_UP_SECONDS, unit: "s" }));
}

type StepSamples = [StepName, { whole: Sample; engine: Sample }];

/** From the first preview to the end of everything. */
async function life(): Promise<StepSamples[]> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "bench-engine-"));
    try {
        const taken: StepSamples[] = [];
        for (const { name, command } of STEPS) {
            const args = ["run", "-s", "simulate", "--", command, "--stack", STACK, "--json", "--home", home];
            const { stdout, ...whole } = await runChild("npm", args, { cwd: ROOT, memory: true });
            const { seconds } = JSON.parse(stdout) as Outcome;
            taken.push([name, { whole, engine: { seconds } }]);
        }
        return taken;
    } finally {
        fs.rmSync(home, { recursive: true, force: true });
    }
}
