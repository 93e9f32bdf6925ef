import * as fs from "node:fs";
import * as path from "node:path";
import type { Verdict } from "./verdict";

const PAGE = path.join(__dirname, "..", "..", "docs", "runbooks", "recovery.md");

/** A shorter span is a word, which any message may hold. */
const SHORTEST = 12;

/** The messages that the runbook's text and tables name: what is in backquotes, where an ellipsis stands for anything. */
export function messagesOfRunbook(page = fs.readFileSync(PAGE, "utf8")): RegExp[] {
    const spans = page.replace(/^```[^]*?^```|^#.*$/gm, "").matchAll(/`([^`]+)`/g);
    return [...spans].flatMap(([, span = ""]) => {
        const parts = span.split(/\s+/).join(" ").split("…");
        const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
        return span.length < SHORTEST ? [] : [new RegExp(pattern)];
    });
}

/** Whether somebody who has this to tidy finds it in the runbook: by each of the messages, or as something to look for. */
export function isExplained({ why = "", orphans = [] }: Verdict, messages: readonly RegExp[]): boolean {
    const lines = why.split("\n").filter((line) => line.includes("::"));
    return lines.length === 0
        ? orphans.length > 0
        : lines.every((line) => messages.some((message) => message.test(line)));
}
