// Whether a real run takes as long as the benchmark of the critical path says: the engine on simulated clouds, with their
// latencies scaled, but little enough that what engine and machine take themselves stays below the tolerance. Gates pause
// in real time, in the model too. Does not prove the latencies themselves.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { recordedGraph, TWO_ENTERPRISE } from "../../bench/criticalPath/graphs";
import { makespan, schedule } from "../../bench/criticalPath/schedule";
import { WORKERS } from "../../bench/criticalPath/results";
import { resolveEngine } from "../../simulator/engine/install";
import { runEngine } from "../../simulator/engine/operations";
import { openSession } from "../../simulator/engine/session";
import { readStackFile } from "../../simulator/engine/stackFiles";

/** The most by which model and run may differ. */
const TOLERANCE = 0.05;

const OPERATION = /^(aws|confluentcloud|pulumi-nodejs):/;

/** Runs a first `up` and gives the seconds from the first operation's begin to the last one's end. */
async function upSeconds(stack: string, file: string | undefined, latency: number): Promise<number> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "critical-path-"));
    const engine = await resolveEngine(() => undefined);
    const options = { stack, config: file, home, runner: "private", latency, faults: [] } as const;
    const session = await openSession(engine, options);
    const moments: number[] = [];
    const note = ({ resourcePreEvent, resOutputsEvent }: EngineEvent) => {
        const metadata = (resourcePreEvent ?? resOutputsEvent)?.metadata;
        if (metadata?.op === "create" && OPERATION.test(metadata.type)) {
            moments.push(performance.now());
        }
    };
    const depth = Error.stackTraceLimit;
    // The SDK reads a stack trace for every promise.
    Error.stackTraceLimit = 0;
    try {
        const { result, diagnostics } = await runEngine(session, "up", note);
        expect(result, JSON.stringify(diagnostics)).to.equal("succeeded");
    } finally {
        Error.stackTraceLimit = depth;
        await session.close();
        fs.rmSync(home, { recursive: true, force: true });
    }
    return (Math.max(...moments) - Math.min(...moments)) / 1000;
}

describe("the model of the critical path", function () {
    this.timeout(600_000);

    before(() => {
        process.env.PULUMI_PARALLEL = String(WORKERS.pulumi);
    });
    after(() => {
        delete process.env.PULUMI_PARALLEL;
    });

    for (const { stack, file, pace } of [
        { stack: "bench", file: TWO_ENTERPRISE, pace: 0.4 },
        { stack: "dev", file: undefined, pace: 0.12 },
    ]) {
        it(`agrees with a run of ${stack} on the engine`, async () => {
            const graph = await recordedGraph(readStackFile(stack, file).config ?? {}, stack);
            const modelled = makespan(schedule(graph, { name: stack, factor: 1, pace }, WORKERS.pulumi));
            const measured = await upSeconds(stack, file, pace);
            const told = `measured ${measured} s, modelled ${modelled} s`;
            expect(measured / modelled, told).to.be.within(1 - TOLERANCE, 1 + TOLERANCE);
        });
    }
});
