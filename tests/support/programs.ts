import linkedClusters from "../../index";
import { runProgram, type RunOptions } from "./engine";
import type { Recording } from "./recording";
import { example } from "./examples";
import { asText, stackConfig, stackFile, type StackConfig } from "./stackFile";

/** Runs the program with a configuration, through the real loader. */
export function runStack(config: StackConfig, options: RunOptions = {}): Promise<Recording> {
    return runProgram(async () => ({ ...(await linkedClusters()) }), { ...options, config: asText(config) });
}

const recorded = new Map<string, Promise<Recording>>();

function once(key: string, run: () => Promise<Recording>): Promise<Recording> {
    const found = recorded.get(key) ?? run();
    recorded.set(key, found);
    return found;
}

/** The program with a committed stack file, run once per mode and shared by all tests. */
export function committed(stack: string, mode: "update" | "preview" = "update"): Promise<Recording> {
    const preview = mode === "preview";
    return once(`${stack} ${mode}`, () => runStack(stackFile(stack), { stack, preview }));
}

/** The program with an example's stack file, run once per mode and shared by all tests. */
export function ofExample(stack: string, mode: "update" | "preview" = "update"): Promise<Recording> {
    const preview = mode === "preview";
    const run = () => runStack(stackConfig(example(stack).file), { stack, preview });
    return once(`example ${stack} ${mode}`, run);
}

/** The dev stack on its way from the attachment to a gateway. */
export function moving(): Promise<Recording> {
    return once("moving", () => {
        const config = structuredClone(stackFile("dev")) as Record<string, Record<string, Record<string, unknown>>>;
        const onGateway = { connectivity: "gateway", keepAttachment: true };
        Object.assign(config["confluent-cluster-linking:privateNetworks"]?.core ?? {}, onGateway);
        return runStack(config, { stack: "dev" });
    });
}

/** The dev stack with a topic on either cluster and its mirror on the other: every kind of object on both. */
export function bothWays(): Promise<Recording> {
    return once("both ways", () => {
        const config = structuredClone(stackFile("dev")) as Record<string, Record<string, Record<string, unknown>>>;
        Object.assign(config["confluent-cluster-linking:clusters"]?.shared ?? {}, { topics: { quotes: {} } });
        const mirrorTopics = { fromSource: ["dev-stock_trades"], fromDestination: ["quotes"] };
        Object.assign(config["confluent-cluster-linking:links"]?.["sandbox-shared"] ?? {}, { mirrorTopics });
        return runStack(config, { stack: "dev" });
    });
}
