// Prints the fixed monthly cost of a stack, from the resources in its state.
//
//   npm run -s cost -- --stack NAME [--home DIR] [--json]
//
// With --home the stack is a simulated one, kept in that folder; without, the one that the Pulumi CLI knows.
import { resourcesOf } from "../stack";
import { runTool, stackOptions } from "../stackOptions";
import { estimate } from "./estimate";
import { costReport } from "./report";

const USAGE = "npm run -s cost -- --stack NAME [--home DIR] [--json]";

async function main(): Promise<void> {
    const { stack, home, json } = stackOptions(USAGE);
    const resources = await resourcesOf(stack, home);
    if (resources.length === 0) {
        throw new Error(
            `stack ${stack} has no resources${home === undefined ? "" : ` in ${home}`}: bring it up first.`,
        );
    }
    const found = estimate(resources);
    console.log(json ? JSON.stringify({ stack, ...found }) : costReport(stack, found).join("\n"));
}

runTool(main);
