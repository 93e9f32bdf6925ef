// Lists what carries a stack's mark and is not in its state, with the command that removes or adopts each. Changes
// nothing. Run it while no other run of the stack is at work.
//
//   npm run -s orphans -- --stack NAME [--home DIR] [--json]
//
// With --home the stack is a simulated one, kept in that folder. Without, it is the one that the Pulumi CLI knows:
// Confluent Cloud is asked with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET, AWS through the `aws` command.
// Exit status: 0 where there is nothing, 2 where there is something, 1 for an error.
import { configOf, namesOf, resourcesOf } from "../stack";
import { runTool, stackOptions } from "../stackOptions";
import { findings } from "./commands";
import { factsOf, type StackFacts } from "./facts";
import { orphansOf } from "./objects";
import { cloudApi, survey, type Survey } from "./real";
import { orphansReport } from "./report";
import { simulatedObjects } from "./simulated";

const USAGE = "npm run -s orphans -- --stack NAME [--home DIR] [--json]";
const FOUND = 2;

async function look(stack: string, home: string | undefined, facts: StackFacts): Promise<Survey> {
    return home === undefined
        ? survey(facts, cloudApi(process.env))
        : { objects: await simulatedObjects(home, stack, facts), leftOut: [] };
}

async function main(): Promise<void> {
    const { stack, home, json } = stackOptions(USAGE);
    const [resources, config] = [await resourcesOf(stack, home), await configOf(stack, home)];
    const facts = factsOf(namesOf(resources, stack), resources, config);
    const { objects, leftOut } = await look(stack, home, facts);
    const orphans = findings(orphansOf(objects, facts), facts);
    console.log(json ? JSON.stringify({ stack, orphans, leftOut }) : orphansReport(stack, orphans, leftOut).join("\n"));
    process.exitCode = orphans.length === 0 ? 0 : FOUND;
}

runTool(main);
