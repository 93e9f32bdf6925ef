import * as fs from "node:fs";
import * as path from "node:path";
import { hubStack, resolvedHub } from "../../components/settings/hubStack";
import { parseSettings } from "../../components/settings/load";
import type { Settings } from "../../components/settings/settings";
import { SettingsError } from "../../components/settings/settingsError";
import type { RunnerPlace } from "../cli/options";
import type { Credentials } from "../confluent/api";
import { cloudKey } from "../confluent/cloudKey";
import { tokenUrl } from "../confluent/identityPools";
import type { Fault } from "../provider/faults";
import { Authority } from "../proxy/authority";
import type { CallCounts, Limits } from "../traffic/traffic";
import { World } from "../world";
import { keptCloudKey } from "./cloudKeyFiles";
import { resolverOf, startClouds, type RunningClouds } from "./clouds";
import { pluginEnvironment, type PluginKind } from "./plugin";
import { runnerPlace, seedLogin, seedWorld } from "./seed";
import { foldersOf, outputOf } from "./sharedWorld";
import { secretsNeeded } from "./suppliedSecrets";
import {
    needsAwsx,
    poolClientOf,
    readEarlier,
    readStackFile,
    settingsOf,
    withSimulation,
    writeProject,
    type PoolClient,
    type StackFile,
    type StackFolders,
} from "./stackFiles";

export interface WorldOptions {
    readonly stack: string;
    readonly config: string | undefined;
    readonly runner: RunnerPlace;
    readonly latency: number;
    readonly faults: readonly Fault[];
    readonly home: string;
    /** The stack whose simulated clouds are used as well. Defaults to that of the hub, or to this stack's own. */
    readonly world?: string | undefined;
    /** Defaults to the stand-in. */
    readonly plugin?: PluginKind;
    /** How much the services put up with. Defaults to anything. */
    readonly limits?: Limits;
    /** Defaults to none. */
    readonly shortcuts?: Shortcuts | undefined;
    /** Ends the run at a `stop` fault. Defaults to killing this process, and the group that it leads. */
    readonly stop?: (() => void) | undefined;
}

/** What saves time where many stacks are run and looked at only in the end. */
export interface Shortcuts {
    /** Port of a running plugin for dynamic providers, which the engine starts otherwise. */
    readonly dynamicProviders: number;
    /** Whether the state is written once, when the run ends, and not after every step. */
    readonly skipCheckpoints: boolean;
}

/** The simulated clouds of one stack, up and ready for an engine. */
export interface OpenWorld {
    readonly folders: StackFolders;
    readonly world: World;
    /** The stack's file as the last run left it, empty before the first. */
    readonly earlier: StackFile;
    /** What the engine needs in its environment. */
    readonly environment: Readonly<Record<string, string>>;
    /** Base URL of the simulated Cloud API where the plugin has to be told, else undefined. */
    readonly endpoint: string | undefined;
    /** The key that the simulated Cloud API accepts from the provider. */
    readonly cloudKey: Credentials;
    /** The identity pool that takes the key's place, where the stack logs in with OAuth. */
    readonly login: PoolClient | undefined;
    /** Secrets that the stack needs and does not have yet. */
    readonly missing: readonly string[];
    /** How often what has been called since the start. */
    readonly calls: () => CallCounts;
    readonly close: () => Promise<void>;
}

/** Opens the simulated world of a stack, starts its clouds, and writes the files that the engine reads. */
export async function openWorld(options: WorldOptions): Promise<OpenWorld> {
    const file = readStackFile(options.stack, options.config);
    const folders = foldersOf(options.home, options.stack, options.world ?? hubStack(settingsOf(file).hub));
    const needed = secretsNeeded(file);
    const settings = await understood(file, folders, needed);
    const world = World.open(folders.world);
    const login = poolClientOf(file);
    if (settings !== undefined) {
        seedWorld(world, settings, hubStack(settingsOf(file).hub) !== undefined || settings.networkHub !== undefined);
        if (login !== undefined) {
            seedLogin(world, settings, login);
        }
    }
    const { latency, faults, limits = {}, stop } = options;
    const place = () => runnerPlace(world, settings, options.runner);
    const plugin = options.plugin === "real" ? await forPlugin(folders, world) : undefined;
    const awsx = needsAwsx(folders, options.stack, file);
    const clouds = await startClouds(world, { latency, faults, place, awsx, limits, stop, ...plugin?.clouds });
    try {
        const earlier = readEarlier(folders, options.stack);
        const addresses = { endpoint: plugin?.endpoint, tokenUrl: tokenUrl(world) };
        const simulated = withSimulation(file, resolverOf(world), latency, earlier, addresses, needed);
        writeProject(folders, options.stack, simulated);
        return {
            folders,
            world,
            earlier,
            environment: { ...ownEnvironment(clouds, options.shortcuts), ...plugin?.environment },
            endpoint: plugin?.endpoint,
            cloudKey: plugin?.clouds.cloudKey ?? cloudKey,
            login,
            missing: needed.filter((name) => earlier.config?.[name] === undefined),
            calls: clouds.calls,
            close: clouds.close,
        };
    } catch (error) {
        await clouds.close();
        throw error;
    }
}

function ownEnvironment({ attach }: RunningClouds, shortcuts: Shortcuts | undefined): Record<string, string> {
    const own = { PULUMI_DEBUG_PROVIDERS: attach, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" };
    return shortcuts === undefined
        ? own
        : {
              ...own,
              PULUMI_DEBUG_PROVIDERS: `${attach},pulumi-nodejs:${shortcuts.dynamicProviders}`,
              ...(shortcuts.skipCheckpoints ? { PULUMI_SKIP_CHECKPOINTS: "true" } : {}),
          };
}

/** What the installed plugin takes in place of the stand-in: a key that outlives this process, a proxy, an endpoint. */
async function forPlugin(folders: StackFolders, world: World) {
    const authority = await Authority.create();
    const authorityFile = path.join(path.dirname(folders.world), "authority.pem");
    fs.mkdirSync(path.dirname(authorityFile), { recursive: true });
    fs.writeFileSync(authorityFile, authority.pem);
    return {
        clouds: { authority, cloudKey: keptCloudKey(folders) },
        environment: pluginEnvironment(world, authorityFile),
        endpoint: `http://${world.data.address}:${world.data.httpPort}`,
    };
}

/** The settings, or undefined when the program is going to refuse them. */
export async function understood(
    file: StackFile,
    folders: StackFolders,
    needed: readonly string[] = secretsNeeded(file),
): Promise<Settings | undefined> {
    const region = file.config?.["aws:region"];
    const raw = settingsOf(file);
    const read = (stack: string, output: string) => Promise.resolve(outputOf(folders, stack, output));
    try {
        const hub = await resolvedHub(raw.hub, read);
        const settings = hub === undefined ? raw : { ...raw, hub };
        // Encrypted by the time the program reads them.
        const secrets = Object.fromEntries(needed.map((name) => [name, { secure: "" }]));
        const config = { ...file.config, ...secrets };
        return parseSettings(settings, typeof region === "string" ? region : "", { config });
    } catch (error) {
        if (error instanceof SettingsError) {
            return undefined;
        }
        throw error;
    }
}
