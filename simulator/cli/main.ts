import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { changeWorld } from "../change/running";
import { resolveEngine } from "../engine/install";
import { runEngine } from "../engine/operations";
import { openSession } from "../engine/session";
import { pluginFolder } from "../engine/plugin";
import { HOME_CONTENTS, readStackFile, stackFolders } from "../engine/stackFiles";
import { keepLastUp, StepClock } from "../engine/timing";
import { goOnUnheard } from "../engine/unheard";
import { World } from "../world";
import { askedFor, parseOptions, type Options } from "./options";
import { reachLines, reachOf } from "./reach";
import { changeLine, failureDocument, progressLine, stateLines, summary } from "./report";
import { serve } from "./serve";
import { cloudState } from "./state";

/** Runs one command and returns the exit status. */
async function main(options: Options): Promise<number> {
    switch (options.command) {
        case "state": {
            const state = cloudState(worldOf(options));
            console.log(options.json ? JSON.stringify(state) : stateLines(state).join("\n"));
            return 0;
        }
        case "reach": {
            const { command, stack } = options;
            const table = await reachOf(options);
            const result = table.works ? "succeeded" : "failed";
            console.log(
                options.json ? JSON.stringify({ command, stack, result, ...table }) : reachLines(table).join("\n"),
            );
            return table.works ? 0 : 1;
        }
        case "change": {
            const change = await changeWorld(worldOf(options), options.operands);
            const { command, stack } = options;
            const document = { command, stack, result: "succeeded", change };
            console.log(options.json ? JSON.stringify(document) : changeLine(change));
            return 0;
        }
        case "serve":
            await serve(options);
            return 0;
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

function worldOf({ home, stack }: Options): World {
    return World.open(stackFolders(home, stack).world);
}

/** Removes what the simulator has made, and nothing else that may be in that folder. */
function forget(home: string): void {
    for (const part of HOME_CONTENTS) {
        fs.rmSync(path.join(home, part), { recursive: true, force: true });
    }
}

/** What is wrong with the options alone is told before an engine is looked for, which may have to be built. */
function refuseEarly({ stack, config, plugin }: Options): void {
    readStackFile(stack, config);
    if (plugin === "real") {
        pluginFolder();
    }
}

async function operate(options: Options, command: "preview" | "up" | "refresh" | "destroy"): Promise<number> {
    const tell = (line: string) => {
        if (!options.json) {
            console.log(line);
        }
    };
    refuseEarly(options);
    const engine = await resolveEngine((line) => {
        console.error(line);
    });
    tell(`${command} of stack ${options.stack}, runner ${options.runner}, Pulumi ${engine.version?.version ?? "?"}`);
    const session = await openSession(engine, options);
    const clock = new StepClock();
    try {
        const progress = (event: EngineEvent) => {
            clock.note(event, Math.round(performance.now()));
            const line = progressLine(event);
            if (line !== undefined) {
                tell(line);
            }
        };
        const outcome = await runEngine(session, command, progress, { refresh: options.refresh });
        if (command === "up") {
            keepLastUp(options.home, options.stack, { ...clock.run(), latency: options.latency });
        }
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
    const started = performance.now();
    let options: Options | undefined;
    try {
        options = parseOptions(argv, process.cwd());
        process.exitCode = await main(options);
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (argv.includes("--json")) {
            const seconds = Math.round((performance.now() - started) / 100) / 10;
            const { command, stack } = options ?? askedFor(argv);
            console.log(JSON.stringify(failureDocument(command, stack, seconds, message)));
        } else {
            console.error(message);
        }
        process.exitCode = 1;
    }
}

goOnUnheard();
void run(process.argv.slice(2));
