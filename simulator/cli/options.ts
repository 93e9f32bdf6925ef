import * as path from "node:path";
import { parseArgs } from "node:util";
import { PLUGINS, type PluginKind } from "../engine/plugin";
import { parseFault, type Fault } from "../provider/faults";

export const COMMANDS = ["preview", "up", "refresh", "destroy", "state", "reach", "change", "serve", "reset"] as const;
export type Command = (typeof COMMANDS)[number];

/** Where the program runs: inside the network, or anywhere else. */
export const RUNNERS = ["private", "public"] as const;
export type RunnerPlace = (typeof RUNNERS)[number];

export interface Options {
    readonly command: Command;
    /** What follows `change`; empty for all other commands. */
    readonly operands: readonly string[];
    readonly stack: string;
    /** Stack configuration file to use in place of `Pulumi.NAME.yaml`. */
    readonly config: string | undefined;
    readonly runner: RunnerPlace;
    /** Model seconds times this are real seconds; 0 waits for nothing. */
    readonly latency: number;
    readonly faults: readonly Fault[];
    /** Whether a preview or an `up` looks first at what is really there. */
    readonly refresh: boolean;
    /** What plays the confluentcloud provider. */
    readonly plugin: PluginKind;
    /** Folder of engine state and simulated world. */
    readonly home: string;
    /** The stack whose simulated clouds this one uses as well. */
    readonly world: string | undefined;
    readonly json: boolean;
}

export const USAGE = `npm run -s simulate -- <${COMMANDS.join("|")}> [--stack NAME] [--config FILE] [--runner private|public]
    [--latency FACTOR] [--fault SPEC]... [--refresh] [--plugin stand-in|real] [--home DIR] [--world STACK]
    [--json]
npm run -s simulate -- change delete SELECTOR
npm run -s simulate -- change set SELECTOR FIELD=VALUE...`;

/** Reads the command line; throws with what is allowed when it is not understood. */
export function parseOptions(argv: readonly string[], cwd: string): Options {
    const { values, positionals } = parsed(argv);
    const [command, ...operands] = positionals;
    if (operands.length > 0 && command !== "change") {
        throw new Error(`one command at a time, not ${positionals.join(" ")}.\n${USAGE}`);
    }
    const asked = oneOf("the command", COMMANDS, command ?? "(none)");
    if (values.refresh && asked !== "preview" && asked !== "up") {
        throw new Error(`--refresh goes with preview and up, not with ${asked}.\n${USAGE}`);
    }
    return {
        command: asked,
        operands,
        stack: stackName(values.stack),
        config: values.config === undefined ? undefined : configFile(values.config, cwd),
        runner: oneOf("--runner", RUNNERS, values.runner),
        latency: factor(values.latency),
        faults: values.fault.map(parseFault),
        refresh: values.refresh,
        plugin: oneOf("--plugin", PLUGINS, values.plugin),
        home: homeFolder(values.home, cwd),
        world: values.world === undefined ? undefined : stackName(values.world),
        json: values.json,
    };
}

/** Command and stack of a command line that was refused, as far as they can be told. */
export function askedFor(argv: readonly string[]): { readonly command: string; readonly stack: string } {
    const { values, positionals } = parseArgs({ ...GRAMMAR, args: [...argv], strict: false });
    // Without its value the option counts as a flag.
    return { command: positionals[0] ?? "", stack: typeof values.stack === "string" ? values.stack : "" };
}

const GRAMMAR = {
    allowPositionals: true,
    options: {
        stack: { type: "string", default: "dev" },
        config: { type: "string" },
        runner: { type: "string", default: "private" },
        latency: { type: "string", default: "0" },
        fault: { type: "string", multiple: true, default: [] as string[] },
        refresh: { type: "boolean", default: false },
        plugin: { type: "string", default: "stand-in" },
        home: { type: "string", default: ".simulator" },
        world: { type: "string" },
        json: { type: "boolean", default: false },
    },
} as const;

function parsed(argv: readonly string[]) {
    try {
        return parseArgs({ ...GRAMMAR, args: [...argv] });
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`${reason}\n${USAGE}`, { cause: error });
    }
}

function oneOf<T extends string>(what: string, allowed: readonly T[], given: string): T {
    const found = allowed.find((value) => value === given);
    if (found === undefined) {
        throw new Error(`${what} is ${JSON.stringify(given)}; allowed: ${allowed.join(", ")}.\n${USAGE}`);
    }
    return found;
}

function stackName(given: string): string {
    // The name is also that of a folder: dots alone would lead out of it.
    if (!/^[A-Za-z0-9_.-]{1,100}$/.test(given) || /^\.+$/.test(given)) {
        const allowed = 'up to 100 letters, digits, "-", "_" and ".", and not only dots';
        throw new Error(`--stack is ${JSON.stringify(given)}; allowed: ${allowed}.`);
    }
    return given;
}

function configFile(given: string, cwd: string): string {
    if (given === "") {
        throw new Error('--config is ""; allowed: the path of a stack configuration file.');
    }
    return path.resolve(cwd, given);
}

/** `reset` removes the whole folder, so that it must not hold the one from which the command is given. */
function homeFolder(given: string, cwd: string): string {
    const home = path.resolve(cwd, given);
    const inside = path.relative(home, path.resolve(cwd));
    if (inside.split(path.sep)[0] !== "..") {
        const allowed = "a folder other than the current one and those around it, because reset removes it";
        throw new Error(`--home is ${JSON.stringify(given)}; allowed: ${allowed}.`);
    }
    return home;
}

function factor(given: string): number {
    const value = Number(given);
    if (given.trim() === "" || !Number.isFinite(value) || value < 0) {
        throw new Error(`--latency is ${JSON.stringify(given)}; allowed: a number from 0 (no waiting) upwards.`);
    }
    return value;
}
