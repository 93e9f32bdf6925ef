// Runs in the process that is measured: one operation of this program or of the floor.
import * as fs from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { CallCounts } from "../../simulator/traffic/traffic";
import type { EngineCommand } from "../../simulator/engine/operations";
import { setMocks } from "../program/setMocks";
import type { FloorResource } from "./floor";

/** What is run: loading and registering with mocks, or a command of the engine. */
export type Step = "register" | EngineCommand;

export interface RunRequest {
    readonly step: Step;
    /** The stack's configuration, as the engine hands it over. */
    readonly config: Readonly<Record<string, string>>;
    /** The floor in place of the program. */
    readonly floor?: readonly FloorResource[];
    /** For a command of the engine: the stack file, and where its state and clouds are kept. */
    readonly stackFile: string;
    readonly home: string;
}

export interface RunReport {
    /** Seconds since the process started; of a command of the engine its own only. */
    readonly seconds: number;
    /** Processor time of this process, all threads together. */
    readonly processorSeconds: number;
    /** Peak memory of this process. */
    readonly memoryMiB: number;
    /** Resources in the state, components included; 0 without an engine. */
    readonly resources: number;
    readonly calls: CallCounts;
}

type Program = () => Promise<Record<string, unknown>>;

/** Loads only what the run needs: loading is a part of what is measured. */
async function programOf({ floor }: RunRequest): Promise<Program> {
    if (floor === undefined) {
        const { default: linkedClusters } = await import("../../index");
        return async () => ({ ...(await linkedClusters()) });
    }
    const { registerFloor } = await import("./registerFloor");
    return () => {
        registerFloor(floor);
        return Promise.resolve({});
    };
}

async function register(request: RunRequest): Promise<Pick<RunReport, "seconds" | "resources" | "calls">> {
    await setMocks();
    pulumi.runtime.setAllConfig({ ...request.config });
    const program = await programOf(request);
    await pulumi.runtime.runInPulumiStack(program);
    await pulumi.runtime.disconnect();
    return { seconds: performance.now() / 1000, resources: 0, calls: {} };
}

async function command(
    request: RunRequest,
    step: EngineCommand,
): Promise<Pick<RunReport, "seconds" | "resources" | "calls">> {
    const { resolveEngine } = await import("../../simulator/engine/install");
    const { runEngine } = await import("../../simulator/engine/operations");
    const { openSession } = await import("../../simulator/engine/session");
    const engine = await resolveEngine(() => undefined);
    const { stackFile: config, home } = request;
    const options = { stack: "dev", config, home, runner: "private", latency: 0, faults: [] } as const;
    const session = await openSession(engine, options, await programOf(request));
    try {
        const { result, seconds, resources, diagnostics } = await runEngine(session, step, () => undefined);
        if (result === "failed") {
            throw new Error(`${step} failed: ${JSON.stringify(diagnostics, undefined, 2)}`);
        }
        return { seconds, resources, calls: session.calls() };
    } finally {
        await session.close();
    }
}

async function main(file: string): Promise<void> {
    const request = JSON.parse(fs.readFileSync(file, "utf8")) as RunRequest;
    const { step } = request;
    const done = step === "register" ? await register(request) : await command(request, step);
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const report: RunReport = {
        ...done,
        processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
        memoryMiB: maxRSS / 1024,
    };
    console.log(JSON.stringify(report));
    process.exit();
}

void main(process.argv[2] ?? "");
