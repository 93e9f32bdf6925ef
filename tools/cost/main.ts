// Prints the fixed monthly cost of a stack, from the resources in its state.
//
//   npm run -s cost -- --stack NAME [--home DIR] [--json]
//
// With --home the stack is a simulated one, kept in that folder; without, the one that the Pulumi CLI knows.
import { parseArgs } from "node:util";
import { resourcesOf } from "../stack";
import { estimate } from "./estimate";
import { costReport } from "./report";

const USAGE = "npm run -s cost -- --stack NAME [--home DIR] [--json]";

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
