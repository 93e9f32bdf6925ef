/** How many frames a stack trace has unless somebody asks for another number. */
const USUAL_FRAMES = 10;

/**
 * Leaves stack traces one frame: where an error comes from. The SDK reads a trace for every promise, each frame of it mapped
 * to its source, which is a fifth of a program's time; it shows them only with `PULUMI_DEBUG_PROMISE_LEAKS`. Whoever looks
 * for a mistake in the program gets more with `NODE_OPTIONS=--stack-trace-limit=50`, which this respects.
 */
export function shortenStackTraces(): void {
    if (Error.stackTraceLimit === USUAL_FRAMES && process.env.PULUMI_DEBUG_PROMISE_LEAKS === undefined) {
        Error.stackTraceLimit = 1;
    }
}
