import { spawn } from "node:child_process";
import { watchMemory } from "./processTree";
import type { Sample } from "./statistics";

const SHOWN_OF_A_FAILURE = 4000;

export interface ChildOptions {
    readonly cwd: string;
    /** Added to this process's own environment. */
    readonly env?: Readonly<Record<string, string>>;
    /** Whether to watch the memory of the process and its descendants. Defaults to false. */
    readonly memory?: boolean;
}

export interface ChildResult extends Sample {
    readonly stdout: string;
}

/** Runs a program to its end and times it. Throws with its last words when it fails. */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<ChildResult> {
    return new Promise((resolve, reject) => {
        const started = performance.now();
        const child = spawn(command, args, {
            cwd: options.cwd,
            env: { ...process.env, ...options.env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const watch = options.memory === true && child.pid !== undefined ? watchMemory(child.pid) : undefined;
        const text = { stdout: "", stderr: "" };
        child.stdout.on("data", (chunk: Buffer) => (text.stdout += chunk.toString()));
        child.stderr.on("data", (chunk: Buffer) => (text.stderr += chunk.toString()));
        child.on("error", (error) => {
            watch?.();
            reject(error);
        });
        child.on("close", (code, signal) => {
            const seconds = (performance.now() - started) / 1000;
            const memoryMiB = watch?.();
            if (code === 0) {
                resolve({ seconds, stdout: text.stdout, ...(memoryMiB === undefined ? {} : { memoryMiB }) });
                return;
            }
            const words = `${text.stdout}\n${text.stderr}`.trim().slice(-SHOWN_OF_A_FAILURE);
            reject(
                new Error(`${[command, ...args].join(" ")} ended with ${signal ?? `status ${code ?? "?"}`}:\n${words}`),
            );
        });
    });
}
