import * as path from "node:path";
import { clientSecret } from "../confluent/seed";
import { cloudKeyFiles, keptClientSecret, keptCloudKey } from "../engine/cloudKeyFiles";
import { resolverOf } from "../engine/clouds";
import { openWorld, type OpenWorld } from "../engine/opened";
import { INSTALL_COMMAND } from "../engine/plugin";
import { backendUrl, CLIENT_SECRET, passphrase, PROJECT } from "../engine/stackFiles";
import type { Options } from "./options";

const ROOT = path.join(__dirname, "..", "..");

/** What a `pulumi` outside the simulator needs to work on the simulated clouds. */
export interface Instructions {
    /** To be exported. */
    readonly environment: Readonly<Record<string, string>>;
    /** To be run once, from anywhere: they make the stack and its settings, outside the checkout. */
    readonly settings: readonly string[];
    /** To be run in the checkout, as often as wanted. */
    readonly example: string;
}

/** Starts the clouds of a stack, says how to use them, and keeps them up until the process is told to end. */
export async function serve(options: Options): Promise<void> {
    const opened = await openWorld(options);
    try {
        const told = instructions(options, opened);
        const document = { command: "serve", stack: options.stack, ...told };
        console.log(options.json ? JSON.stringify(document) : script(options, told));
        await interrupted();
    } finally {
        await opened.close();
    }
}

function interrupted(): Promise<void> {
    return new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) {
            process.once(signal, () => {
                resolve();
            });
        }
    });
}

/**
 * The same state and passphrase as the simulator's own runs use, and a copy of the stack's configuration, so that the
 * committed one stays as it is. No line holds a secret.
 */
function instructions({ stack }: Options, opened: OpenWorld): Instructions {
    const { folders, world, environment, endpoint } = opened;
    // Makes the file that the lines name.
    passphrase(folders);
    const pulumi = `pulumi -C ${quoted(folders.work)}`;
    const set = `${pulumi} config set --stack ${stack}`;
    return {
        environment: {
            PULUMI_BACKEND_URL: backendUrl(folders),
            PULUMI_CONFIG_PASSPHRASE_FILE: folders.passphrase,
            // For every `pulumi` in the shell, the tools' included: the committed file is neither used nor deleted.
            PULUMI_OPTION_CONFIG_FILE: path.join(folders.work, `Pulumi.${stack}.yaml`),
            PULUMI_OPTION_PRESERVE_CONFIG: "true",
            ...environment,
        },
        settings: [
            `${pulumi} stack select --create ${stack}`,
            `${set} --path ${PROJECT}:readiness.resolver ${resolverOf(world)}`,
            ...(endpoint === undefined ? [] : [`${set} confluentcloud:endpoint ${endpoint}`]),
            ...secretSettings(set, opened),
        ],
        example: `pulumi up --stack ${stack}`,
    };
}

/** Lines that set what the provider logs in with, from files that they name. */
function secretSettings(set: string, { folders, world, login }: OpenWorld): string[] {
    if (login !== undefined) {
        const file = keptClientSecret(folders, clientSecret(world, login));
        return [`${set} --path --secret ${CLIENT_SECRET} < ${quoted(file)}`];
    }
    keptCloudKey(folders);
    const files = cloudKeyFiles(folders);
    return [
        `${set} --secret confluentcloud:cloudApiKey < ${quoted(files.key)}`,
        `${set} --secret confluentcloud:cloudApiSecret < ${quoted(files.secret)}`,
    ];
}

/** A shell script for people: what has to be typed, and what it is for. */
function script({ stack, runner, plugin }: Options, { environment, settings, example }: Instructions): string {
    const install = [
        "# The plugin has to be installed before, in a shell without the lines below:",
        `#   ${INSTALL_COMMAND}`,
    ];
    return [
        `# The simulated clouds of stack ${stack} are up, runner ${runner}. For another shell, in ${ROOT}:`,
        ...(plugin === "real" ? install : []),
        ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`),
        "# Once, for a copy of the stack's configuration; the committed one stays as it is:",
        ...settings,
        "# Then, for example:",
        `#   ${example}`,
        "# Ctrl-C here ends the clouds; what they hold is kept.",
    ].join("\n");
}

function quoted(text: string): string {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}
