// The SDK's plugin for dynamic providers, attached to instead of started: an engine starts one per run, which takes as
// long as all else that the engine does. Run as a program this file is that plugin, as the SDK has it; imported, it
// starts one for this process.
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";

const ROOT = path.join(__dirname, "..", "..");
const PLUGIN = "@pulumi/pulumi/cmd/dynamic-provider";

let started: Promise<number> | undefined;

/** The port of this process's plugin. It is started once, and ends with this process, however that ends. */
export function dynamicProviders(): Promise<number> {
    started ??= start();
    return started;
}

function start(): Promise<number> {
    // The plugin wants the address of an engine, and makes no use of it.
    const args = ["--import", "tsx", __filename, "127.0.0.1:0"];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => {
            reject(new Error(`the plugin for dynamic providers ended with status ${String(code)}`));
        });
        const lines = createInterface(child.stdout);
        lines.once("line", (line) => {
            lines.close();
            // Nothing here may keep this process from its end.
            for (const handle of [child, child.stdin, child.stdout]) {
                (handle as { unref?: () => void }).unref?.();
            }
            resolve(Number(line));
        });
    });
}

/** The plugin knows no attaching, for which nothing is to be done. */
function allowAttaching(): void {
    const { prototype } = grpc.Server;
    const add = Reflect.get(prototype, "addService");
    prototype.addService = function (service, implementation) {
        const attach: grpc.handleUnaryCall<unknown, Empty> = (_call, callback) => {
            callback(null, new Empty());
        };
        add.call(this, service, Object.assign(implementation, { attach }));
    };
}

if (require.main === module) {
    process.stdin.once("end", () => process.exit()).resume();
    allowAttaching();
    createRequire(__filename)(PLUGIN);
}
