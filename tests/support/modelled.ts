// The program on the models of the simulated clouds, without an engine: a world as the engine would leave it, in a
// second. Data planes, identities and gates are mocks; a program runs from nothing only.
import * as http from "node:http";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import linkedClusters from "../../index";
import { parseSettings } from "../../components/settings/load";
import type { Settings } from "../../components/settings/settings";
import { configuredAccount } from "../../simulator/aws/accounts";
import { awsProvider } from "../../simulator/aws/provider";
import { confluentProvider } from "../../simulator/confluent/provider";
import { confluentServer } from "../../simulator/confluent/server";
import { seedWorld } from "../../simulator/engine/seed";
import { settingsOf } from "../../simulator/engine/stackFiles";
import type { Recorded } from "../../simulator/engine/stateFile";
import type { CallContext, FunctionModel, ResourceModel } from "../../simulator/provider/model";
import { World } from "../../simulator/world";
import { mockClouds, type Props } from "./clouds";
import { runProgram, type Clouds } from "./engine";
import type { Recording } from "./recording";
import { asText, type StackConfig } from "./stackFile";
import { TYPES } from "./types";

/** What a program has made in a world. */
export interface Modelled {
    readonly world: World;
    readonly settings: Settings;
    /** As the state of an engine would have it. */
    readonly recorded: readonly Recorded[];
}

interface ModelledOptions {
    /** Defaults to an empty one. */
    readonly world?: World;
    /** A stack has made the hub, so that nothing of it is taken for granted. Defaults to false. */
    readonly hubIsMade?: boolean;
}

type Program = () => Promise<Record<string, unknown>> | Record<string, unknown>;

/** Needs the values of keys. */
const SECRETS = "aws:secretsmanager/";
/** Made by the control plane; all other resources of Confluent are mocks. */
const CONTROL_PLANE =
    /\/(environment|kafkaCluster|privateLinkAttachment|privateLinkAttachmentConnection|gateway|accessPoint):/;

/** Runs the program with a stack's configuration in a world that holds what the configuration takes for granted. */
export async function modelled(
    stack: string,
    config: StackConfig,
    { world = World.open(), hubIsMade = false }: ModelledOptions = {},
): Promise<Modelled> {
    const file = { config: { ...config } };
    const settings = parseSettings(settingsOf(file), String(config["aws:region"]), { config: file.config });
    seedWorld(world, settings, hubIsMade);
    const recording = await onModels(world, async () => ({ ...(await linkedClusters()) }), stack, config);
    return { world, settings, recorded: recordedBy(recording) };
}

/** Runs any program on the models of a world. */
export async function onModels(
    world: World,
    program: Program,
    stack = "test",
    config: StackConfig = {},
): Promise<Recording> {
    const server = http.createServer(confluentServer(world, { latencyFactor: 0 }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
        const clouds = modelClouds(contextOf(world, server));
        return await runProgram(program, { stack, config: asText(config), clouds });
    } finally {
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
    }
}

export function recordedBy({ registrations }: Recording): Recorded[] {
    return registrations.map(({ type, urn, id, state }) => ({ type, urn, id, outputs: state }));
}

function contextOf(world: World, server: http.Server): CallContext {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const controlPlane = `http://127.0.0.1:${port}`;
    return { world, latencyFactor: 0, wait: () => Promise.resolve(), controlPlane, resolver: "" };
}

function modelClouds(context: CallContext): Clouds {
    const mocks = mockClouds(false);
    /** Accounts by the id of the provider that works in them. */
    const accounts = new Map<string, string>();
    const contextOf = ({ provider = "" }: MockResourceArgs): CallContext => {
        const account = accounts.get(provider.split("::").at(-1) ?? "");
        return account === undefined ? context : { ...context, world: context.world.as(account) };
    };
    return {
        newResource: async (args) => {
            const model = modelOf(args);
            if (model !== undefined) {
                return made(model, contextOf(args), args);
            }
            const done = mocks.newResource(args);
            const account = args.type === TYPES.awsProvider ? configuredAccount(args.inputs as Props) : undefined;
            if (account !== undefined) {
                accounts.set(String(done.id), account);
            }
            return done;
        },
        call: async (args: MockCallArgs) => {
            const run = functionOf(args.token);
            return run === undefined ? mocks.call(args) : run(context, args.inputs as Props);
        },
    };
}

function modelOf({ type }: MockResourceArgs): ResourceModel | undefined {
    if (type.startsWith(SECRETS)) {
        return undefined;
    }
    return awsProvider.resources[type] ?? (CONTROL_PLANE.test(type) ? confluentProvider.resources[type] : undefined);
}

function functionOf(token: string): FunctionModel | undefined {
    return awsProvider.functions[token] ?? confluentProvider.functions[token];
}

async function made(model: ResourceModel, context: CallContext, args: MockResourceArgs): Promise<MockResourceResult> {
    const inputs = args.inputs as Props;
    model.check?.(inputs);
    const found = args.id === undefined || args.id === "" ? undefined : await model.adopt?.(context, args.id);
    const { id, outputs } = found ?? (await model.create(context, inputs));
    return { id, state: outputs };
}
