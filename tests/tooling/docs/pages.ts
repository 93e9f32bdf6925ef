import * as fs from "node:fs";
import * as path from "node:path";
import { ROOT } from "../../../tools/reference/files";

/** A block of code in a page. */
export interface Block {
    readonly page: string;
    readonly language: string;
    /** Without the indent of the list that it may stand in. */
    readonly text: string;
}

/** The README and everything in docs, by path in the checkout. */
export function pages(): string[] {
    const docs = fs.readdirSync(path.join(ROOT, "docs"), { recursive: true, encoding: "utf8" });
    return ["README.md", ...docs.filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`)].toSorted();
}

export function textOf(page: string): string {
    return fs.readFileSync(path.join(ROOT, page), "utf8");
}

export function blocksOf(page: string): Block[] {
    const fences = textOf(page).matchAll(/^(?<indent> *)```(?<language>\w*)\n(?<text>[^]*?)^ *```$/gm);
    return Array.from(fences, ({ groups }) => ({
        page,
        language: groups?.language ?? "",
        text: (groups?.text ?? "").replaceAll(new RegExp(`^${groups?.indent ?? ""}`, "gm"), ""),
    }));
}

/** A page without its blocks of code. */
export function proseOf(page: string): string {
    return textOf(page).replaceAll(/^ *```[^]*?^ *```$/gm, "");
}

/** What GitHub makes of a headline, to be linked to. */
export function anchorsOf(page: string): string[] {
    const titles = proseOf(page).match(/^#+ .+$/gm) ?? [];
    return titles.map((title) =>
        title
            .replace(/^#+ /, "")
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
            .replaceAll(/\s/g, "-"),
    );
}

/** The words of each command in a block of shell: without comments, redirections, and what is piped into others. */
export function commandsOf({ text }: Block): string[][] {
    const lines = text.replaceAll(/\\\n\s*/g, " ").split("\n");
    return lines.map(words).filter(({ length }) => length > 0);
}

function words(line: string): string[] {
    const parts = Array.from(line.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g), (match) => ({
        plain: match[3],
        word: match[1] ?? match[2] ?? match[3] ?? "",
    }));
    const end = parts.findIndex(({ plain }) => plain !== undefined && /^(?:#|\||<|>)/.test(plain));
    return (end === -1 ? parts : parts.slice(0, end)).map(({ word }) => word);
}
