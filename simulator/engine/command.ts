import { spawn } from "node:child_process";
import * as os from "node:os";

/** A finished command. */
export interface Finished {
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
}

export interface CommandOptions {
    /** Defaults to this process's own. */
    readonly cwd?: string;
    /** Added to this process's own environment. */
    readonly env?: Readonly<Record<string, string>>;
    /** Whether whatever else runs goes first. Defaults to false. */
    readonly yielding?: boolean;
}

/** Runs a command with arguments, without a shell, to its end. Rejects where it cannot be started. */
export function finished(
    command: string,
    args: readonly string[],
    { cwd, env, yielding = false }: CommandOptions = {},
): Promise<Finished> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, {
            cwd,
            env: { ...process.env, ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        if (yielding && child.pid !== undefined) {
            os.setPriority(child.pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
        }
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

/** Runs the Go command in a folder and tells what it printed. Rejects with what it says where it fails. */
export async function go(args: readonly string[], cwd: string): Promise<string> {
    // A build keeps every core busy for minutes.
    const { status, stdout, stderr } = await finished("go", args, { cwd, yielding: true });
    if (status !== 0) {
        throw new Error(`go ${args[0] ?? ""} failed: ${stderr.trim()}`);
    }
    return stdout;
}
