import * as path from "node:path";
import { LocalWorkspace, type PulumiCommand, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import linkedClusters from "../../index";
import { parseSettings } from "../../components/settings/load";
import type { Settings } from "../../components/settings/settings";
import { SettingsError } from "../../components/settings/settingsError";
import type { RunnerPlace } from "../cli/options";
import { cloudKey } from "../confluent/cloudKey";
import type { Fault } from "../provider/faults";
import { World } from "../world";
import { resolverOf, startClouds } from "./clouds";
import { runnerPlace, seedWorld } from "./seed";
import {
    passphrase,
    PROJECT,
    readEarlier,
    readStackFile,
    settingsOf,
    stackFolders,
    withSimulation,
    writeProject,
    type StackFile,
    type StackFolders,
} from "./stackFiles";

const MODULES = path.join(__dirname, "..", "..", "node_modules");

export interface SessionOptions {
    readonly stack: string;
    readonly config: string | undefined;
    readonly runner: RunnerPlace;
    readonly latency: number;
    readonly faults: readonly Fault[];
    readonly home: string;
}

/** A stack of the real engine whose clouds are simulated. */
export interface Session {
    readonly stack: Stack;
    readonly world: World;
    readonly close: () => Promise<void>;
}

/** Opens the simulated world of a stack, starts its clouds, and selects (or makes) the stack. */
export async function openSession(command: PulumiCommand, options: SessionOptions): Promise<Session> {
    const folders = stackFolders(options.home, options.stack);
    const file = readStackFile(options.stack, options.config);
    const settings = understood(file);
    const world = World.open(folders.world);
    if (settings !== undefined) {
        seedWorld(world, settings);
    }
    const place = () => runnerPlace(world, settings, options.runner);
    const clouds = await startClouds(world, { latency: options.latency, faults: options.faults, place });
    try {
        const earlier = readEarlier(folders, options.stack);
        writeProject(folders, options.stack, withSimulation(file, resolverOf(world), options.latency, earlier));
        const stack = await selectStack(command, options.stack, folders, clouds.attach);
        if (earlier.config === undefined) {
            await supplySecrets(stack);
        }
        return { stack, world, close: clouds.close };
    } catch (error) {
        await clouds.close();
        throw error;
    }
}

/** The settings, or undefined when the program is going to refuse them. */
function understood(file: StackFile): Settings | undefined {
    const region = file.config?.["aws:region"];
    try {
        return parseSettings(settingsOf(file), typeof region === "string" ? region : "");
    } catch (error) {
        if (error instanceof SettingsError) {
            return undefined;
        }
        throw error;
    }
}

const inline: PulumiFn = async () => ({ ...(await linkedClusters()) });

async function selectStack(
    pulumiCommand: PulumiCommand,
    stackName: string,
    folders: StackFolders,
    attach: string,
): Promise<Stack> {
    const args = { stackName, projectName: PROJECT, program: inline };
    return LocalWorkspace.createOrSelectStack(args, {
        workDir: folders.work,
        pulumiHome: folders.pulumiHome,
        pulumiCommand,
        envVars: {
            PULUMI_DEBUG_PROVIDERS: attach,
            PULUMI_CONFIG_PASSPHRASE: passphrase(folders),
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            // The gates run in the SDK's own plugin, which looks for the SDK from the engine's folder.
            NODE_PATH: MODULES,
        },
    });
}

/** The cloud key goes the way a user's goes: through encrypted configuration. */
async function supplySecrets(stack: Stack): Promise<void> {
    await stack.setAllConfig({
        "confluentcloud:cloudApiKey": { value: cloudKey.key, secret: true },
        "confluentcloud:cloudApiSecret": { value: cloudKey.secret, secret: true },
    });
}
