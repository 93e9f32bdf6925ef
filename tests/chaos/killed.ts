import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
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
    endPlugins(stack.home);
    if (signal !== "SIGKILL") {
        throw new Error(`the fault did not happen: ${output.slice(-2000)}`);
    }
    return output;
}

/** Plugins have process groups of their own, so they outlive their engine: those that name this home are ended. */
function endPlugins(home: string): void {
    if (process.platform !== "linux") {
        return;
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
