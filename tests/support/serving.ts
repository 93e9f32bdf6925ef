import { spawn, type ChildProcess } from "node:child_process";
import * as path from "node:path";
import { resolveEngine } from "../../simulator/engine/install";
import { LanguageHost } from "./languageHost";

const ROOT = path.join(__dirname, "..", "..");
const ENTRY = ["--import", "tsx", path.join(ROOT, "simulator", "cli", "main.ts")];

export interface Finished {
    readonly status: number | null;
    /** stdout and stderr. */
    readonly text: string;
}

/** A command that runs. */
export interface Started {
    readonly child: ChildProcess;
    readonly ended: Promise<Finished>;
    /** All output, as soon as it holds the given words. Rejects with it where the command ends without them. */
    readonly said: (words: string) => Promise<string>;
}

/** Commands in the checkout, for stacks that are kept in `home`: the simulator's, and a shell with a Pulumi CLI of its own. */
export class Serving {
    private readonly children: ChildProcess[] = [];

    constructor(private readonly home: string) {}

    start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Started {
        const child = spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
        this.children.push(child);
        let text = "";
        const told = (chunk: Buffer) => {
            text += chunk.toString();
        };
        child.stdout.on("data", told);
        child.stderr.on("data", told);
        const ended = new Promise<Finished>((resolve) => {
            child.on("close", (status) => {
                resolve({ status, text });
            });
        });
        const said = (words: string) =>
            new Promise<string>((resolve, reject) => {
                child.stdout.on("data", () => {
                    if (text.includes(words)) {
                        resolve(text);
                    }
                });
                void ended.then(() => {
                    reject(new Error(text));
                });
            });
        return { child, ended, said };
    }

    simulate(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Started {
        return this.start(process.execPath, [...ENTRY, ...args, "--home", this.home], env);
    }

    async document(...args: string[]): Promise<Record<string, unknown>> {
        const { text } = await this.simulate([...args, "--json"]).ended;
        return JSON.parse(text) as Record<string, unknown>;
    }

    /**
     * A script in a shell whose Pulumi CLI finds nothing of the user's, and whose language host stands in for the one that
     * is not installed. It ends with the first command that fails.
     */
    async shell(script: string): Promise<Finished> {
        const { command } = await resolveEngine(() => undefined);
        const environment = {
            ...process.env,
            PATH: [path.dirname(command), process.env.PATH].join(path.delimiter),
            PULUMI_HOME: path.join(this.home, "own"),
            PULUMI_SKIP_UPDATE_CHECK: "true",
        };
        const host = await LanguageHost.start({ ...environment, ...exported(script) });
        try {
            const env = { ...environment, PULUMI_DEBUG_LANGUAGES: host.attach };
            return await this.start("bash", ["-e", "-c", script], env).ended;
        } finally {
            host.close();
        }
    }

    /** Ends what still runs. */
    close(): void {
        this.children.forEach((child) => child.kill("SIGKILL"));
    }
}

function exported(script: string): NodeJS.ProcessEnv {
    const lines = [...script.matchAll(/^export (\w+)='(.*)'$/gm)];
    return Object.fromEntries(lines.map(([, name = "", value = ""]) => [name, value.replaceAll(`'\\''`, "'")]));
}
