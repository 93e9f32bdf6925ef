import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** One line of the system's list of processes. */
export interface ProcessRow {
    readonly pid: number;
    readonly parent: number;
    /** Resident memory. */
    readonly kib: number;
}

const INTERVAL_MS = 250;

/** Reads what `ps -A -o pid=,ppid=,rss=` prints. */
export function parseProcesses(text: string): ProcessRow[] {
    return text.split("\n").flatMap((line) => {
        const [, pid, parent, kib] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s*$/.exec(line) ?? [];
        return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), kib: Number(kib) }];
    });
}

/** Resident memory of a process and all its descendants, in KiB. Pages that two of them share count twice. */
export function treeMemory(rows: readonly ProcessRow[], root: number): number {
    const own = rows.find(({ pid }) => pid === root)?.kib ?? 0;
    const children = rows.filter(({ parent, pid }) => parent === root && pid !== root);
    return children.reduce((sum, { pid }) => sum + treeMemory(rows, pid), own);
}

/**
 * Watches the memory of a process and its descendants until the returned function is called, which gives the highest
 * sum seen in MiB; undefined where there is no `ps`, or the process was too short to be seen.
 */
export function watchMemory(root: number): () => number | undefined {
    let peak = 0;
    let busy = false;
    const look = async () => {
        busy = true;
        try {
            const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
            peak = Math.max(peak, treeMemory(parseProcesses(stdout), root));
        } catch {
            clearInterval(timer);
        } finally {
            busy = false;
        }
    };
    const timer = setInterval(() => {
        if (!busy) {
            void look();
        }
    }, INTERVAL_MS);
    return () => {
        clearInterval(timer);
        return peak === 0 ? undefined : peak / 1024;
    };
}
