// The program as users run it: the Pulumi CLI in the checkout, the SDK's own launcher, ts-node. The simulator and most
// tests run it inside their own process instead, so this is where a difference between the two would show.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as yaml from "js-yaml";
import { parseSettings } from "../../components/settings/load";
import { SettingsError } from "../../components/settings/settingsError";
import { cloudState, type CloudState } from "../../simulator/cli/state";
import { cloudKey } from "../../simulator/confluent/cloudKey";
import { resolverOf, startClouds, type RunningClouds } from "../../simulator/engine/clouds";
import { resolveEngine } from "../../simulator/engine/install";
import { runnerPlace, seedWorld } from "../../simulator/engine/seed";
import {
    backendUrl,
    passphrase,
    PROJECT,
    readEarlier,
    readStackFile,
    settingsOf,
    stackFolders,
    stateFile,
    withSimulation,
    writeProject,
    type StackFolders,
} from "../../simulator/engine/stackFiles";
import { World } from "../../simulator/world";
import { LanguageHost } from "../support/languageHost";
import { remaining, Simulated } from "../support/simulated";

const ROOT = path.join(__dirname, "..", "..");
const STACK = "dev";

type Config = Record<string, unknown>;

interface Finished {
    readonly status: number | null;
    /** stdout and stderr. */
    readonly text: string;
}

interface Update extends Finished {
    /** Number of resources by what happened to them. */
    readonly changes: Readonly<Record<string, number>>;
}

/** What a state says of a resource that does not differ from cloud to cloud. */
interface Deployed {
    readonly urn: string;
    readonly type: string;
    readonly parent?: string;
    readonly protect?: boolean;
    readonly deletedWith?: string;
    readonly dependencies?: readonly string[];
    readonly outputs?: Config;
}

/** The Pulumi CLI on a stack whose clouds are simulated and whose program the language host starts. */
class CommandLine {
    private constructor(
        private readonly engine: string,
        private readonly folders: StackFolders,
        private readonly environment: NodeJS.ProcessEnv,
        private readonly running: RunningClouds,
        private readonly world: World,
        readonly host: LanguageHost,
    ) {}

    static async open(home: string): Promise<CommandLine> {
        const folders = stackFolders(home, STACK);
        const file = readStackFile(STACK, undefined);
        const settings = parseSettings(settingsOf(file), "us-east-1");
        const world = World.open(folders.world);
        seedWorld(world, settings);
        const place = () => runnerPlace(world, settings, "private");
        const clouds = await startClouds(world, { latency: 0, faults: [], place });
        writeProject(folders, STACK, withSimulation(file, resolverOf(world), 0, {}));
        const environment = {
            ...process.env,
            PULUMI_HOME: folders.pulumiHome,
            PULUMI_BACKEND_URL: backendUrl(folders),
            PULUMI_CONFIG_PASSPHRASE: passphrase(folders),
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // Only with this does the CLI know --event-log.
            PULUMI_DEBUG_COMMANDS: "true",
            PULUMI_DEBUG_PROVIDERS: clouds.attach,
        };
        const host = await LanguageHost.start(environment);
        const { command } = await resolveEngine(() => undefined);
        const attached = { ...environment, PULUMI_DEBUG_LANGUAGES: host.attach };
        return new CommandLine(command, folders, attached, clouds, world, host);
    }

    /** Makes the stack and encrypts its secrets, in its own folder because that writes to its configuration. */
    async initialise(): Promise<void> {
        const secrets = { cloudApiKey: cloudKey.key, cloudApiSecret: cloudKey.secret };
        const pairs = Object.entries(secrets).map(([name, value]) => `confluentcloud:${name}=${value}`);
        const values = pairs.flatMap((pair) => ["--secret", pair]);
        for (const args of [
            ["stack", "init", STACK],
            ["config", "set-all", "--stack", STACK, ...values],
        ]) {
            const { status, text } = await this.run(args, this.folders.work);
            expect(status, text).to.equal(0);
        }
    }

    /** One engine run in the checkout: its Pulumi.yaml, its program, and the stack's configuration. */
    async update(command: string, change: (config: Config) => void = () => undefined): Promise<Update> {
        const { config = {}, ...rest } = readEarlier(this.folders, STACK);
        change(config);
        const file = path.join(this.folders.work, "configuration.yaml");
        fs.writeFileSync(file, yaml.dump({ config, ...rest }));
        const log = path.join(this.folders.work, "events.json");
        fs.rmSync(log, { force: true });
        const consent = command === "preview" ? [] : ["--yes", "--skip-preview"];
        const args = [command, ...consent, "--stack", STACK, "--config-file", file, "--event-log", log];
        const finished = await this.run(args, ROOT);
        return { ...finished, changes: changesIn(log) };
    }

    get clouds(): CloudState {
        return cloudState(this.world);
    }

    async close(): Promise<void> {
        this.host.close();
        await this.running.close();
    }

    private run(args: readonly string[], cwd: string): Promise<Finished> {
        return new Promise((resolve, reject) => {
            const all = [...args, "--non-interactive", "--color", "never"];
            const child = spawn(this.engine, all, { cwd, env: this.environment, stdio: ["ignore", "pipe", "pipe"] });
            let text = "";
            for (const stream of [child.stdout, child.stderr]) {
                stream.on("data", (chunk: Buffer) => {
                    text += chunk.toString();
                });
            }
            child.on("error", reject);
            child.on("close", (status) => {
                resolve({ status, text });
            });
        });
    }
}

function changesIn(log: string): Record<string, number> {
    const lines = fs.readFileSync(log, "utf8").trim().split("\n");
    const events = lines.map((line) => JSON.parse(line) as EngineEvent);
    return Object.fromEntries(
        events.flatMap(({ summaryEvent }) => Object.entries(summaryEvent?.resourceChanges ?? {})),
    );
}

/** All resources in the state that is kept below `home`. */
function deployed(home: string): readonly Deployed[] {
    const file = stateFile(stackFolders(home, STACK), STACK);
    const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
        checkpoint: { latest?: { resources?: readonly Deployed[] } };
    };
    return checkpoint.latest?.resources ?? [];
}

/** How resources hang together, in an order of its own. */
function structure(resources: readonly Deployed[]): unknown[] {
    return resources
        .map(({ urn, parent, protect, deletedWith, dependencies = [] }) => ({
            urn,
            parent,
            protect,
            deletedWith,
            dependencies: [...dependencies].sort(),
        }))
        .sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

/** Names of the stack's outputs. */
function outputNames(resources: readonly Deployed[]): string[] {
    const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    return Object.keys(stack?.outputs ?? {}).sort();
}

describe("the dev stack, run by the Pulumi CLI", function () {
    this.timeout(120_000);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "official-"));
    let cli: CommandLine;

    before(async () => {
        cli = await CommandLine.open(home);
        await cli.initialise();
    });

    after(async () => {
        await cli.close();
        fs.rmSync(home, { recursive: true, force: true });
    });

    it("previews without creating anything", async () => {
        const { status, text, changes } = await cli.update("preview");
        expect(status, text).to.equal(0);
        expect(Object.keys(changes)).to.deep.equal(["create"]);
        expect(remaining(cli.clouds)).to.equal(0);
    });

    it("was started by the committed Pulumi.yaml: its entry point and its compiler settings", () => {
        const [launch] = cli.host.launches;
        expect(launch?.args).to.include("--dry-run");
        expect(launch?.args.at(-1)).to.equal("index.ts");
        expect(launch?.environment).to.include({
            PULUMI_NODEJS_TYPESCRIPT: "true",
            PULUMI_NODEJS_TSCONFIG_PATH: "tsconfig.pulumi.json",
        });
    });

    it("finds the code that only a stack with a hub of its own loads", async () => {
        const { status, text, changes } = await cli.update("preview", (config) => {
            const own = Object.keys(config).filter(
                (key) => key.startsWith(`${PROJECT}:`) && !key.endsWith(":readiness"),
            );
            own.forEach((key) => Reflect.deleteProperty(config, key));
            config[`${PROJECT}:networkHub`] = { zoneIds: ["use1-az1", "use1-az2"], dns: { cidr: "10.255.0.0/24" } };
        });
        expect(status, text).to.equal(0);
        expect(text).to.include(`${PROJECT}:index:NetworkHub`);
        expect(Object.keys(changes)).to.deep.equal(["create"]);
    });

    it("comes up as it does inside the simulator: the same resources, a healthy link both ways", async () => {
        const { status, text, changes } = await cli.update("up");
        expect(status, text).to.equal(0);
        expect(Object.keys(changes)).to.deep.equal(["create"]);
        const inline = await Simulated.deployed(STACK);
        expect(structure(deployed(home))).to.deep.equal(structure(deployed(inline.home)));
        expect(outputNames(deployed(home))).to.deep.equal(outputNames(deployed(inline.home)));
        const { aws, confluent, links } = cli.clouds;
        expect({ aws, confluent }).to.deep.equal({ aws: inline.clouds.aws, confluent: inline.clouds.confluent });
        expect(links.map(({ connectionMode, state }) => `${connectionMode} ${state}`)).to.have.members([
            "INBOUND ACTIVE",
            "OUTBOUND ACTIVE",
        ]);
    });

    it("changes nothing in a second run", async () => {
        const { status, text, changes } = await cli.update("up");
        expect(status, text).to.equal(0);
        expect(Object.keys(changes)).to.deep.equal(["same"]);
    });

    it("goes in one run and leaves nothing", async () => {
        const { status, text } = await cli.update("destroy");
        expect(status, text).to.equal(0);
        expect(deployed(home)).to.deep.equal([]);
        expect(remaining(cli.clouds)).to.equal(0);
    });

    it("refuses a wrong configuration: every problem, no stack trace, nothing created", async () => {
        const { status, text } = await cli.update("up", (config) => {
            config[`${PROJECT}:protection`] = "perhaps";
            Object.assign(config[`${PROJECT}:environment`] as Config, { streamGovernance: "EXTRA" });
        });
        expect(status).not.to.equal(0);
        expect(text).to.include("error: The configuration of this stack has 2 problems; nothing has been changed.");
        expect(text).to.include(`${PROJECT}:environment.streamGovernance`).and.to.include(`${PROJECT}:protection`);
        expect(text + cli.host.printed).not.to.match(/^\s+at /m);
        expect(deployed(home).map(({ type }) => type)).to.deep.equal(["pulumi:pulumi:Stack"]);
        expect(remaining(cli.clouds)).to.equal(0);
    });

    it("refuses it at once: the error has no stack that the SDK would format in colour, which can take 20 s", () => {
        expect(new SettingsError([]).stack).to.equal("");
    });
});
