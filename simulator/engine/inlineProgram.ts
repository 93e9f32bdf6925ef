import { AsyncResource } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { disconnect, getEngine, getMonitor } from "@pulumi/pulumi/runtime";
import { grpc } from "../provider/rpc";

/** What a failed run has asked is refused within milliseconds of its engine's end; some of it is never settled. */
const MOST_MS = 100;

/**
 * A program that runs in this process, and that comes to its end with its run. The SDK leaves the connections of such a
 * program open, and tries for ever to reach the engine of one that failed: a later engine that listens on the same port
 * is then out of reach for the next program, of which the SDK says nothing, so that the engine deletes all that it has.
 */
export class InlineProgram {
    private readonly ends: (() => Promise<void>)[] = [];

    constructor(private readonly program: PulumiFn) {}

    readonly run: PulumiFn = () => {
        // Connections are found from within the run only.
        this.ends.push(AsyncResource.bind(end));
        return this.program();
    };

    /** Waits a moment for what the runs have asked to be answered or refused, and hangs up. */
    async hangUp(): Promise<void> {
        await Promise.all(this.ends.splice(0).map((one) => one()));
    }
}

async function end(): Promise<void> {
    await Promise.race([disconnect(), sleep(MOST_MS, undefined, { ref: false })]);
    for (const client of [getMonitor(), getEngine()]) {
        if (client instanceof grpc.Client) {
            client.close();
        }
    }
}
