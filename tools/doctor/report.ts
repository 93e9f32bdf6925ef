import type { Check, Status } from "./check";

const MARKS: Readonly<Record<Status, string>> = { ok: "ok", warning: "warning", failed: "FAILED", skipped: "-" };
const MARK_WIDTH = 9;

/** The list, a line for each check and one below it for what to do. */
export function doctorReport(stack: string, checks: readonly Check[]): string[] {
    const width = Math.max(0, ...checks.map(({ name }) => name.length));
    const lines = checks.flatMap(({ name, status, told, fix }) => [
        `${MARKS[status].padEnd(MARK_WIDTH)}${name.padEnd(width)}  ${told}`,
        ...(fix === undefined ? [] : [`${" ".repeat(MARK_WIDTH + width)}  ${fix}`]),
    ]);
    return [...lines, "", verdict(stack, checks)];
}

function verdict(stack: string, checks: readonly Check[]): string {
    const count = (status: Status) => checks.filter((check) => check.status === status).length;
    return count("failed") === 0
        ? `Stack ${stack} is ready for pulumi up, as far as can be told (${count("warning")} warnings).`
        : `Stack ${stack} is not ready: ${count("failed")} failed.`;
}

/** True where an `up` would fail. */
export function hasFailed(checks: readonly Check[]): boolean {
    return checks.some(({ status }) => status === "failed");
}
