import { spawn } from "node:child_process";
import * as path from "node:path";
import { CAN_END_PROCESSES, endProcessesOf } from "../support/processes";
import type { Simulated } from "../support/simulated";

const ROOT = path.join(__dirname, "..", "..");
const CLI = path.join(ROOT, "simulator", "cli", "main.ts");

/**
 * Runs a command in a process group of its own, which the fault kills with all that is in it. Throws where the run ends
 * in any other way. Returns what it had said until then.
 */
export async function runUntilKilled(stack: Simulated, command: "up" | "destroy", fault: string): Promise<string> {
    const config = stack.writeConfiguration();
    const own = ["--stack", stack.stack, "--config", config, "--home", stack.home, "--fault", fault];
    const child = spawn(process.execPath, ["--import", "tsx", CLI, command, ...own], {
        cwd: ROOT,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const said of [child.stdout, child.stderr]) {
        said.on("data", (chunk: Buffer) => {
            output += chunk.toString();
        });
    }
    const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (_code, killedBy) => {
            resolve(killedBy);
        });
    });
    // Plugins have process groups of their own, so they outlive their engine.
    if (CAN_END_PROCESSES) {
        endProcessesOf(stack.home);
    }
    if (signal !== "SIGKILL") {
        throw new Error(`the fault did not happen: ${output.slice(-2000)}`);
    }
    return output;
}
