import { clientSecret } from "../../simulator/confluent/seed";
import { tokenUrl } from "../../simulator/confluent/identityPools";
import { resolverOf } from "../../simulator/engine/clouds";
import { resolveEngine } from "../../simulator/engine/install";
import { openWorld, type OpenWorld, type WorldOptions } from "../../simulator/engine/opened";
import { runEngine } from "../../simulator/engine/operations";
import { openSession } from "../../simulator/engine/session";
import { outputsOf, resourcesOf } from "../stack";
import { keyLogin, tokenLogin, type Login } from "./login";
import { lagsOn } from "./metrics";
import { managerOf, type OpenStack } from "./opened";
import type { LinksOptions, SimulatedOptions } from "./options";
import { withoutResources, type ExportedState, type StateChange } from "./stateChange";

type Which = Pick<LinksOptions, "stack" | "config">;

function worldOptions({ stack, config }: Which, { home, runner }: SimulatedOptions): WorldOptions {
    return { stack, config, home, runner, latency: 0, faults: [] };
}

/** Opens a simulated stack: its clouds run until it is closed, and its keys are those that the clouds have given. */
export async function openSimulated(which: Which, simulated: SimulatedOptions): Promise<OpenStack> {
    const opened = await openWorld(worldOptions(which, simulated));
    const { world, close, cloudKey } = opened;
    const outputs = await outputsOf(which.stack, simulated.home);
    const endpoint = `http://${world.data.address}:${world.data.httpPort}`;
    const resolver = resolverOf(world);
    return {
        outputs,
        resources: await resourcesOf(which.stack, simulated.home),
        access: {
            rest: (cluster) => Promise.resolve({ login: loginOf(opened, outputs, cluster), resolver }),
            metrics: (clusterId) => lagsOn({ endpoint, ...cloudKey }, clusterId),
        },
        close,
    };
}

function loginOf({ world, login }: OpenWorld, outputs: OpenStack["outputs"], cluster: string): Login {
    const { apiKeyId, identityPoolId } = managerOf(outputs, cluster);
    if (identityPoolId !== undefined && login !== undefined) {
        const secret = clientSecret(world, login);
        return tokenLogin({
            tokenUrl: tokenUrl(world),
            clientId: login.clientId,
            clientSecret: secret,
            scope: "",
            identityPoolId,
        });
    }
    const { secret } = world.data.confluent.apiKeys[apiKeyId ?? ""]?.spec ?? {};
    return keyLogin({ key: apiKeyId ?? "", secret: typeof secret === "string" ? secret : "" });
}

/** Teaches the state of a simulated stack what has been changed. Throws an Error with what the engine says against it. */
export async function agreeSimulated(which: Which, simulated: SimulatedOptions, change: StateChange): Promise<void> {
    const engine = await resolveEngine((line) => {
        console.error(line);
    });
    const session = await openSession(engine, worldOptions(which, simulated));
    try {
        if (change.forget.length > 0) {
            const state = (await session.stack.exportStack()) as ExportedState;
            await session.stack.importStack(withoutResources(state, change.forget));
        }
        if (change.refresh.length > 0) {
            const outcome = await runEngine(session, "refresh", () => undefined, { targets: change.refresh });
            if (outcome.result === "failed") {
                throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
            }
        }
    } finally {
        await session.close();
    }
}
