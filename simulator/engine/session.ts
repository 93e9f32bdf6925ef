import * as path from "node:path";
import { LocalWorkspace, Stack, type PulumiCommand, type PulumiFn } from "@pulumi/pulumi/automation";
import linkedClusters from "../../index";
import { clientSecret } from "../confluent/seed";
import type { CallCounts } from "../traffic/traffic";
import type { World } from "../world";
import { InlineProgram } from "./inlineProgram";
import { openWorld, type OpenWorld, type WorldOptions } from "./opened";
import { pluginFolder } from "./plugin";
import { madeUp } from "./suppliedSecrets";
import { CLIENT_SECRET, holdsLogin, passphrase } from "./stackFiles";
import { hasState, recordedResources, type Recorded } from "./stateFile";

const MODULES = path.join(__dirname, "..", "..", "node_modules");

/** A stack of the real engine whose clouds are simulated. */
export interface Session {
    readonly stack: Stack;
    readonly world: World;
    /** What the state holds now. */
    readonly resources: () => readonly Recorded[];
    /** How often what has been called since the start. */
    readonly calls: () => CallCounts;
    readonly close: () => Promise<void>;
}

const linked: PulumiFn = async () => ({ ...(await linkedClusters()) });

/**
 * Opens the simulated world of a stack, starts its clouds, and selects (or makes) the stack. The program is this
 * project's unless another one is given.
 * With the real plugin, fails before anything is opened where it is not installed.
 */
export async function openSession(
    command: PulumiCommand,
    options: WorldOptions,
    program: PulumiFn = linked,
): Promise<Session> {
    const inline = new InlineProgram(program);
    const isReal = options.plugin === "real";
    const plugin = isReal ? pluginFolder() : undefined;
    const opened = await openWorld(options);
    try {
        const stack = await selectStack(command, options.stack, opened, { plugin, program: inline.run });
        // The real plugin sends what the stack holds, which may be a key of a stand-in's run.
        if (!holdsLogin(opened.earlier, opened.login !== undefined) || isReal) {
            await supplySecrets(stack, opened);
        }
        await supplyOthers(stack, opened.missing);
        const resources = () => recordedResources(opened.folders, options.stack);
        const close = async () => {
            await inline.hangUp();
            await opened.close();
        };
        return { stack, world: opened.world, resources, calls: opened.calls, close };
    } catch (error) {
        await opened.close();
        throw error;
    }
}

async function selectStack(
    pulumiCommand: PulumiCommand,
    stackName: string,
    { folders, environment }: OpenWorld,
    { plugin, program }: { readonly plugin: string | undefined; readonly program: PulumiFn },
): Promise<Stack> {
    const searchPath = plugin === undefined ? {} : { PATH: [plugin, process.env.PATH ?? ""].join(path.delimiter) };
    const workspace = await LocalWorkspace.create({
        program,
        workDir: folders.work,
        pulumiHome: folders.pulumiHome,
        pulumiCommand,
        envVars: {
            ...environment,
            ...searchPath,
            PULUMI_CONFIG_PASSPHRASE: passphrase(folders),
            PULUMI_SKIP_UPDATE_CHECK: "true",
            // The gates run in the SDK's own plugin, which looks for the SDK from the engine's folder.
            NODE_PATH: MODULES,
        },
    });
    if (!hasState(folders, stackName)) {
        return Stack.create(stackName, workspace);
    }
    // Every command names its stack: to select it as well is one more start of the engine.
    return Stack.select(stackName, Object.assign(workspace, { selectStack: () => Promise.resolve() }));
}

async function supplyOthers(stack: Stack, names: readonly string[]): Promise<void> {
    if (names.length > 0) {
        const values = Object.entries(await madeUp(names));
        await stack.setAllConfig(Object.fromEntries(values.map(([name, value]) => [name, { value, secret: true }])));
    }
}

/** The cloud key, or the secret of the identity pool's client, goes the way a user's goes: through encrypted configuration. */
async function supplySecrets(stack: Stack, { cloudKey, login, world }: OpenWorld): Promise<void> {
    if (login !== undefined) {
        const value = clientSecret(world, login);
        await stack.setAllConfig({ [CLIENT_SECRET]: { value, secret: true } }, true);
        return;
    }
    await stack.setAllConfig({
        "confluentcloud:cloudApiKey": { value: cloudKey.key, secret: true },
        "confluentcloud:cloudApiSecret": { value: cloudKey.secret, secret: true },
    });
}
