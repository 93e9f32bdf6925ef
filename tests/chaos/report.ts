import { FAULT_KINDS, type FaultKind } from "../../simulator/provider/faults";
import { caseId, PHASES, type Case, type Phase } from "./matrix";
import type { Result } from "./results";
import { isExplained, messagesOfRunbook } from "./runbook";
import { OUTCOMES, type Outcome } from "./verdict";

/** Processor seconds of one case, the mean of all on two cores: three or four runs of the engine, or two. */
const SECONDS: Readonly<Record<Phase, number>> = { create: 7, change: 7, destroy: 2.5, restore: 6 };

const WORDS: Readonly<Record<Outcome, string>> = {
    passed: "passed",
    refreshed: "passed after a refresh",
    named: "stopped with names",
    hand: "need a hand",
    failed: "failed",
};

/** Writing the state after every step, and releasing its lock. */
const SECONDS_OF_KILL = 2;

/** Processor seconds that these cases are likely to take. */
export function plannedSeconds(cases: readonly Case[]): number {
    return cases.reduce((sum, { phase, kind }) => sum + SECONDS[phase] + (kind === "stop" ? SECONDS_OF_KILL : 0), 0);
}

/** Size of the matrix and the time that it takes. */
export function planLines(cases: readonly Case[], left: readonly Case[], jobs: number): string[] {
    const phases = PHASES.map((phase) => `${phase} ${cases.filter((each) => each.phase === phase).length}`);
    const seconds = plannedSeconds(left);
    return [
        `${cases.length} cases (${phases.join(", ")}), ${cases.length - left.length} of them done before.`,
        `${left.length} to run: about ${duration(seconds)} of processor time, ${duration(seconds / jobs)} with ${jobs} workers.`,
    ];
}

/** What came of the cases: numbers first, then everything that is not simply passed. */
export function reportLines(cases: readonly Case[], resultOf: (id: string) => Result | undefined): string[] {
    const results = cases.flatMap((each) => resultOf(caseId(each)) ?? []);
    const by = (outcome: string) => results.filter((result) => result.outcome === outcome);
    const seconds = results.reduce((sum, { processorSeconds }) => sum + processorSeconds, 0);
    const numbers = OUTCOMES.map((outcome) => `${by(outcome).length} ${WORDS[outcome]}`);
    return [
        ...section("Passed after a refresh", by("refreshed")),
        ...section("Needs a hand", by("hand")),
        ...section("Not in docs/runbooks/recovery.md", unexplained(results)),
        ...section("Failed", by("failed")),
        ...tableLines(cases, resultOf),
        "",
        `${results.length} of ${cases.length} cases: ${numbers.join(", ")}; ${duration(seconds)} of processor time`,
    ];
}

/** What somebody has to do, and would not find in the runbook. */
export function unexplained(results: readonly Result[]): Result[] {
    const messages = messagesOfRunbook();
    return results.filter((each) => ["hand", "named"].includes(each.outcome) && !isExplained(each, messages));
}

const COLUMNS: Readonly<Record<FaultKind, string>> = {
    fail: "fails once",
    lose: "answer is lost",
    stop: "run is killed",
};

/** What came of each fault in each phase, as a table of Markdown. */
function tableLines(cases: readonly Case[], resultOf: (id: string) => Result | undefined): string[] {
    const cell = (phase: Phase, kind: FaultKind) => {
        const own = cases.filter((each) => each.phase === phase && each.kind === kind);
        const outcomes = own.map((each) => resultOf(caseId(each))?.outcome);
        const counts = [...OUTCOMES, undefined].map((outcome) => {
            const count = outcomes.filter((each) => each === outcome).length;
            return count === 0 ? [] : [`${count} ${outcome === undefined ? "not played" : WORDS[outcome]}`];
        });
        return counts.flat().join(", ");
    };
    const phases = PHASES.filter((phase) => cases.some((each) => each.phase === phase));
    return [
        `| | ${FAULT_KINDS.map((kind) => COLUMNS[kind]).join(" | ")} |`,
        `| --- | ${FAULT_KINDS.map(() => "---").join(" | ")} |`,
        ...phases.map((phase) => `| ${phase} | ${FAULT_KINDS.map((kind) => cell(phase, kind)).join(" | ")} |`),
    ];
}

function section(title: string, results: readonly Result[]): string[] {
    const lines = results.map(({ id, why = "", orphans = [] }) => {
        const named = orphans.length === 0 ? "" : ` [${orphans.join(", ")}]`;
        return `  ${id}: ${why.split("\n")[0] ?? ""}${named}`;
    });
    return lines.length === 0 ? [] : [`${title}:`, ...lines, ""];
}

function duration(seconds: number): string {
    return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
