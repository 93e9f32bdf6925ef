import { checkAws } from "./aws";
import { skipped, type Check, type Run } from "./check";
import { checkConfluent } from "./confluent";
import { checkCli, checkNode, checkPackages, checkPlugins, type Wanted } from "./local";
import { apiOf, awsFactsOf, checkPlace, checkSettings, demandOf, stackFacts } from "./stack";

/** What is looked at, apart from what commands and the network tell. */
export interface Surroundings {
    readonly node: string;
    readonly installed: Readonly<Record<string, string | undefined>>;
    readonly environment: NodeJS.ProcessEnv;
    readonly wanted: Wanted;
}

/** Everything that an `up` of the stack needs, in the order in which it is needed. Changes nothing. */
export async function examine(run: Run, stack: string, around: Surroundings): Promise<Check[]> {
    const { wanted } = around;
    const cli = await checkCli(run, wanted);
    const machine = [checkNode(around.node, wanted), checkPackages(around.installed, wanted), cli];
    return cli.told.startsWith("there is no")
        ? [...machine, skipped("stack", "cannot be asked for without the Pulumi CLI")]
        : [...machine, await checkPlugins(run, wanted), ...(await examineStack(run, stack, around))];
}

async function examineStack(run: Run, stack: string, { environment }: Surroundings): Promise<Check[]> {
    const facts = await stackFacts(run, stack);
    if ("status" in facts) {
        return [facts];
    }
    const { check, settings } = await checkSettings(run, stack, facts, environment);
    if (settings === undefined) {
        return [check, skipped("clouds", "asked about once the settings are right")];
    }
    const confluent =
        settings.authentication === "oauth"
            ? [skipped("Confluent credentials", "an identity pool's are tried by the first preview")]
            : await checkConfluent(await apiOf(run, stack, facts, environment), demandOf(settings, facts));
    return [
        check,
        ...confluent,
        ...(await checkAws(run, awsFactsOf(settings, facts))),
        await checkPlace(facts, settings),
    ];
}
