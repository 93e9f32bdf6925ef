// Prints the fixed monthly cost of a stack, from the resources in its state.
//
//   npm run -s cost -- --stack NAME [--home DIR] [--json]
//
// With --home the stack is a simulated one, kept in that folder; without, the one that the Pulumi CLI knows.
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { stackFolders } from "../../simulator/engine/stackFiles";
import { recordedResources } from "../../simulator/engine/stateFile";
import { estimate, type StateResource } from "./estimate";
import { costReport } from "./report";

const USAGE = "npm run -s cost -- --stack NAME [--home DIR] [--json]";

/** Bytes of the largest state that is read. */
const LARGEST = 2 ** 30;

interface Exported {
    readonly deployment?: { readonly resources?: readonly StateResource[] };
}

async function resourcesOf(stack: string, home: string | undefined): Promise<readonly StateResource[]> {
    if (home !== undefined) {
        return recordedResources(stackFolders(home, stack), stack);
    }
    // Without --show-secrets: nothing here needs them.
    const { stdout } = await promisify(execFile)("pulumi", ["stack", "export", "--stack", stack], {
        maxBuffer: LARGEST,
    });
    return (JSON.parse(stdout) as Exported).deployment?.resources ?? [];
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            stack: { type: "string" },
            home: { type: "string" },
            json: { type: "boolean", default: false },
        },
    });
    const { stack, home, json } = values;
    if (stack === undefined) {
        throw new Error(`which stack? ${USAGE}`);
    }
    const resources = await resourcesOf(stack, home);
    if (resources.length === 0) {
        throw new Error(
            `stack ${stack} has no resources${home === undefined ? "" : ` in ${home}`}: bring it up first.`,
        );
    }
    const found = estimate(resources);
    console.log(json ? JSON.stringify({ stack, ...found }) : costReport(stack, found).join("\n"));
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
