// Draws what the last `up` of a stack spent its time on, and which steps waited for which.
//
//   npm run -s timeline -- --stack NAME --event-log FILE [--out FILE]
//   npm run -s timeline -- --stack NAME --simulated [--home DIR] [--out FILE]
import * as fs from "node:fs";
import { readLastUp, type TimedRun } from "../../simulator/engine/timing";
import { namesOf, resourcesOf } from "../stack";
import { runTool, writeResult } from "../stackOptions";
import { criticalChain } from "./chain";
import { runOfLog } from "./eventLog";
import { timelineOf } from "./layout";
import { parseTimelineOptions, type TimelineOptions } from "./options";
import { timelineSvg } from "./svg";

function runOf({ stack, eventLog, home }: TimelineOptions): TimedRun {
    const run = eventLog === undefined ? readLastUp(home ?? "", stack) : runOfLog(fs.readFileSync(eventLog, "utf8"));
    if (run === undefined) {
        throw new Error(`no up of stack ${stack} in ${home ?? ""}: bring it up first.`);
    }
    return run;
}

async function main(): Promise<void> {
    const options = parseTimelineOptions(process.argv.slice(2), process.cwd());
    const run = runOf(options);
    const resources = await resourcesOf(options.stack, options.home);
    const chain = criticalChain(run, resources);
    writeResult(timelineSvg(timelineOf(namesOf(resources, options.stack).stack, run, chain)), options.out);
}

runTool(main);
