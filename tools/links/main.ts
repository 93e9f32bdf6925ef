// Looks at the links of a stack, and changes their mirrors: docs/runbooks/failover.md and failback.md say when.
//
//   npm run -s links -- status --stack NAME [--watch [SECONDS]] [--max-lag RECORDS] [--json]
//   npm run -s links -- <failover|promote|pause|resume|reverse|restore> --stack NAME [--link NAME] [--topics A,B] [--write]
//
// Both work on a simulated stack with --simulated. The whole usage is in `options.ts`.
// Exit status: 0 all is well, or done; 1 something is not, has failed, or was not agreed to; 2 it could not be asked.
import { setTimeout as sleep } from "node:timers/promises";
import { goOnUnheard } from "../../simulator/engine/unheard";
import { confirmed } from "./confirm";
import { Unanswered } from "./kafkaRest";
import { parseLinksOptions } from "./options";
import { Unreached } from "./plan";
import { runLinks } from "./run";

const UNASKED = 2;

async function main(argv: readonly string[]): Promise<number> {
    const options = parseLinksOptions(argv, process.cwd(), process.env);
    const end = new AbortController();
    if (options.watch !== undefined) {
        // The clouds of a simulated stack are closed before the process ends.
        process.once("SIGINT", () => {
            end.abort();
        });
    }
    return runLinks(options, {
        print: (text) => {
            if (options.watch !== undefined && !options.json && process.stdout.isTTY) {
                console.clear();
            }
            console.log(text);
        },
        tell: (line) => {
            console.error(line);
        },
        agrees: () => confirmed("Do it?", { input: process.stdin, output: process.stderr }),
        again: (seconds) => sleep(seconds * 1000, true, { signal: end.signal }).catch(() => false),
    });
}

async function run(argv: readonly string[]): Promise<void> {
    try {
        process.exitCode = await main(argv);
    } catch (error) {
        console.error(error instanceof Error ? error.message : String(error));
        const isUnasked = argv[0] === "status" || error instanceof Unanswered || error instanceof Unreached;
        process.exitCode = isUnasked ? UNASKED : 1;
    }
}

goOnUnheard();
void run(process.argv.slice(2));
