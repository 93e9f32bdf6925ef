// Runs in the process that is measured: the whole program in it, with mocks in the engine's place.
import * as pulumi from "@pulumi/pulumi";
import linkedClusters from "../../index";
import { configurationWith } from "../mirrorConfiguration";
import { setMocks } from "./setMocks";

/** One run of the program: until everything is registered. */
export interface ProgramRun {
    readonly seconds: number;
    /** Processor time, all threads together. */
    readonly processorSeconds: number;
    /** What is left on the heap while the stack's resources are still there. */
    readonly heapMiB: number;
}

/** Runs with and without mirror topics, in turn, so that what else the machine does falls on both. */
export interface MirrorReport {
    readonly without: readonly ProgramRun[];
    readonly with: readonly ProgramRun[];
    /** Peak memory of the process. */
    readonly memoryMiB: number;
}

/** Runs the program once, with that many topics on one cluster and their mirrors on the other. */
async function register(count: number): Promise<ProgramRun> {
    await setMocks();
    pulumi.runtime.setAllConfig(configurationWith(count));
    const [started, processor] = [performance.now(), process.cpuUsage()];
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(linkedClusters()));
    await pulumi.runtime.disconnect();
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(processor);
    globalThis.gc?.();
    return { seconds, processorSeconds: (user + system) / 1e6, heapMiB: process.memoryUsage().heapUsed / 2 ** 20 };
}

async function main(count: number, repeats: number): Promise<void> {
    // The first runs load and compile the program.
    await register(0);
    await register(Math.min(count, 10));
    const runs: { without: ProgramRun[]; with: ProgramRun[] } = { without: [], with: [] };
    for (let repeat = 0; repeat < repeats; repeat += 1) {
        runs.without.push(await register(0));
        runs.with.push(await register(count));
    }
    const report: MirrorReport = { ...runs, memoryMiB: process.resourceUsage().maxRSS / 1024 };
    console.log(JSON.stringify(report));
}

const [count = 0, repeats = 1] = process.argv.slice(2).map(Number);
void main(count, repeats);
