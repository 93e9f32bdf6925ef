import { resourceName } from "../../simulator/engine/urns";
import { isTold, shortType } from "../drift/drift";
import { stepsOfDocument, type PreviewDocument } from "../drift/steps";
import { withoutSecrets } from "./secrets";

/** Where a preview ran, and how it ended. */
export interface PreviewRun {
    readonly stack: string;
    /** The exit status of `pulumi preview`. */
    readonly status: number;
    /** Address of the run's log; undefined for none. */
    readonly url: string | undefined;
}

const MOST_ROWS = 100;
const MOST_ERRORS = 10;
/** Characters of one error message. */
const LONGEST_ERROR = 2000;

const REPLACING = ["replace", "create-replacement", "delete-replaced"];
/** What a plan does, the riskiest first. */
const ACTIONS = ["replace", "delete", "update", "create", "import"] as const;

type Action = (typeof ACTIONS)[number];

interface Change {
    readonly action: Action;
    readonly type: string;
    readonly name: string;
    /** Names of the properties that differ, never their values. */
    readonly properties: readonly string[];
}

/** The first line of the comment, by which the next run finds it. */
export function marker(stack: string): string {
    return `<!-- pulumi-preview: ${stack} -->`;
}

/**
 * The comment on a pull request, in Markdown: which resources change, how, and in which properties. Values and outputs are
 * left out, and errors are cut short and stripped of what looks like a secret. `document` is what `pulumi preview --json`
 * wrote.
 */
export function previewComment(document: string, run: PreviewRun): string {
    const plan = parsed(document);
    const changes = plan === undefined ? [] : changesOf(plan);
    const errors = (plan?.diagnostics ?? []).filter(({ severity }) => severity === "error");
    const failed = run.status !== 0 || plan === undefined || errors.length > 0;
    return [
        marker(run.stack),
        `### Preview of \`${run.stack}\`: ${failed ? "failed" : summary(changes)}`,
        ...(failed ? errorLines(errors.map(({ message }) => message)) : table(changes)),
        "",
        `Names only: values and outputs are left out.${run.url === undefined ? "" : ` [Log](${run.url})`}`,
        "",
    ].join("\n");
}

function parsed(document: string): PreviewDocument | undefined {
    try {
        return JSON.parse(document) as PreviewDocument;
    } catch {
        return undefined;
    }
}

function changesOf(plan: PreviewDocument): Change[] {
    const steps = stepsOfDocument(plan).filter(({ type }) => type !== "pulumi:pulumi:Stack");
    const byUrn = new Map<string, Change>();
    for (const { op, urn, type, differing } of steps) {
        const action = REPLACING.includes(op) ? "replace" : ACTIONS.find((one) => one === op);
        if (action !== undefined) {
            const properties = [...new Set([...(byUrn.get(urn)?.properties ?? []), ...differing])].filter(isTold);
            byUrn.set(urn, { action, type: shortType(type), name: resourceName(urn) || urn, properties });
        }
    }
    const rank = ({ action, type, name }: Change) => `${ACTIONS.indexOf(action)} ${type} ${name}`;
    return [...byUrn.values()].toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
}

function summary(changes: readonly Change[]): string {
    const counts = ACTIONS.map(
        (action) => [action, changes.filter((change) => change.action === action).length] as const,
    );
    const told = counts.filter(([, count]) => count > 0).map(([action, count]) => `${count} to ${action}`);
    return told.length === 0 ? "no changes" : told.join(", ");
}

function table(changes: readonly Change[]): string[] {
    if (changes.length === 0) {
        return [];
    }
    const rows = changes.slice(0, MOST_ROWS).map(({ action, type, name, properties }) => {
        const verb = action === "replace" || action === "delete" ? `**${action}**` : action;
        return `| ${verb} | ${code(type)} | ${code(name)} | ${properties.map(code).join(", ")} |`;
    });
    const left = changes.length - rows.length;
    return [
        "",
        "| what | resource | name | differs |",
        "| --- | --- | --- | --- |",
        ...rows,
        ...(left > 0 ? ["", `… and ${left} more: see the log.`] : []),
    ];
}

/** Nothing in it ends the cell or the code, nor mentions anybody. */
function code(text: string): string {
    return `\`${text.replaceAll(/[`|\r\n]/g, "·")}\``;
}

function errorLines(messages: readonly string[]): string[] {
    if (messages.length === 0) {
        return ["", "It gave no plan and no error: see the log."];
    }
    const told = messages.slice(0, MOST_ERRORS).map((message) => {
        const text = withoutSecrets(message.trim());
        return text.length > LONGEST_ERROR ? `${text.slice(0, LONGEST_ERROR)} …` : text;
    });
    // Longer than any row of backticks inside.
    const longest = Math.max(2, ...told.flatMap((text) => (text.match(/`+/g) ?? []).map(({ length }) => length)));
    const fence = "`".repeat(longest + 1);
    return ["", `${fence}text`, ...told, fence];
}
