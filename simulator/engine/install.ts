import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { go } from "./command";
import { leanSources } from "./leanSources";

/** The engine this project is tested with: the version of the SDK in package.json. */
export const ENGINE_VERSION = "3.250.0";

const MODULE = path.join(__dirname, "..", "..", "tools", "engine");
const SDK = path.join(__dirname, "..", "..", "node_modules", "@pulumi", "pulumi");
const DYNAMIC_PROVIDER = "pulumi-resource-pulumi-nodejs";
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const DOWNLOAD_LIMIT_MS = 120_000;

type Log = (line: string) => void;

/**
 * Finds a Pulumi engine, or makes one: `pulumi` on PATH if it is recent enough, the one kept from before, the official
 * download, or a build from pinned Go modules (minutes, once per machine).
 *
 * `SIMULATOR_ENGINE=path|download|build` in the environment allows that one way only.
 */
export async function resolveEngine(log: Log): Promise<PulumiCommand> {
    const only = process.env.SIMULATOR_ENGINE;
    const root = cacheFolder(`pulumi-${ENGINE_VERSION}`);
    const ways: [string, () => Promise<PulumiCommand>][] = [
        ["path", () => PulumiCommand.get()],
        ["kept", () => PulumiCommand.get({ root })],
        ["download", () => download(root, log)],
        ["build", () => build(root, log)],
    ];
    const failures: string[] = [];
    for (const [name, find] of ways.filter(([name]) => only === undefined || name === only || name === "kept")) {
        try {
            return recentEnough(await find());
        } catch (error) {
            failures.push(`${name}: ${firstLine(error)}`);
        }
    }
    throw new Error(
        `no Pulumi engine ${ENGINE_VERSION} or newer. Install the Pulumi CLI (https://www.pulumi.com/docs/install/), or ` +
            `Go 1.25 or later to build it here (https://go.dev/dl/), and run the same command again.\n` +
            `What was tried:\n  ${failures.join("\n  ")}`,
    );
}

function recentEnough(command: PulumiCommand): PulumiCommand {
    if (command.version === null || command.version.compare(ENGINE_VERSION) < 0) {
        throw new Error(`version ${command.version?.version ?? "unknown"} is older than ${ENGINE_VERSION}`);
    }
    return command;
}

/** A folder of this project's outside the checkout, so that a fresh clone finds it again; `XDG_CACHE_HOME` moves it. */
export function cacheFolder(name: string): string {
    const base = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
    return path.join(base, "confluent-cluster-linking", name);
}

async function download(root: string, log: Log): Promise<PulumiCommand> {
    log(`Downloading the Pulumi CLI ${ENGINE_VERSION} …`);
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
            reject(new Error("the download did not finish in time"));
        }, DOWNLOAD_LIMIT_MS);
    });
    try {
        return await Promise.race([PulumiCommand.install({ root }), limit]);
    } finally {
        clearTimeout(timer);
    }
}

async function build(root: string, log: Log): Promise<PulumiCommand> {
    log(`Building the Pulumi engine ${ENGINE_VERSION} from Go modules; minutes, once per machine …`);
    const target = path.join(root, "bin", "pulumi");
    const partial = `${target}.${process.pid}`;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const sources = fs.mkdtempSync(path.join(os.tmpdir(), "pulumi-sources-"));
    try {
        const modFile = await leanSources(MODULE, sources, go);
        const version = `-s -w -X ${VERSION_VARIABLE}=${ENGINE_VERSION}`;
        const flags = ["-mod=readonly", `-modfile=${modFile}`, "-trimpath", "-ldflags", version];
        await go(["build", ...flags, "-o", partial, PACKAGE], MODULE);
    } finally {
        fs.rmSync(sources, { recursive: true, force: true });
    }
    // The official install has this plugin, which runs dynamic providers, beside the engine too.
    fs.copyFileSync(path.join(SDK, DYNAMIC_PROVIDER), path.join(root, "bin", DYNAMIC_PROVIDER));
    fs.renameSync(partial, target);
    return PulumiCommand.get({ root });
}

function firstLine(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    return text.split("\n").find((line) => line.trim() !== "") ?? "unknown reason";
}
