import { secondsOf } from "../../simulator/latencies";
import { GATE, type Operation } from "./graph";

/** How fast the clouds are. */
export interface Scenario {
    readonly name: string;
    /** The clouds' own times are multiplied by this; pauses and the providers' waits stay as they are. */
    readonly factor: number;
    /** Seconds that really pass in one second of the clouds; a gate's pauses stay as they are. Defaults to 1. */
    readonly pace?: number;
}

export const SCENARIOS: readonly Scenario[] = [
    { name: "fast", factor: 0.5 },
    { name: "nominal", factor: 1 },
    { name: "slow", factor: 2 },
];

/** The scenario that targets are about. */
export const NOMINAL = "nominal";

/** Seconds for which an operation is at work, and those that then pass until it has taken effect everywhere. */
export interface Duration {
    readonly seconds: number;
    readonly syncSeconds: number;
}

/** How long an operation takes. Throws for a kind that the latency table does not have. */
export function durationOf({ kind, providerWaits, sleepSeconds }: Operation, { factor, pace = 1 }: Scenario): Duration {
    if (kind === GATE) {
        return { seconds: 0, syncSeconds: 0 };
    }
    const wait = providerWaits ? secondsOf(kind, "providerWait") : 0;
    return {
        seconds: (secondsOf(kind, "cloud") * factor + wait + sleepSeconds) * pace,
        // What the provider has waited for is in effect.
        syncSeconds: providerWaits ? 0 : secondsOf(kind, "sync") * factor * pace,
    };
}

const FIRST_PAUSE = 0.1;
const PAUSE_GROWTH = 1.6;
const LONGEST_PAUSE = 10;

/** When a gate that starts to look at `start` ends, where what it looks for is there from `ready` on. Seconds. */
export function gateEnd(start: number, ready: number): number {
    let [now, pause] = [start, FIRST_PAUSE];
    while (now < ready) {
        now += pause;
        pause = Math.min(pause * PAUSE_GROWTH, LONGEST_PAUSE);
    }
    // Twice in a row.
    return now + FIRST_PAUSE;
}
