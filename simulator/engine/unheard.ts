/**
 * Lets this process go on when whoever read its output has gone, as `head` does: a run that is under way comes to its end.
 * Without it each failed write is an exception, which the SDK reports by another write, without end. Any other fault of the
 * output makes the exit status 1.
 */
export function goOnUnheard(streams: readonly NodeJS.EventEmitter[] = [process.stdout, process.stderr]): void {
    for (const stream of streams) {
        stream.on("error", ({ code }: NodeJS.ErrnoException) => {
            if (code !== "EPIPE") {
                process.exitCode = 1;
            }
        });
    }
}
