import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";
import { structured } from "../../components/settings/structured";
import { isProps } from "../provider/values";

export const PROJECT = "confluent-cluster-linking";
const ROOT = path.join(__dirname, "..", "..");

/** Enough for all that is near; a stack that simulates real latencies sets its own. */
const DEADLINE_SECONDS = 20;

/** The provider's setting for the Cloud API's address: of one run, never kept for the next. */
const ENDPOINT = "confluentcloud:endpoint";
export const OAUTH = "confluentcloud:oauth";
const CLOUD_KEY = ["confluentcloud:cloudApiKey", "confluentcloud:cloudApiSecret"];

/** A setting of the stack that is a secret, by its path. */
export const CLIENT_SECRET = `${OAUTH}.oauthExternalClientSecret`;

/** A stack file as the engine reads it. */
export interface StackFile {
    config?: Record<string, unknown>;
    encryptionsalt?: string;
}

/** The folders of one simulated stack. */
export interface StackFolders {
    /** The engine's own home: plugins, credentials. */
    readonly pulumiHome: string;
    /** The state backend. */
    readonly state: string;
    /** A copy of the project files, so that the committed ones are never written to. */
    readonly work: string;
    /** The simulated clouds, which may be those of another stack. */
    readonly world: string;
    readonly passphrase: string;
}

/** All that a home folder holds. */
export const HOME_CONTENTS = ["pulumi", "state", "stacks", "passphrase"] as const;

/** What is kept of a stack besides the engine's state. */
export function ownFolder(home: string, stack: string): string {
    return path.join(home, "stacks", stack);
}

export function stackFolders(home: string, stack: string): StackFolders {
    const own = ownFolder(home, stack);
    const shared = path.join(own, "world-of");
    const worldFolder = fs.existsSync(shared) ? ownFolder(home, fs.readFileSync(shared, "utf8")) : own;
    return {
        pulumiHome: path.join(home, "pulumi"),
        state: path.join(home, "state"),
        work: path.join(own, "project"),
        world: path.join(worldFolder, "world.json"),
        passphrase: path.join(home, "passphrase"),
    };
}

/** The stack configuration that a run uses: `file`, or the committed one of that stack. */
export function readStackFile(stack: string, file: string | undefined): StackFile {
    const source = file ?? path.join(ROOT, `Pulumi.${stack}.yaml`);
    if (fs.statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
        throw new Error(`there is no stack configuration ${source}: name one with --config, or a stack that has one.`);
    }
    const parsed = yaml.load(fs.readFileSync(source, "utf8"), { filename: source });
    if (!isProps(parsed) || !isProps(parsed.config)) {
        throw new Error(
            `${source} is not a stack configuration: it has to hold a map with the key "config", a map too.`,
        );
    }
    return parsed;
}

/**
 * Values of the project's own namespace in a stack file, without the namespace, as the program reads them: `true` and
 * `"true"` are the same, since the CLI writes the second for the first whenever it changes the file.
 */
export function settingsOf(file: StackFile): Record<string, unknown> {
    const prefix = `${PROJECT}:`;
    const own = Object.entries(file.config ?? {}).filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(
        own.map(([key, value]) => [key.slice(prefix.length), typeof value === "string" ? structured(value) : value]),
    );
}

/** An identity pool, and the client whose tokens it takes. */
export interface PoolClient {
    readonly identityPoolId: string;
    readonly clientId: string;
}

/** The identity pool as which a stack's provider logs in; undefined where it uses keys, or says too little. */
export function poolClientOf({ config }: StackFile): PoolClient | undefined {
    const block = config?.[OAUTH];
    const { oauthIdentityPoolId: identityPoolId, oauthExternalClientId: clientId } = isProps(block) ? block : {};
    const isWhole = typeof identityPoolId === "string" && typeof clientId === "string";
    return isWhole ? { identityPoolId, clientId } : undefined;
}

/** Whether a stack's file holds the secret of its login, encrypted by an earlier run. */
export function holdsLogin(earlier: StackFile, isPool: boolean): boolean {
    const block = earlier.config?.[OAUTH];
    return isPool
        ? isProps(block) && block.oauthExternalClientSecret !== undefined
        : CLOUD_KEY.every((name) => earlier.config?.[name] !== undefined);
}

/**
 * Adds what the simulator supplies: the address of its DNS server, a shorter deadline, the secrets that an earlier run
 * has encrypted, the address of the simulated identity provider where OAuth is used, and for the installed confluentcloud
 * plugin the `endpoint` of the simulated Cloud API. Of other secrets those in `supplied` are kept. Secrets of `file` for the
 * real clouds are left out: nobody here can decrypt them.
 */
export function withSimulation(
    file: StackFile,
    resolver: string,
    latency: number,
    earlier: StackFile,
    { endpoint, tokenUrl }: SimulatedAddresses = {},
    supplied: readonly string[] = [],
): StackFile {
    const key = `${PROJECT}:readiness`;
    const readiness = file.config?.[key];
    const deadlineSeconds = Math.max(DEADLINE_SECONDS, Math.ceil(latency * 200));
    const oauth = simulatedLogin(file, earlier, tokenUrl);
    const secrets = Object.entries(earlier.config ?? {}).filter(
        ([name]) =>
            supplied.includes(name) ||
            (name.startsWith("confluentcloud:") &&
                ![ENDPOINT, OAUTH].includes(name) &&
                // The provider takes no key beside OAuth.
                (oauth === undefined || !CLOUD_KEY.includes(name))),
    );
    const plain = Object.entries(file.config ?? {}).filter((entry) => !isCloudSecret(...entry));
    return {
        ...(earlier.encryptionsalt === undefined ? {} : { encryptionsalt: earlier.encryptionsalt }),
        config: {
            ...Object.fromEntries(plain),
            // Anything but a map is the settings' to refuse.
            [key]:
                readiness === undefined || isProps(readiness) ? { resolver, deadlineSeconds, ...readiness } : readiness,
            ...Object.fromEntries(secrets),
            ...(oauth === undefined ? {} : { [OAUTH]: oauth }),
            ...(endpoint === undefined ? {} : { [ENDPOINT]: endpoint }),
        },
    };
}

/** Addresses of a world's servers that a stack's file has to name. */
export interface SimulatedAddresses {
    readonly endpoint?: string | undefined;
    readonly tokenUrl?: string | undefined;
}

/** The OAuth settings with the simulated identity provider's address and, once there is one, its client's secret. */
function simulatedLogin({ config }: StackFile, earlier: StackFile, oauthExternalTokenUrl: string | undefined) {
    const [block, before] = [config?.[OAUTH], earlier.config?.[OAUTH]];
    if (!isProps(block) || oauthExternalTokenUrl === undefined) {
        return block;
    }
    const { oauthExternalClientSecret: secret } = isProps(before) ? before : {};
    const own = Object.entries(block).filter(([name]) => name !== "oauthExternalClientSecret");
    return {
        ...Object.fromEntries(own),
        oauthExternalTokenUrl,
        ...(secret === undefined ? {} : { oauthExternalClientSecret: secret }),
    };
}

function isCloudSecret(key: string, value: unknown): boolean {
    return !key.startsWith(`${PROJECT}:`) && isProps(value) && "secure" in value;
}

/** The file that the engine keeps a stack's state in. */
export function stateFile({ state }: Pick<StackFolders, "state">, stack: string, project: string = PROJECT): string {
    return path.join(state, ".pulumi", "stacks", project, `${stack}.json`);
}

/**
 * Where the engine keeps state. Without its notes about files: a killed run may leave an empty one, which the next run
 * fails to read.
 */
export function backendUrl({ state }: StackFolders): string {
    return `file://${state}?metadata=skip`;
}

/** Writes project and stack files where the engine runs. */
export function writeProject(folders: StackFolders, stack: string, file: StackFile): void {
    fs.mkdirSync(folders.work, { recursive: true });
    fs.mkdirSync(folders.state, { recursive: true });
    const project = yaml.load(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    // The program runs inside the simulator's process, so the engine needs no entry point.
    const own = Object.entries(project).filter(([key]) => key !== "main");
    const backend = { url: backendUrl(folders) };
    const copy = { ...Object.fromEntries(own), runtime: "nodejs", backend };
    fs.writeFileSync(path.join(folders.work, "Pulumi.yaml"), yaml.dump(copy));
    fs.writeFileSync(path.join(folders.work, `Pulumi.${stack}.yaml`), yaml.dump(file));
}

/** The stack file of the last run, empty before the first. */
export function readEarlier(folders: StackFolders, stack: string): StackFile {
    const file = path.join(folders.work, `Pulumi.${stack}.yaml`);
    return fs.existsSync(file) ? (yaml.load(fs.readFileSync(file, "utf8")) as StackFile) : {};
}

/**
 * Whether a run meets components of awsx: those that the configuration asks for, and those that an earlier run has left
 * in the state.
 */
export function needsAwsx(folders: StackFolders, stack: string, file: StackFile): boolean {
    const state = stateFile(folders, stack);
    const isLeft = () => fs.existsSync(state) && fs.readFileSync(state, "utf8").includes("pulumi:providers:awsx");
    return "deploymentRunner" in settingsOf(file) || isLeft();
}

/** The passphrase of a home's state: made once, kept beside it. */
export function passphrase(folders: StackFolders): string {
    if (!fs.existsSync(folders.passphrase)) {
        fs.mkdirSync(path.dirname(folders.passphrase), { recursive: true });
        fs.writeFileSync(folders.passphrase, randomBytes(24).toString("hex"), { mode: 0o600 });
    }
    return fs.readFileSync(folders.passphrase, "utf8");
}
