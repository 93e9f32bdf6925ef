import { spawn } from "node:child_process";
import { readStackFile, settingsOf } from "../../simulator/engine/stackFiles";
import { isProps } from "../../simulator/provider/values";
import { drifts } from "./drift";
import { outOfReach } from "./outOfReach";
import type { CheckResult } from "./report";
import { stepsOfDocument, type PreviewDocument } from "./steps";

interface Finished {
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** Checks a stack that the Pulumi CLI knows, with that CLI. */
export async function checkReal(stack: string): Promise<CheckResult> {
    const unchecked = (reason: string): CheckResult => ({ stack, result: "unchecked", reason, drifts: [] });
    const asked = await pulumi("stack", "output", "--json", "--stack", stack);
    if (asked.status !== 0) {
        return unchecked(asked.stderr.trim() || `pulumi ended with status ${asked.status}`);
    }
    const outputs = JSON.parse(asked.stdout) as Record<string, unknown>;
    if (Object.keys(outputs).length === 0) {
        return unchecked("it has no outputs, so that nothing has been deployed yet");
    }
    const reason = await outOfReach(outputs, resolverOf(stack));
    if (reason !== undefined) {
        return unchecked(reason);
    }
    // What has not changed is shown too: it tells what a refresh has seen from what a plan makes of it.
    const flags = ["--refresh", "--expect-no-changes", "--json", "--show-sames", "--non-interactive"];
    return judged(stack, await pulumi("preview", ...flags, "--stack", stack));
}

/** What a finished preview says. The command's own status tells drift from failure no better than this. */
export function judged(stack: string, { status, stdout, stderr }: Finished): CheckResult {
    const unchecked = (reason: string): CheckResult => ({ stack, result: "unchecked", reason, drifts: [] });
    const document = documentIn(stdout);
    if (document === undefined) {
        return unchecked(stderr.trim() || "the preview gave no JSON document");
    }
    const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
        return unchecked(errors.map(({ message }) => message.trim()).join("\n"));
    }
    const found = drifts(stepsOfDocument(document));
    if (found.length === 0 && status !== 0) {
        return unchecked(stderr.trim() || `pulumi ended with status ${status}`);
    }
    return { stack, result: found.length === 0 ? "none" : "drift", drifts: found };
}

function documentIn(stdout: string): PreviewDocument | undefined {
    try {
        return JSON.parse(stdout) as PreviewDocument;
    } catch {
        return undefined;
    }
}

/** The resolver that the stack's gates ask; empty for the system's. */
function resolverOf(stack: string): string {
    const { readiness } = settingsOf(readStackFile(stack, undefined));
    return isProps(readiness) && typeof readiness.resolver === "string" ? readiness.resolver : "";
}

function pulumi(...args: readonly string[]): Promise<Finished> {
    return new Promise((resolve, reject) => {
        const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
        const child = spawn("pulumi", args, { stdio: ["ignore", "pipe", "pipe"], env });
        const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
        child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
        child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
        child.on("error", reject);
        child.on("close", (status) => {
            const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
            resolve({ status: status ?? 1, stdout: text(stdout), stderr: text(stderr) });
        });
    });
}
