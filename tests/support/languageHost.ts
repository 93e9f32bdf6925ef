import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";

/** The exit status by which the SDK says that the user has been told already. */
const TOLD = 32;

/** How a program was started. */
export interface Launch {
    /** What follows `node`. */
    readonly args: readonly string[];
    /** What the program's environment has beyond that of the CLI. */
    readonly environment: Readonly<Record<string, string>>;
}

/**
 * Stands in for `pulumi-language-nodejs`, the part of the Pulumi CLI that starts Node programs: the same command line,
 * the same environment, the same meaning of exit statuses. It leaves out what a program does not notice: the proxy in
 * front of the engine's monitor, and the list of plugins to install beforehand.
 */
export class LanguageHost {
    private readonly server = new grpc.Server();
    private readonly children = new Set<ChildProcess>();
    private readonly started: Launch[] = [];
    private engineAddress = "";
    private text = "";
    private port = 0;

    private constructor(private readonly environment: NodeJS.ProcessEnv) {}

    /** Listens on loopback. Programs get `environment`, which has to be that of the CLI. */
    static async start(environment: NodeJS.ProcessEnv): Promise<LanguageHost> {
        const host = new LanguageHost(environment);
        host.server.addService(LanguageRuntimeService, host.methods());
        host.port = await new Promise<number>((resolve, reject) => {
            host.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
                if (error) {
                    reject(error);
                } else {
                    resolve(bound);
                }
            });
        });
        return host;
    }

    /** Value of PULUMI_DEBUG_LANGUAGES: the engine attaches to this host instead of starting its own. */
    get attach(): string {
        return `nodejs:${this.port}`;
    }

    get launches(): readonly Launch[] {
        return this.started;
    }

    /** All that programs wrote past the engine; the CLI shows it among its own messages. */
    get printed(): string {
        return this.text;
    }

    /** Ends what still runs, and stops listening. */
    close(): void {
        this.interrupt();
        this.server.forceShutdown();
    }

    private methods(): grpc.UntypedServiceImplementation {
        return {
            handshake: unary((request: language.LanguageHandshakeRequest) => {
                this.engineAddress = request.getEngineAddress();
                return new language.LanguageHandshakeResponse();
            }),
            getPluginInfo: unary(() => new PluginInfo()),
            getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
            run: unary((request: language.RunRequest) => this.run(request)),
            cancel: unary(() => {
                this.interrupt();
                return new Empty();
            }),
        };
    }

    private interrupt(): void {
        for (const child of this.children) {
            child.kill("SIGINT");
        }
    }

    private async run(request: language.RunRequest): Promise<language.RunResponse> {
        const info = request.getInfo();
        if (info === undefined) {
            throw new Error("the engine does not say which program to run");
        }
        const launch = {
            args: commandLine(request, info, this.engineAddress),
            environment: { ...configuration(request), ...runtimeOptions(info) },
        };
        this.started.push(launch);
        return outcome(await this.spawn(launch, info.getProgramDirectory()));
    }

    private spawn({ args, environment }: Launch, cwd: string): Promise<number | null> {
        return new Promise((resolve, reject) => {
            const child = spawn("node", args, {
                cwd,
                env: { ...this.environment, ...environment },
                stdio: ["ignore", "pipe", "pipe"],
            });
            this.children.add(child);
            for (const stream of [child.stdout, child.stderr]) {
                stream.on("data", (chunk: Buffer) => {
                    this.text += chunk.toString();
                });
            }
            child.on("error", reject);
            child.on("close", (status) => {
                this.children.delete(child);
                resolve(status);
            });
        });
    }
}

/** Answers with what `handler` returns; what it throws fails the call. */
function unary<Request, Response>(
    handler: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        Promise.resolve(call.request)
            .then(handler)
            .then(
                (response) => {
                    callback(null, response);
                },
                (error: unknown) => {
                    callback({ code: grpc.status.UNKNOWN, details: String(error) });
                },
            );
    };
}

function commandLine(request: language.RunRequest, info: language.ProgramInfo, engineAddress: string): string[] {
    const directory = info.getProgramDirectory();
    const options = {
        monitor: request.getMonitorAddress(),
        engine: engineAddress,
        organization: request.getOrganization(),
        project: request.getProject(),
        "root-directory": info.getRootDirectory(),
        stack: request.getStack(),
        pwd: directory,
    };
    return [
        createRequire(path.join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run"),
        ...Object.entries(options).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
        ...(request.getDryrun() ? ["--dry-run"] : []),
        ...["--parallel", String(request.getParallel())],
        info.getEntryPoint(),
        ...request.getArgsList(),
    ];
}

function configuration(request: language.RunRequest): Record<string, string> {
    const config: [string, string][] = request.getConfigMap().getEntryList();
    // The host speaks the older form of keys, project:config:name, which every SDK understands.
    const older = config.map(([key, value]) => [key.replace(":", ":config:"), value] as const);
    return {
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(older)),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    };
}

/** What `runtime.options` in Pulumi.yaml asks for. */
function runtimeOptions(info: language.ProgramInfo): Record<string, string> {
    const { typescript = true, tsconfig } = info.getOptions()?.toJavaScript() ?? {};
    return {
        ...(typescript === true ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
        ...(typeof tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    };
}

function outcome(status: number | null): language.RunResponse {
    const response = new language.RunResponse();
    if (status === TOLD) {
        response.setBail(true);
    } else if (status !== 0) {
        response.setError(`Program exited with non-zero exit code: ${status ?? "killed"}`);
    }
    return response;
}
