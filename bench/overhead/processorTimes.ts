import * as fs from "node:fs";

/** Of a second; the same on all machines that run Linux. */
const TICK_SECONDS = 0.01;
/** Where user and system time of ended children stand, counted from behind the process's name. */
const [CHILDREN_USER, CHILDREN_SYSTEM] = [13, 14];

/** Processor seconds of all children of this process that have ended, and theirs; 0 where there is no `/proc`. */
export function processorTimes(): number {
    try {
        return childrenTimes(fs.readFileSync("/proc/self/stat", "utf8"));
    } catch {
        return 0;
    }
}

/** Reads them from `/proc/PID/stat`. */
export function childrenTimes(stat: string): number {
    // The name may hold anything, brackets included.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[CHILDREN_USER]) + Number(fields[CHILDREN_SYSTEM])) * TICK_SECONDS;
}
