import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as yaml from "js-yaml";
import { asText } from "../../tests/support/stackFile";
import { runChild } from "../child";
import { processorTimes } from "./processorTimes";
import { floorOf, type FloorResource } from "./floor";
import { recordedAt } from "./recorded";
import type { RunReport, RunRequest, Step } from "./run";
import { stackOf, type Size } from "./sizes";

const ROOT = path.join(__dirname, "..", "..");
const RUN = path.join(__dirname, "run.ts");

/**
 * The state is written when a run ends. In a file, the engine writes all of it after every step: that grows with the square
 * of what a stack holds, whatever the program is, and would be most of what is measured.
 */
const ENGINE = { PULUMI_SKIP_CHECKPOINTS: "true" };

export const PROGRAMS = ["own", "floor"] as const;
export type Program = (typeof PROGRAMS)[number];

/** One run of one program, its engine included where it has one. */
export interface PairSample extends RunReport {
    /** Processor time of the process and all that it started. */
    readonly processorSeconds: number;
    /** Peak memory of the process and all that it started, seen four times a second. */
    readonly treeMemoryMiB: number;
}

/** This program and the floor at one size, each with a home of its own. */
export class Pair {
    private constructor(
        private readonly root: string,
        private readonly size: Size,
        private readonly floor: readonly FloorResource[],
        /** Everything that the program registers, components and the stack included. */
        readonly registrations: number,
    ) {}

    static async at(size: Size): Promise<Pair> {
        const recording = await recordedAt(size);
        const root = fs.mkdtempSync(path.join(os.tmpdir(), "bench-overhead-"));
        fs.writeFileSync(path.join(root, "stack.yaml"), yaml.dump({ config: stackOf(size) }));
        return new Pair(root, size, floorOf(recording), recording.registrations.length);
    }

    /** Provider resources, the same in both. */
    get resources(): number {
        return this.floor.length;
    }

    /** Runs one step in a process of its own. */
    async run(program: Program, step: Step): Promise<PairSample> {
        const request: RunRequest = {
            step,
            config: asText(stackOf(this.size)),
            ...(program === "own" ? {} : { floor: this.floor }),
            stackFile: path.join(this.root, "stack.yaml"),
            home: path.join(this.root, program),
        };
        const file = path.join(this.root, `${program}.json`);
        fs.writeFileSync(file, JSON.stringify(request));
        const before = processorTimes();
        const options = { cwd: ROOT, memory: step !== "register", env: ENGINE };
        const { stdout, memoryMiB } = await runChild(process.execPath, ["--import", "tsx", RUN, file], options);
        const report = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as RunReport;
        const processorSeconds = processorTimes() - before;
        return {
            ...report,
            // Where the system does not tell, that of the process alone.
            processorSeconds: processorSeconds > 0 ? processorSeconds : report.processorSeconds,
            treeMemoryMiB: memoryMiB ?? report.memoryMiB,
        };
    }

    close(): void {
        fs.rmSync(this.root, { recursive: true, force: true });
    }
}
