import * as path from "node:path";
import { runStack } from "../../tests/support/programs";
import { stackConfig, stackFile, type StackConfig } from "../../tests/support/stackFile";
import type { Graph } from "./graph";
import { graphOf } from "./own";
import { referenceGraph } from "./reference";
import type { Graphs } from "./results";

/** The stack file of what the reference makes. */
export const TWO_ENTERPRISE = path.join(__dirname, "..", "stacks", "Pulumi.twoEnterprise.yaml");

/** The graph of this program with a configuration, as it registers its resources in a run with mocks. */
export async function recordedGraph(config: StackConfig, stack = "bench"): Promise<Graph> {
    return graphOf(await runStack(config, { stack }));
}

/** The reference's graph and this program's. */
export async function allGraphs(): Promise<Graphs> {
    return {
        reference: referenceGraph(),
        twoEnterprise: await recordedGraph(stackConfig(TWO_ENTERPRISE)),
        privatePublic: await recordedGraph(stackFile("dev")),
    };
}
