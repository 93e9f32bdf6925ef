import * as fs from "node:fs";
import * as path from "node:path";
import { resolveEngine } from "../engine/install";
import { runEngine } from "../engine/operations";
import { openSession } from "../engine/session";
import { HOME_CONTENTS, stackFolders } from "../engine/stackFiles";
import { World } from "../world";
import { parseOptions, type Options } from "./options";
import { progressLine, stateLines, summary } from "./report";
import { cloudState } from "./state";

/** Runs one command and returns the exit status. */
async function main(options: Options): Promise<number> {
    const folders = stackFolders(options.home, options.stack);
    switch (options.command) {
        case "state": {
            const state = cloudState(World.open(folders.world));
            console.log(options.json ? JSON.stringify(state) : stateLines(state).join("\n"));
            return 0;
        }
        case "reset":
            forget(options.home);
            console.log(
                options.json
                    ? JSON.stringify({ command: "reset", result: "succeeded" })
                    : "Everything simulated is gone.",
            );
            return 0;
        default:
            return operate(options, options.command);
    }
}

/** Removes what the simulator has made, and nothing else that may be in that folder. */
function forget(home: string): void {
    for (const part of HOME_CONTENTS) {
        fs.rmSync(path.join(home, part), { recursive: true, force: true });
    }
}

async function operate(options: Options, command: "preview" | "up" | "refresh" | "destroy"): Promise<number> {
    const tell = (line: string) => {
        if (!options.json) {
            console.log(line);
        }
    };
    const engine = await resolveEngine((line) => {
        console.error(line);
    });
    tell(`${command} of stack ${options.stack}, runner ${options.runner}, Pulumi ${engine.version?.version ?? "?"}`);
    const session = await openSession(engine, options);
    try {
        const outcome = await runEngine(session.stack, command, (event) => {
            const line = progressLine(event);
            if (line !== undefined) {
                tell(line);
            }
        });
        if (options.json) {
            console.log(JSON.stringify({ command, stack: options.stack, ...outcome }));
        } else {
            console.log(summary(command, outcome, cloudState(session.world)));
        }
        return outcome.result === "succeeded" ? 0 : 1;
    } finally {
        await session.close();
    }
}

async function run(argv: readonly string[]): Promise<void> {
    try {
        process.exitCode = await main(parseOptions(argv, process.cwd()));
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (argv.includes("--json")) {
            const diagnostics = [{ severity: "error", urn: "", message }];
            console.log(
                JSON.stringify({
                    command: argv[0] ?? "",
                    result: "failed",
                    changes: {},
                    resources: 0,
                    diagnostics,
                    outputs: {},
                }),
            );
        } else {
            console.error(message);
        }
        process.exitCode = 1;
    }
}

void run(process.argv.slice(2));
