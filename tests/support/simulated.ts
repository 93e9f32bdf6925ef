import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Deployment, EngineEvent, PulumiCommand, StepEventMetadata } from "@pulumi/pulumi/automation";
import * as yaml from "js-yaml";
import { cloudState, type CloudState } from "../../simulator/cli/state";
import { cloudKey } from "../../simulator/confluent/cloudKey";
import { resolveEngine } from "../../simulator/engine/install";
import { runEngine, type EngineCommand, type Outcome } from "../../simulator/engine/operations";
import { openSession, type Session } from "../../simulator/engine/session";
import {
    poolClientOf,
    readEarlier,
    readStackFile,
    settingsOf,
    stackFolders,
    stateFile,
    type StackFile,
} from "../../simulator/engine/stackFiles";
import { className, resourceName } from "../../simulator/engine/urns";
import type { RunnerPlace } from "../../simulator/cli/options";
import type { CallCounts, Limits } from "../../simulator/traffic/traffic";
import { parseFault } from "../../simulator/provider/faults";
import { World } from "../../simulator/world";
import { restored } from "../../tools/release/snapshot";
import { copyBlankStack } from "./blankStack";
import { dynamicProviders } from "./dynamicProviders";
import type { Example } from "./examples";
import { endProcessesOf } from "./processes";
import type { RawSettings } from "./rawSettings";
import { keysOf } from "./stackFile";

/** One step of the engine on a resource (providers are its own business): what happens to which resource. */
export interface Step {
    readonly op: string;
    /** The type's class name, such as KafkaTopic. */
    readonly type: string;
    readonly name: string;
}

export interface Run extends Outcome {
    /** All steps but those that change nothing, in the order in which they ended. */
    readonly steps: readonly Step[];
    /** Everything that the engine told of the run, as JSON, but for the SDK's debug messages: these show secrets. */
    readonly log: string;
    /** How often what was called in the run. */
    readonly calls: CallCounts;
    /** Whether a `stop` fault has killed the engine. */
    readonly wasKilled: boolean;
}

export interface RunOptions {
    readonly runner?: RunnerPlace;
    readonly latency?: number;
    readonly faults?: readonly string[];
    /** Resources to make anew: the ends of their URNs, such as `ApiKey::shared-manager-key`. */
    readonly replace?: readonly string[];
    /** Whether a preview or an `up` looks first at what is really there. */
    readonly refresh?: boolean;
    /** Folders of policy packs that a preview or an `up` has to keep to. */
    readonly policyPacks?: readonly string[];
    readonly policyPackConfigs?: readonly string[];
    /** How much the services put up with. Defaults to anything. */
    readonly limits?: Limits;
    /** Whether the engine starts its own plugins and writes its state after every step, as for users. Defaults to false. */
    readonly unabridged?: boolean;
}

const homes: string[] = [];
const deployments = new Map<string, Promise<Simulated>>();

process.on("exit", () => {
    for (const home of homes) {
        fs.rmSync(home, { recursive: true, force: true });
    }
});

/** A simulated stack in a folder of its own, run in this process by the real engine. */
export class Simulated {
    private config: StackFile;

    private constructor(
        readonly home: string,
        readonly stack: string,
        private readonly file?: string,
    ) {
        this.config = readStackFile(stack, file);
    }

    /** An empty world for the committed configuration of `stack`. */
    static fresh(stack = "dev"): Simulated {
        return new Simulated(newHome(), stack);
    }

    /** An empty world for an example's configuration. */
    static ofExample({ stack, file }: Example): Simulated {
        return new Simulated(newHome(), stack, file);
    }

    /** A stack as a release left it, with the configuration that it had then, and secrets of its own. */
    static async ofRelease(file: string): Promise<Simulated> {
        const home = newHome();
        const { stack, configuration, state, world } = restored(file, World.open().data.address);
        const own = path.join(home, `Pulumi.${stack}.yaml`);
        fs.writeFileSync(own, yaml.dump(configuration));
        const found = new Simulated(home, stack, own);
        const { world: worldFile } = stackFolders(home, stack);
        fs.mkdirSync(path.dirname(worldFile), { recursive: true });
        fs.writeFileSync(worldFile, JSON.stringify(world));
        await found.editState(() => {
            // The import encrypts with the key that the state names; that of the new stack is in its file by now.
            const { encryptionsalt: salt } = readEarlier(stackFolders(home, stack), stack);
            const deployment = state.deployment as object;
            return {
                ...state,
                deployment: { ...deployment, secrets_providers: { type: "passphrase", state: { salt } } },
            };
        });
        return found;
    }

    /** A copy of the committed stack as it is after its first `up`, which all tests share. */
    static async deployed(stack = "dev"): Promise<Simulated> {
        const known = deployments.get(stack) ?? Simulated.deploy(stack);
        deployments.set(stack, known);
        return (await known).copy();
    }

    private static async deploy(stack: string): Promise<Simulated> {
        const first = Simulated.fresh(stack);
        await first.succeed("up");
        return first;
    }

    /** The same world and state again, in a folder of its own. */
    copy(): Simulated {
        const twin = new Simulated(newHome(), this.stack, this.file);
        fs.cpSync(this.home, twin.home, { recursive: true });
        twin.config = structuredClone(this.config);
        return twin;
    }

    /** A stack of an example in the same simulated account. */
    sharing({ stack, file }: Example): Simulated {
        return new Simulated(this.home, stack, file);
    }

    /** Another stack, with the same configuration, whose clouds hold what this one's do now. */
    beside(stack: string): Simulated {
        const file = this.file ?? path.join(__dirname, "..", "..", `Pulumi.${this.stack}.yaml`);
        const other = new Simulated(newHome(), stack, file);
        other.config = structuredClone(this.config);
        const { world } = stackFolders(other.home, stack);
        fs.mkdirSync(path.dirname(world), { recursive: true });
        fs.copyFileSync(stackFolders(this.home, this.stack).world, world);
        return other;
    }

    /** Changes the stack's configuration for the runs that follow. */
    configure(change: (settings: RawSettings) => void): this {
        const { settings } = this;
        const own = keysOf({ ...settings });
        change(settings);
        const others = Object.entries(this.config.config ?? {}).filter(([key]) => !(key in own));
        this.config = { config: { ...Object.fromEntries(others), ...keysOf({ ...settings }) } };
        return this;
    }

    /** Takes OAuth out of the configuration, the provider's own part included. */
    withKeys(): this {
        const own = Object.entries(this.config.config ?? {}).filter(([key]) => !/:(oauth|authentication)$/.test(key));
        this.config = { config: Object.fromEntries(own) };
        return this;
    }

    /** Whether the configuration protects everything. */
    get isProtected(): boolean {
        return this.config.config?.["confluent-cluster-linking:protection"] === true;
    }

    async run(command: EngineCommand, options: RunOptions = {}): Promise<Run> {
        let wasKilled = false;
        const kill = () => {
            wasKilled = true;
            endProcessesOf(this.home);
        };
        const session = await this.open(options, kill);
        const steps: Step[] = [];
        const log: string[] = [];
        const depth = Error.stackTraceLimit;
        // The SDK reads a stack trace for every promise: a quarter of this process's time.
        Error.stackTraceLimit = 0;
        try {
            const replace = urnsOf(session, options.replace ?? []);
            const tell = (event: EngineEvent) => {
                if ((event.diagnosticEvent?.severity as string | undefined) !== "debug") {
                    log.push(JSON.stringify(event));
                }
                // A preview only announces its steps; all else is what was really done, in that order.
                const { resourcePreEvent, resOutputsEvent } = event;
                steps.push(...stepOf(command === "preview" ? resourcePreEvent?.metadata : resOutputsEvent?.metadata));
            };
            const outcome = await runEngine(session, command, tell, { ...options, replace });
            return { ...outcome, steps, log: log.join("\n"), calls: session.calls(), wasKilled };
        } finally {
            Error.stackTraceLimit = depth;
            await session.close();
        }
    }

    /** Makes the stack, with its secrets and without resources. */
    async prepare(): Promise<void> {
        await (await this.open({})).close();
    }

    /** Releases the lock that a killed run has left. */
    async cancel(): Promise<void> {
        const session = await this.open({});
        try {
            await session.stack.cancel();
        } finally {
            await session.close();
        }
    }

    /** Exports the state with its secrets, changes it, and imports it again, as the command line does. */
    async editState(change: (state: Deployment) => Deployment): Promise<void> {
        const session = await this.open({});
        try {
            await session.stack.importStack(change(await session.stack.exportStack()));
        } finally {
            await session.close();
        }
    }

    private async open(options: RunOptions, stop?: () => void): Promise<Session> {
        const config = this.writeConfiguration();
        const faults = (options.faults ?? []).map(parseFault);
        // What is killed leaves the state as it was written last.
        const skipCheckpoints = !faults.some(({ kind }) => kind === "stop");
        const command = await engine();
        // A home that holds a stack already has its own passphrase; one that logs in with OAuth has no key to copy.
        if (!fs.existsSync(stackFolders(this.home, this.stack).passphrase) && poolClientOf(this.config) === undefined) {
            await copyBlankStack(this.home, this.stack, command, newHome);
        }
        return openSession(command, {
            stack: this.stack,
            config,
            home: this.home,
            runner: options.runner ?? "private",
            latency: options.latency ?? 0,
            faults,
            shortcuts:
                options.unabridged === true
                    ? undefined
                    : { dynamicProviders: await dynamicProviders(), skipCheckpoints },
            stop,
            limits: options.limits ?? {},
        });
    }

    /** Writes the configuration as it is now where the next run reads it, and returns that file. */
    writeConfiguration(): string {
        const file = path.join(this.home, "configuration.yaml");
        fs.writeFileSync(file, yaml.dump(this.config));
        return file;
    }

    /** What the engine's state says of every resource, secrets encrypted; empty where there is none. */
    get state(): string {
        return fs.existsSync(this.stateFile) ? fs.readFileSync(this.stateFile, "utf8") : "";
    }

    private get stateFile(): string {
        return stateFile(stackFolders(this.home, this.stack), this.stack);
    }

    /** The stack's own settings as they are configured now. */
    get settings(): RawSettings {
        return settingsOf(this.config) as unknown as RawSettings;
    }

    /** Removes the folder now, where waiting for the end of the process would fill the disk. */
    discard(): void {
        fs.rmSync(this.home, { recursive: true, force: true });
    }

    /** Runs a command that has to succeed. */
    async succeed(command: EngineCommand, options: RunOptions = {}): Promise<Run> {
        const run = await this.run(command, options);
        if (run.result === "failed") {
            throw new Error(`${command} failed: ${JSON.stringify(run.diagnostics, undefined, 2)}`);
        }
        return run;
    }

    get world(): World {
        return World.open(stackFolders(this.home, this.stack).world);
    }

    get clouds(): CloudState {
        return cloudState(this.world);
    }

    /** Secrets of all keys that the clouds hold now, and of the key to the clouds themselves. */
    get secrets(): string[] {
        const { apiKeys, identityPools } = this.world.data.confluent;
        const keys = Object.values(apiKeys).map(({ spec }) => String(spec.secret));
        const logins = Object.values(identityPools).map(({ spec }) => String(spec.clientSecret));
        return [cloudKey.secret, ...keys, ...logins];
    }

    /** All that runs have left behind, but for the clouds' own memory: state, its history, projects, configuration. */
    get leftBehind(): string {
        return fs
            .readdirSync(this.home, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name !== "world.json")
            .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
            .join("\n");
    }

    /** Changes something behind the program's back. */
    tamper(change: (world: World) => void): void {
        const { world } = this;
        change(world);
        world.save();
    }
}

/** How many objects are left in the clouds. */
export function remaining({ aws, confluent }: CloudState): number {
    return [...Object.values(aws), ...Object.values(confluent)].reduce((sum, count) => sum + count, 0);
}

/** Steps as text, such as "create KafkaTopic sandbox/orders". */
export function told(steps: readonly Step[]): string[] {
    return steps.map(({ op, type, name }) => `${op} ${type} ${name}`).sort();
}

function urnsOf({ resources }: Session, ends: readonly string[]): string[] {
    const urns = resources().flatMap(({ urn }) => urn ?? []);
    return urns.filter((urn) => ends.some((end) => urn.endsWith(end)));
}

let found: Promise<PulumiCommand> | undefined;

/** Looked for once: that starts it. */
function engine(): Promise<PulumiCommand> {
    found ??= resolveEngine(() => undefined);
    return found;
}

function newHome(): string {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-"));
    homes.push(home);
    // A file where the engine wants a folder: it keeps no logs of its own, which take a fifth of its time.
    const { pulumiHome } = stackFolders(home, "");
    fs.mkdirSync(pulumiHome);
    fs.writeFileSync(path.join(pulumiHome, "logs"), "");
    return home;
}

function stepOf(metadata: StepEventMetadata | undefined): Step[] {
    const quiet = ["same", "refresh"];
    if (metadata === undefined || quiet.includes(metadata.op) || metadata.type.startsWith("pulumi:providers:")) {
        return [];
    }
    return [{ op: metadata.op, type: className(metadata.type), name: resourceName(metadata.urn) }];
}
