import * as fs from "node:fs";
import { changeMirrors, readFile, type ChangeDocument, type ChangeOptions } from "./change";
import type { OpenStack } from "./opened";
import type { LinksOptions } from "./options";
import { agreeReal, openReal } from "./real";
import { changeLines, statusLines } from "./report";
import { agreeSimulated, openSimulated } from "./simulated";
import { editedFile } from "./stackFile";
import type { StateChange } from "./stateChange";
import { statusDocument, statusExit } from "./status";
import { surveyLink } from "./survey";
import { chosenLinks, linkTargets } from "./target";

/** What a command has to do with whoever runs it. */
export interface Surroundings {
    /** Takes the result: one document with `--json`, else lines for people. */
    readonly print: (text: string) => void;
    /** Takes what people may want to know meanwhile, a line each. */
    readonly tell: (line: string) => void;
    readonly agrees: () => Promise<boolean>;
    /** Waits for so many seconds before the next look; false where there is to be none. */
    readonly again: (seconds: number) => Promise<boolean>;
}

/** Runs one command, and returns its exit status. Throws an Error where it cannot be run. */
export async function runLinks(options: LinksOptions, around: Surroundings): Promise<number> {
    const { verb, simulated } = options;
    const stack = simulated === undefined ? await openReal(options) : await openSimulated(options, simulated);
    if (verb !== "status") {
        return change(stack, { ...options, change: verb }, options, around);
    }
    try {
        return await status(stack, options, around);
    } finally {
        await stack.close();
    }
}

/** Looks once, or until there is to be no other look; the exit status is that of the last. */
async function status({ outputs, access }: OpenStack, options: LinksOptions, around: Surroundings): Promise<number> {
    const links = chosenLinks(linkTargets(outputs), options.link);
    for (;;) {
        const found = await Promise.all(links.map((link) => surveyLink(link, access)));
        const document = statusDocument(options.stack, found, options);
        around.print(options.json ? JSON.stringify(document) : statusLines(document).join("\n"));
        if (options.watch === undefined || !(await around.again(options.watch))) {
            return statusExit(document);
        }
    }
}

async function change(
    stack: OpenStack,
    asked: ChangeOptions,
    options: LinksOptions,
    around: Surroundings,
): Promise<number> {
    // The clouds of a simulated stack are needed again for its state.
    const { document, edits, state } = await changeMirrors(stack, asked, around).finally(stack.close);
    const isWritten = options.write && document.result !== "declined";
    if (isWritten) {
        fs.writeFileSync(options.config, editedFile(readFile(options.config), options.config, edits));
        await agree(options, state);
    }
    around.print(told({ ...document, written: isWritten }, options, state));
    return document.result === "done" || document.result === "nothing" ? 0 : 1;
}

async function agree(options: LinksOptions, state: StateChange): Promise<void> {
    await (options.simulated === undefined
        ? agreeReal(options, state)
        : agreeSimulated(options, options.simulated, state));
}

function told(document: ChangeDocument, { json, config }: LinksOptions, { refresh, forget }: StateChange): string {
    const isLeft = refresh.length + forget.length > 0;
    return json ? JSON.stringify(document) : changeLines(document, config, isLeft).join("\n");
}
