// Tells whether what a stack has made is still as configured: a preview with refresh, read for people or as JSON.
//
//   npm run -s drift -- --stack NAME [--json]
//   npm run -s drift -- --stack NAME --simulated [--home DIR] [--config FILE] [--runner private|public] [--json]
//
// Exit status: 0 nothing differs, 1 something does, 2 it could not be checked.
import { runTool } from "../stackOptions";
import { parseDriftOptions, type DriftOptions } from "./options";
import { checkReal } from "./real";
import { exitStatus, reportLines, unchecked, type CheckResult } from "./report";
import { checkSimulated } from "./simulated";

async function check({ stack, simulated }: DriftOptions): Promise<CheckResult> {
    try {
        return simulated === undefined ? await checkReal(stack) : await checkSimulated(stack, simulated);
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return unchecked(stack, reason);
    }
}

async function main(): Promise<void> {
    const options = parseDriftOptions(process.argv.slice(2), process.cwd());
    const found = await check(options);
    console.log(options.json ? JSON.stringify(found) : reportLines(found).join("\n"));
    process.exitCode = exitStatus(found);
}

runTool(main, 2);
