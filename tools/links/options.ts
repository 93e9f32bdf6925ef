import * as path from "node:path";
import { parseArgs } from "node:util";
import { RUNNERS, type RunnerPlace } from "../../simulator/cli/options";
import { CHANGES, type Change } from "./states";

export interface LinksOptions {
    readonly verb: "status" | Change;
    readonly stack: string;
    /** The stack's configuration file, to read and to write. */
    readonly config: string;
    /** Whether the file was named, and is not just that of the stack. */
    readonly isOwnFile: boolean;
    /** Undefined for a stack on the real clouds. */
    readonly simulated: SimulatedOptions | undefined;
    /** Key or name of a link. */
    readonly link: string | undefined;
    /** Names of topics or of their mirrors; undefined for all. */
    readonly topics: readonly string[] | undefined;
    /** Key of the cluster whose mirrors are meant. */
    readonly on: string | undefined;
    readonly json: boolean;
    /** Seconds between two looks; undefined for one look. */
    readonly watch: number | undefined;
    /** Records that a mirror may be behind; undefined for any number. */
    readonly maxLag: number | undefined;
    readonly yes: boolean;
    readonly write: boolean;
    /** How long a change may take, in seconds. */
    readonly deadline: number;
}

export interface SimulatedOptions {
    /** Folder of engine state and simulated world. */
    readonly home: string;
    readonly runner: RunnerPlace;
}

export const LINKS_USAGE = `npm run -s links -- status --stack NAME [--link NAME] [--topics A,B] [--on CLUSTER] [--max-lag RECORDS]
    [--watch [SECONDS]] [--json] [WHERE]
npm run -s links -- <${CHANGES.join("|")}> --stack NAME [--link NAME] [--topics A,B] [--on CLUSTER]
    [--yes] [--write] [--deadline SECONDS] [--json] [WHERE]
WHERE: [--config FILE] [--simulated [--home DIR] [--runner private|public]]`;

/** With this the Pulumi CLI reads another file than the stack's own. */
const CONFIG_FILE = "PULUMI_OPTION_CONFIG_FILE";

const VERBS = ["status", ...CHANGES] as const;
const ROOT = path.join(__dirname, "..", "..");
const USUAL_WATCH = 10;
const USUAL_DEADLINE = 300;
const OF_STATUS = ["watch", "max-lag"] as const;
const OF_CHANGES = ["yes", "write", "deadline"] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the command line; throws with what is allowed when it is not understood. */
export function parseLinksOptions(argv: readonly string[], cwd: string, environment: Environment): LinksOptions {
    const { values, positionals } = parsed(argv);
    const verb = verbIn(positionals);
    const { stack, config } = values;
    if (stack === undefined || stack === "") {
        throw usage("--stack is missing: which stack?");
    }
    for (const name of verb === "status" ? OF_CHANGES : OF_STATUS) {
        if (values[name] !== undefined) {
            throw usage(`--${name} goes with ${verb === "status" ? CHANGES.join(", ") : "status"}, not with ${verb}.`);
        }
    }
    const on = values.on;
    if (on === undefined && (verb === "reverse" || verb === "restore")) {
        throw usage(`--on is missing: ${verb} needs the key of the cluster that holds the mirrors.`);
    }
    return {
        verb,
        stack,
        config: path.resolve(cwd, config ?? environment[CONFIG_FILE] ?? usualFile(stack)),
        isOwnFile: config !== undefined,
        simulated: simulatedIn(values, cwd),
        link: values.link,
        topics: topicsIn(values.topics),
        on,
        json: values.json,
        watch: numberIn("--watch", values.watch, 1, "seconds"),
        maxLag: numberIn("--max-lag", values["max-lag"], 0, "records"),
        yes: values.yes ?? false,
        write: values.write ?? false,
        deadline: numberIn("--deadline", values.deadline, 1, "seconds") ?? USUAL_DEADLINE,
    };
}

/** The CLI takes a stack by its full name, organisation and project included. */
function usualFile(stack: string): string {
    return path.join(ROOT, `Pulumi.${stack.slice(stack.lastIndexOf("/") + 1)}.yaml`);
}

const GRAMMAR = {
    allowPositionals: true,
    options: {
        stack: { type: "string" },
        config: { type: "string" },
        simulated: { type: "boolean", default: false },
        home: { type: "string" },
        runner: { type: "string" },
        link: { type: "string" },
        topics: { type: "string" },
        on: { type: "string" },
        json: { type: "boolean", default: false },
        watch: { type: "string" },
        "max-lag": { type: "string" },
        yes: { type: "boolean" },
        write: { type: "boolean" },
        deadline: { type: "string" },
    },
} as const;

function parsed(argv: readonly string[]) {
    try {
        return parseArgs({ ...GRAMMAR, args: withWatchValue(argv) });
    } catch (error) {
        throw usage(error instanceof Error ? error.message : String(error), error);
    }
}

/** `--watch` may stand alone, which the parser does not know. */
function withWatchValue(argv: readonly string[]): string[] {
    return argv.map((word, index) => {
        const next = argv[index + 1];
        const isAlone = word === "--watch" && (next === undefined || next.startsWith("-"));
        return isAlone ? `--watch=${USUAL_WATCH}` : word;
    });
}

function verbIn(positionals: readonly string[]): "status" | Change {
    const [given, ...others] = positionals;
    const found = VERBS.find((verb) => verb === given);
    if (found === undefined || others.length > 0) {
        throw usage(`the command is ${JSON.stringify(positionals.join(" "))}; allowed: ${VERBS.join(", ")}.`);
    }
    return found;
}

function simulatedIn(
    { simulated, home, runner }: Readonly<{ simulated: boolean; home?: string; runner?: string }>,
    cwd: string,
): SimulatedOptions | undefined {
    if (!simulated) {
        const given = Object.entries({ home, runner }).filter(([, value]) => value !== undefined);
        if (given.length > 0) {
            throw usage(`${given.map(([name]) => `--${name}`).join(", ")}: with --simulated only.`);
        }
        return undefined;
    }
    const place = RUNNERS.find((one) => one === (runner ?? "private"));
    if (place === undefined) {
        throw usage(`--runner is ${JSON.stringify(runner)}; allowed: ${RUNNERS.join(", ")}.`);
    }
    return { home: path.resolve(cwd, home ?? ".simulator"), runner: place };
}

function topicsIn(given: string | undefined): readonly string[] | undefined {
    if (given === undefined) {
        return undefined;
    }
    const topics = given.split(",").map((topic) => topic.trim());
    if (topics.includes("")) {
        throw usage(`--topics is ${JSON.stringify(given)}; allowed: names of topics, with commas between them.`);
    }
    return [...new Set(topics)];
}

function numberIn(option: string, given: string | undefined, least: number, unit: string): number | undefined {
    if (given === undefined) {
        return undefined;
    }
    const value = Number(given);
    if (given.trim() === "" || !Number.isInteger(value) || value < least) {
        throw usage(`${option} is ${JSON.stringify(given)}; allowed: a whole number of ${unit} from ${least}.`);
    }
    return value;
}

function usage(what: string, cause?: unknown): Error {
    return new Error(`${what}\n${LINKS_USAGE}`, { cause });
}
