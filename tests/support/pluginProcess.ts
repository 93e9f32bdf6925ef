import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { portOf } from "../../simulator/awsx/attach";

/**
 * A package that serves its components, started as Pulumi's language host does: the SDK's own launcher from the package's
 * folder, the program's folder as working directory, the port as first line.
 */
export class PluginProcess {
    private constructor(
        private readonly child: ChildProcess,
        readonly port: number,
    ) {}

    /** `engine` is the address of an engine that does not attach itself, as it does to providers it is told of. */
    static async start(folder: string, cwd: string, engine?: string): Promise<PluginProcess> {
        const launcher = createRequire(path.join(folder, "package.json")).resolve("@pulumi/pulumi/cmd/run-plugin");
        const child = spawn(process.execPath, [launcher, folder, ...(engine === undefined ? [] : [engine])], {
            cwd,
            stdio: ["ignore", "pipe", "pipe"],
        });
        return new PluginProcess(child, await portOf(child, "the plugin"));
    }

    /** A connection to it, to be closed by who asked for it. */
    client(): ResourceProviderClient {
        return new ResourceProviderClient(`127.0.0.1:${this.port}`, grpc.credentials.createInsecure());
    }

    close(): void {
        this.child.kill();
    }
}
