// Lists what carries a stack's mark and is not in its state, with the command that removes or adopts each. Changes
// nothing. Run it while no other run of the stack is at work.
//
//   npm run -s orphans -- --stack NAME [--home DIR] [--json]
//
// With --home the stack is a simulated one, kept in that folder. Without, it is the one that the Pulumi CLI knows:
// Confluent Cloud is asked with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET, AWS through the `aws` command.
// Exit status: 0 there is nothing, 1 there is something, 2 it could not be asked, or not all of it.
import { configOf, namesOf, resourcesOf } from "../stack";
import { runTool, stackOptions } from "../stackOptions";
import { findings } from "./commands";
import { factsOf, type StackFacts } from "./facts";
import { orphansOf } from "./objects";
import { cloudApi, survey, type Survey } from "./real";
import { orphansExit, orphansReport, UNASKED } from "./report";
import { simulatedObjects } from "./simulated";

const USAGE = "npm run -s orphans -- --stack NAME [--home DIR] [--json]";

async function look(stack: string, home: string | undefined, facts: StackFacts): Promise<Survey> {
    return home === undefined
        ? survey(facts, cloudApi(process.env))
        : { objects: await simulatedObjects(home, stack, facts), leftOut: [] };
}

async function main(): Promise<void> {
    const { stack, home, json } = stackOptions(USAGE);
    const [resources, config] = [await resourcesOf(stack, home), await configOf(stack, home)];
    const facts = factsOf(namesOf(resources, stack), resources, config, stack);
    const { objects, leftOut } = await look(stack, home, facts);
    const orphans = findings(orphansOf(objects, facts), facts);
    const found = { stack, orphans, leftOut, stateIsEmpty: facts.stateIsEmpty };
    console.log(json ? JSON.stringify(found) : orphansReport(found).join("\n"));
    process.exitCode = orphansExit(found);
}

runTool(main, UNASKED);
