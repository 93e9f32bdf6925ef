import { finished, type Finished } from "../../simulator/engine/command";
import { configOf, resolverIn } from "../stack";
import { drifts } from "./drift";
import { uncheckable } from "./outOfReach";
import { checked, unchecked, type CheckResult } from "./report";
import { stepsOfDocument, type PreviewDocument } from "./steps";

/** Checks a stack that the Pulumi CLI knows, with that CLI. */
export async function checkReal(stack: string): Promise<CheckResult> {
    const asked = await pulumi("stack", "output", "--json", "--stack", stack);
    if (asked.status !== 0) {
        return unchecked(stack, asked.stderr.trim() || `pulumi ended with status ${asked.status}`);
    }
    const outputs = JSON.parse(asked.stdout) as Record<string, unknown>;
    const reason = await uncheckable(outputs, resolverIn(await configOf(stack, undefined)));
    if (reason !== undefined) {
        return unchecked(stack, reason);
    }
    // What has not changed is shown too: it tells what a refresh has seen from what a plan makes of it.
    const flags = ["--refresh", "--expect-no-changes", "--json", "--show-sames", "--non-interactive"];
    return judged(stack, await pulumi("preview", ...flags, "--stack", stack), outputs);
}

/** What a finished preview says. The command's own status tells drift from failure no better than this. */
export function judged(
    stack: string,
    { status, stdout, stderr }: Finished,
    outputs: Readonly<Record<string, unknown>>,
): CheckResult {
    const document = documentIn(stdout);
    if (document === undefined) {
        return unchecked(stack, stderr.trim() || "the preview gave no JSON document");
    }
    const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
        return unchecked(stack, errors.map(({ message }) => message.trim()).join("\n"));
    }
    const found = drifts(stepsOfDocument(document));
    if (found.length === 0 && status !== 0) {
        return unchecked(stack, stderr.trim() || `pulumi ended with status ${status}`);
    }
    return checked(stack, found, outputs);
}

function documentIn(stdout: string): PreviewDocument | undefined {
    try {
        return JSON.parse(stdout) as PreviewDocument;
    } catch {
        return undefined;
    }
}

function pulumi(...args: readonly string[]): Promise<Finished> {
    return finished("pulumi", args, { env: { PULUMI_SKIP_UPDATE_CHECK: "true" } });
}
