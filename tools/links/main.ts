// Looks at the links of a stack, and changes their mirrors: docs/runbooks/failover.md and failback.md say when.
//
//   npm run -s links -- status --stack NAME [--watch [SECONDS]] [--max-lag RECORDS] [--json]
//   npm run -s links -- <failover|promote|pause|resume|reverse|restore> --stack NAME [--link NAME] [--topics A,B] [--write]
//
// Both work on a simulated stack with --simulated. The whole usage is in `options.ts`.
// Exit status: 0 all is well, or done; 1 something is not, has failed, or was not agreed to; 2 it could not be asked.
import * as fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { changeMirrors, readFile, type ChangeDocument, type ChangeOptions } from "./change";
import { confirmed } from "./confirm";
import { Unanswered } from "./kafkaRest";
import type { OpenStack } from "./opened";
import { parseLinksOptions, type LinksOptions } from "./options";
import { Unreached } from "./plan";
import { agreeReal, openReal } from "./real";
import { changeLines, statusLines } from "./report";
import { agreeSimulated, openSimulated } from "./simulated";
import { editedFile } from "./stackFile";
import type { StateChange } from "./stateChange";
import { statusDocument, statusExit } from "./status";
import { surveyLink } from "./survey";
import { chosenLinks, linkTargets } from "./target";

const UNASKED = 2;

async function main(options: LinksOptions): Promise<number> {
    const { verb, simulated } = options;
    const stack = simulated === undefined ? await openReal(options) : await openSimulated(options, simulated);
    if (verb !== "status") {
        return change(stack, { ...options, change: verb }, options);
    }
    try {
        return await status(stack, options);
    } finally {
        await stack.close();
    }
}

/** Looks once, or until somebody ends it; the exit status is that of the last look. */
async function status({ outputs, access }: OpenStack, options: LinksOptions): Promise<number> {
    const links = chosenLinks(linkTargets(outputs), options.link);
    const ended = interrupted();
    for (;;) {
        const found = await Promise.all(links.map((link) => surveyLink(link, access)));
        const document = statusDocument(options.stack, found, options);
        if (options.watch !== undefined && !options.json && process.stdout.isTTY) {
            console.clear();
        }
        console.log(options.json ? JSON.stringify(document) : statusLines(document).join("\n"));
        if (options.watch === undefined || !(await ended.within(options.watch))) {
            return statusExit(document);
        }
    }
}

/** Tells of the first interrupt, and keeps it from ending the process before the clouds are closed. */
function interrupted() {
    const end = new AbortController();
    process.once("SIGINT", () => {
        end.abort();
    });
    return {
        /** False when it came within these seconds, or before. */
        within: (seconds: number): Promise<boolean> =>
            sleep(seconds * 1000, true, { signal: end.signal }).catch(() => false),
    };
}

async function change(stack: OpenStack, asked: ChangeOptions, options: LinksOptions): Promise<number> {
    const tell = (line: string) => {
        console.error(line);
    };
    const agrees = () => confirmed("Do it?", { input: process.stdin, output: process.stderr });
    // The clouds of a simulated stack are needed again for its state.
    const { document, edits, state } = await changeMirrors(stack, asked, { tell, agrees }).finally(stack.close);
    const isWanted = options.write && document.result !== "declined";
    if (isWanted) {
        fs.writeFileSync(options.config, editedFile(readFile(options.config), options.config, edits));
        await agree(options, state);
    }
    print({ ...document, written: isWanted }, options, state);
    return document.result === "done" || document.result === "nothing" ? 0 : 1;
}

async function agree(options: LinksOptions, state: StateChange): Promise<void> {
    await (options.simulated === undefined
        ? agreeReal(options, state)
        : agreeSimulated(options, options.simulated, state));
}

function print(document: ChangeDocument, { json, config }: LinksOptions, { refresh, forget }: StateChange): void {
    const isLeft = refresh.length + forget.length > 0;
    console.log(json ? JSON.stringify(document) : changeLines(document, config, isLeft).join("\n"));
}

async function run(argv: readonly string[]): Promise<void> {
    try {
        process.exitCode = await main(parseLinksOptions(argv, process.cwd()));
    } catch (error) {
        console.error(error instanceof Error ? error.message : String(error));
        const isUnasked = argv[0] === "status" || error instanceof Unanswered || error instanceof Unreached;
        process.exitCode = isUnasked ? UNASKED : 1;
    }
}

void run(process.argv.slice(2));
