import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { oauthClient } from "../../components/settings/providerConfig";
import { OAUTH } from "../../simulator/engine/stackFiles";
import { isProps } from "../../simulator/provider/values";
import { configOf, outputsOf, pulumi, resolverIn, resourcesOf } from "../stack";
import { keyInEnvironment, keyLogin, keyVariables, tokenLogin, type Login } from "./login";
import { lagsOn, metricsApi } from "./metrics";
import { managerOf, type OpenStack } from "./opened";
import type { LinksOptions } from "./options";
import { withoutResources, type ExportedState, type StateChange } from "./stateChange";

type Which = Pick<LinksOptions, "stack" | "config" | "isOwnFile">;

/** Opens a stack that the Pulumi CLI knows, with that CLI. */
export async function openReal(which: Which): Promise<OpenStack> {
    const { stack } = which;
    const [outputs, config] = [await outputsOf(stack, undefined), await configOf(stack, undefined, fileFlags(which))];
    const resolver = resolverIn(config);
    const keys = stateKeys(stack);
    const api = metricsApi(process.env);
    return {
        outputs,
        resources: await resourcesOf(stack, undefined),
        access: {
            rest: async (cluster) => ({
                login: await loginOf(which, outputs, cluster, keys),
                resolver,
            }),
            metrics: api === undefined ? undefined : (clusterId) => lagsOn(api, clusterId),
        },
        close: () => Promise.resolve(),
    };
}

const KEY_TYPE = "confluentcloud:index/apiKey:ApiKey";

/** Finds the secret of a key. */
type Keys = (keyId: string) => Promise<string | undefined>;

/** The CLI takes the stack's own file, or the one that it is told. */
function fileFlags({ config, isOwnFile }: Which): string[] {
    return isOwnFile ? ["--config-file", config] : [];
}

async function loginOf(which: Which, outputs: OpenStack["outputs"], cluster: string, keys: Keys): Promise<Login> {
    const given = keyInEnvironment(cluster, process.env);
    if (given !== undefined) {
        return keyLogin(given);
    }
    const { apiKeyId = "", identityPoolId } = managerOf(outputs, cluster);
    if (identityPoolId !== undefined) {
        return tokenLogin({ ...(await clientOf(which)), identityPoolId });
    }
    const secret = await keys(apiKeyId);
    if (secret === undefined) {
        throw new Error(
            `the state of stack ${which.stack} holds no key ${apiKeyId} of cluster ${cluster}: run pulumi up, or set ` +
                `${keyVariables(cluster).join(" and ")}.`,
        );
    }
    return keyLogin({ key: apiKeyId, secret });
}

/** The secrets of a stack's keys, which its state is asked for once, and only if it has to be. */
function stateKeys(stack: string): Keys {
    let secrets: Promise<ReadonlyMap<string, string>> | undefined;
    return async (keyId) => {
        secrets ??= readSecrets(stack);
        return (await secrets).get(keyId);
    };
}

async function readSecrets(stack: string): Promise<ReadonlyMap<string, string>> {
    const text = await pulumi("stack", "export", "--show-secrets", "--stack", stack);
    return secretsIn(JSON.parse(text) as ExportedState);
}

/** The secrets of the keys in an exported state, by key. */
export function secretsIn({ deployment }: ExportedState): ReadonlyMap<string, string> {
    const resources = Array.isArray(deployment.resources) ? deployment.resources.filter(isProps) : [];
    const keys = resources.filter(({ type }) => type === KEY_TYPE);
    return new Map(
        keys.flatMap(({ id, outputs }) => {
            const held = isProps(outputs) ? plain(outputs.secret) : undefined;
            return held === undefined ? [] : [[String(id), held] as const];
        }),
    );
}

/** A secret is wrapped, as JSON. */
function plain(value: unknown): string | undefined {
    if (isProps(value) && typeof value.plaintext === "string") {
        return String(JSON.parse(value.plaintext));
    }
    return typeof value === "string" ? value : undefined;
}

async function clientOf(which: Which) {
    const flags = ["--json", "--show-secrets", "--stack", which.stack, ...fileFlags(which)];
    const shown = JSON.parse(await pulumi("config", ...flags)) as unknown;
    const entry = isProps(shown) ? shown[OAUTH] : undefined;
    const { objectValue, value } = isProps(entry) ? entry : {};
    const oauth: unknown = objectValue ?? (typeof value === "string" ? JSON.parse(value) : undefined);
    return oauthClient({ oauth, keys: [], variables: [] });
}

/** Teaches the stack's state what has been changed. Rejects with what the CLI says against it. */
export async function agreeReal(which: Which, change: StateChange): Promise<void> {
    const { stack } = which;
    if (change.forget.length > 0) {
        await forget(stack, change.forget);
    }
    if (change.refresh.length > 0) {
        const targets = change.refresh.flatMap((urn) => ["--target", urn]);
        const flags = ["--yes", "--skip-preview", "--non-interactive", "--suppress-outputs"];
        await pulumi("refresh", "--stack", stack, ...flags, ...fileFlags(which), ...targets);
    }
}

async function forget(stack: string, urns: readonly string[]): Promise<void> {
    const state = JSON.parse(await pulumi("stack", "export", "--stack", stack)) as ExportedState;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "links-"));
    try {
        const file = path.join(folder, "state.json");
        fs.writeFileSync(file, JSON.stringify(withoutResources(state, urns)), { mode: 0o600 });
        await pulumi("stack", "import", "--stack", stack, "--file", file);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}
