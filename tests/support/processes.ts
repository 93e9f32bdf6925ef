import * as fs from "node:fs";

/** Whether processes can be found by the home that they work for. */
export const CAN_END_PROCESSES = process.platform === "linux";

/** Kills every other process that was started for this home: the engine, and the plugins, which outlive it. */
export function endProcessesOf(home: string): void {
    if (!CAN_END_PROCESSES) {
        throw new Error("processes are found in /proc, which only Linux has");
    }
    for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
        if (environmentOf(pid).includes(`PULUMI_HOME=${home}/`)) {
            try {
                process.kill(Number(pid), "SIGKILL");
            } catch {
                // It has ended by itself.
            }
        }
    }
}

function environmentOf(pid: string): string {
    try {
        return fs.readFileSync(`/proc/${pid}/environ`, "utf8");
    } catch {
        return "";
    }
}
