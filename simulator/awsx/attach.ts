import { spawn, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { AttachedProvider } from "../provider/server";

const ROOT = path.join(__dirname, "..", "..");
const MAIN = path.join(__dirname, "main.ts");

/** Starts the stand-in of awsx, which takes about as long as the program's own start, and waits until it listens. */
export async function startAwsx(): Promise<AttachedProvider> {
    // From the project's folder, where the loader is found.
    const child = spawn(process.execPath, ["--import", "tsx", MAIN], { cwd: ROOT, stdio: ["pipe", "pipe", "pipe"] });
    const port = await portOf(child, "the stand-in of awsx");
    return {
        name: "awsx",
        port,
        close: () => {
            child.kill();
        },
    };
}

/** A provider's first line is its port; what it says on the other stream explains why there is none. */
export function portOf(child: ChildProcess, name: string): Promise<number> {
    let told = "";
    child.stderr?.on("data", (chunk: Buffer) => {
        told += chunk.toString();
    });
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => {
            reject(new Error(`${name} ended with status ${String(code)}:\n${told}`));
        });
        if (child.stdout !== null) {
            createInterface(child.stdout).once("line", (line) => {
                resolve(Number(line));
            });
        }
    });
}
