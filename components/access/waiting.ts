// Serialised into the stack's state with the providers of gates and guard: nothing but built-in modules here either.

/** Why a cluster is not ready yet. */
export interface NotReady {
    readonly stage: "token" | "resolve" | "connect" | "authenticate" | "authorise" | "respond" | "link";
    readonly seen: string;
    /** True where the service answers, and says that it is asked too much (429). */
    readonly isBusy?: true;
}

/** Time as the wait sees it, in milliseconds. */
export interface Clock {
    now(): number;
    sleep(milliseconds: number): Promise<void>;
}

export interface Wait {
    /** Defaults to time as it passes. */
    readonly clock?: Clock;
    readonly deadlineMs: number;
    /** What the error at the deadline says of the last failure. */
    readonly explanation: (failure: NotReady) => string;
    /** Is handed each failure before that. Defaults to nothing. */
    readonly progress?: (waitedMs: number, failure: NotReady) => void;
    /** How often in a row nothing may be wrong before it is believed. Defaults to twice. */
    readonly inARow?: number;
}

/** Calls `probe` with growing pauses until it has found nothing wrong. Throws at the deadline. */
export async function waitFor(
    probe: () => Promise<NotReady | undefined>,
    { clock = realClock(), deadlineMs, explanation, progress = () => undefined, inARow = 2 }: Wait,
): Promise<void> {
    const started = clock.now();
    const end = started + deadlineMs;
    let pause = 100;
    let successes = 0;
    for (;;) {
        const failure = await probe();
        successes = failure === undefined ? successes + 1 : 0;
        if (successes === inARow) {
            return;
        }
        if (failure === undefined) {
            await clock.sleep(100);
            continue;
        }
        if (clock.now() >= end) {
            throw new Error(explanation(failure));
        }
        progress(clock.now() - started, failure);
        await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
        pause = Math.min(pause * 1.6, 10_000);
    }
}

/**
 * Tells what a wait is about, for people who look on: nothing in the first ten seconds, then at once where the stage is
 * another one, else every minute.
 */
export function teller(what: string, tell: (line: string) => void): (waitedMs: number, failure: NotReady) => void {
    let told = { at: 0, stage: "" };
    return (waitedMs, { stage, seen }) => {
        if (waitedMs < (stage === told.stage ? told.at + 60_000 : 10_000)) {
            return;
        }
        told = { at: waitedMs, stage };
        tell(
            `${what} is not ready after ${String(Math.round(waitedMs / 1000))} s. Waiting for: ${stage}. Seen: ${seen}.`,
        );
    };
}

/** Time as it passes. */
export function realClock(): Clock {
    return {
        now: () => Date.now(),
        sleep: (milliseconds: number) => new Promise<void>((wake) => setTimeout(wake, milliseconds)),
    };
}
