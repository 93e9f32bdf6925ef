import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { goOnUnheard } from "../simulator/engine/unheard";

/** Which stack, where it is kept, and for whom to print. */
export interface StackOptions {
    readonly stack: string;
    /** The folder of a simulated stack; undefined for one that the Pulumi CLI knows. */
    readonly home: string | undefined;
    readonly json: boolean;
}

/** What a command line says; words that the parser does not know are refused with the usage. */
export function withUsage<T>(usage: string, parse: () => T): T {
    try {
        return parse();
    } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
    }
}

/** Reads `--stack NAME [--home DIR] [--json]`; throws with the usage where no stack is named. */
export function stackOptions(usage: string, argv: readonly string[] = process.argv.slice(2)): StackOptions {
    const { values } = parseArgs({
        args: [...argv],
        options: {
            stack: { type: "string" },
            home: { type: "string" },
            json: { type: "boolean", default: false },
        },
    });
    const { stack, home, json } = values;
    if (stack === undefined) {
        throw new Error(`which stack? ${usage}`);
    }
    return { stack, home, json };
}

/** Prints what a tool has made, or writes it to a file. */
export function writeResult(text: string, out: string | undefined): void {
    if (out === undefined) {
        process.stdout.write(text);
        return;
    }
    fs.mkdirSync(path.dirname(out), { recursive: true });
    fs.writeFileSync(out, text);
}

/** Runs a tool's command; an error is told without its stack, and sets the exit status, 1 by default. */
export function runTool(command: () => Promise<void> | void, failed = 1): void {
    goOnUnheard();
    Promise.resolve()
        .then(command)
        .catch((error: unknown) => {
            console.error(error instanceof Error ? error.message : String(error));
            process.exitCode = failed;
        });
}
