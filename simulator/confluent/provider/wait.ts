import { setTimeout as delay } from "node:timers/promises";
import type { CallContext } from "../../provider/model";
import type { Fields } from "../api";

/** Model seconds of one wait. */
export interface Pace {
    /** Before the first look; defaults to none. */
    readonly first?: number;
    /** Between looks; defaults to 1. At least 20 ms pass, whatever the latency factor. */
    readonly interval?: number;
    /** Until the wait is given up; defaults to 3600. */
    readonly timeout?: number;
}

const LEAST_INTERVAL_MS = 20;
/** Real time that a wait is granted on top, so that a factor of 0 does not end it before its first look. */
const GRACE_MS = 10_000;

/** Looks again and again until there is something to see; throws when the time is up. */
export async function pollUntil<T>(context: CallContext, pace: Pace, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + (pace.timeout ?? 3600) * 1000 * context.latencyFactor + GRACE_MS;
    await context.wait(pace.first ?? 0);
    for (;;) {
        const seen = await look();
        if (seen !== undefined) {
            return seen;
        }
        if (Date.now() > deadline) {
            throw new Error("timeout while waiting for the state to be reached");
        }
        await Promise.all([context.wait(pace.interval ?? 1), delay(LEAST_INTERVAL_MS)]);
    }
}

/** Waits while an object is in the phase PROVISIONING; throws when it leaves it for anything but `targets`. */
export function pollPhase(
    context: CallContext,
    targets: readonly string[],
    look: () => Promise<Fields>,
): Promise<Fields> {
    return pollUntil(context, {}, async () => {
        const object = await look();
        const phase = object.text("status.phase") ?? "";
        if (phase !== "PROVISIONING" && !targets.includes(phase)) {
            const reason = object.text("status.error_message") ?? "no reason was given";
            throw new Error(`unexpected state '${phase}', wanted target '${targets.join(", ")}': ${reason}`);
        }
        return phase === "PROVISIONING" ? undefined : object;
    });
}
