import type { z } from "zod";
import { checkShape } from "../../components/settings/shape";
import { settingsSchema } from "../../components/settings/schema";
import { stackName } from "../../components/settings/schema/hub";
import { at, NAMESPACE } from "../../components/settings/namespace";
import { entriesOf, type Entry } from "./entries";

const HEAD = `<!-- Written by npm run -s reference from components/settings/schema. -->

# Settings

Every key of a stack's configuration, in \`Pulumi.<stack>.yaml\` under the namespace \`${NAMESPACE}\`. The README says
[what they are for](../../README.md#settings); this page is generated from what the loader checks, and so is the
[JSON Schema](../../schema/stack-configuration.schema.json) for editors. \`KEY\` stands for a name of your own, \`[]\` for an
element of a list. Beside all this \`aws:region\` has to be set.

A value of the wrong kind is told before anything is made, with its path, what was given, what is allowed, and the way out
that is shown here as "if wrong". What settings mean for each other is checked as well, and told in the same way.
`;

/** The page of all settings. */
export function settingsPage(): string {
    const sections = Object.entries(settingsSchema.shape).map(([key, field]) => section(key, field));
    return [HEAD, ...sections].join("\n");
}

function section(key: string, field: z.core.$ZodType): string {
    const [own, ...entries] = entriesOf([key], field);
    const stack = key === "hub" ? entriesOf(["hub", "stack"], stackName.optional()) : [];
    return [`## ${key}`, "", own === undefined ? "" : text(own), "", ...[...stack, ...entries].map(line), ""].join(
        "\n",
    );
}

function line(entry: Entry): string {
    const { path, only } = entry;
    const where = only.length === 0 ? "" : ` (${only.join(", ")})`;
    const lines = text(entry).split("\n").join("\n  ");
    return `- **\`${shown(path)}\`**${where}: ${lines}`;
}

function text(entry: Entry): string {
    const { kind, fallback, required, description } = entry;
    const state = required ? " Required." : fallback === undefined ? "" : ` Default: \`${fallback}\`.`;
    const wrong = wayOut(entry);
    return `_${kind}_.${state}\n${plain(description)}${wrong === undefined ? "" : `\n<br>If wrong: ${plain(wrong)}`}`;
}

/** Markdown would take placeholders for tags, asterisks for emphasis. */
function plain(words: string): string {
    return words.replaceAll(/<[a-z][^>]*>(?:\/<[^>]*>)*/g, "`$&`").replaceAll(/(?<!`)\*(?!`)/g, "\\*");
}

function shown(path: readonly string[]): string {
    return path.join(".").replaceAll(".[]", "[]");
}

/** What the loader says to a question mark in the place of a single value; undefined where that could be right. */
function wayOut({ path, only, kind }: Entry): string | undefined {
    if (/^(?:map|list)/.test(kind) || path.join(".") === "hub.stack") {
        return undefined;
    }
    const [type] = only;
    const [root, ...rest] = path;
    const raw = { [root ?? ""]: nested(rest, type) };
    const place = at(...path.map((part) => (part === "[]" ? 0 : part)));
    const fix = checkShape(raw).problems.find((problem) => problem.path === place)?.fix;
    return fix?.replace(/; nearest is "[^"]*"/, "");
}

/** A value with a question mark at the path; maps on the way say of which type they are. */
function nested([first, ...rest]: readonly string[], type: string | undefined): unknown {
    if (first === undefined) {
        return "?";
    }
    if (first === "[]") {
        return [nested(rest, type)];
    }
    const types = type === undefined ? {} : { type, mode: type };
    return { ...types, [first]: nested(rest, type) };
}
