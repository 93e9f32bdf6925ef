// Plays what the main process sends, one after the other. World and engine are this process's own.
import { processorTimes } from "../../bench/overhead/processorTimes";
import type { Simulated } from "../support/simulated";
import type { Case } from "./matrix";
import { freshStack, play, type Scene } from "./play";
import { record, type Recording } from "./record";
import type { Verdict } from "./verdict";
import type { Inventory } from "./inventory";

/** What the main process asks for. */
export type Task =
    | { readonly ask: "record"; readonly stack: string }
    | { readonly ask: "play"; readonly played: Case; readonly end: Inventory };

/** What it is told. */
export type Answer = { readonly processorSeconds: number } & Told;

type Told = { readonly recording: Recording } | { readonly verdict: Verdict } | { readonly error: string };

/** The stack that cases start from, and how it was made: cases come stack by stack, and phase by phase. */
let start: { readonly from: string; readonly stack: Promise<Simulated> } | undefined;

async function startOf(name: string, isDeployed: boolean): Promise<Simulated> {
    const stack = freshStack(name);
    await (isDeployed ? stack.succeed("up") : stack.prepare());
    return stack;
}

function sceneOf({ stack: name, phase }: Case, end: Inventory): Scene {
    const isDeployed = phase !== "create";
    const from = `${name} ${isDeployed ? "deployed" : "empty"}`;
    if (start?.from !== from) {
        start = { from, stack: startOf(name, isDeployed) };
    }
    const { stack } = start;
    return { start: async () => (await stack).copy(), end };
}

async function perform(task: Task): Promise<Told> {
    try {
        return task.ask === "record"
            ? { recording: await record(task.stack) }
            : { verdict: await play(task.played, sceneOf(task.played, task.end)) };
    } catch (error) {
        return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
}

/** Processor time of this process and of those that it has started and that have ended; without /proc its own. */
function processorSeconds(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6 + processorTimes();
}

process.on("message", (task: Task) => {
    const before = processorSeconds();
    void perform(task).then((answer) => {
        process.send?.({ ...answer, processorSeconds: processorSeconds() - before });
    });
});
process.on("disconnect", () => {
    try {
        process.exit();
    } catch {
        // An engine that still writes keeps its folder from being removed on the way out.
        process.kill(process.pid, "SIGKILL");
    }
});
