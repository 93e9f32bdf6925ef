import linkedClusters from "../../index";
import { runProgram, type RunOptions } from "./engine";
import type { Recording } from "./recording";
import { asText, stackFile, type StackConfig } from "./stackFile";

/** Runs the program with a configuration, through the real loader. */
export function runStack(config: StackConfig, options: RunOptions = {}): Promise<Recording> {
    return runProgram(() => ({ ...linkedClusters() }), { ...options, config: asText(config) });
}

const recorded = new Map<string, Promise<Recording>>();

/** The program with a committed stack file, run once per mode and shared by all tests. */
export function committed(stack: string, mode: "update" | "preview" = "update"): Promise<Recording> {
    const key = `${stack} ${mode}`;
    const found = recorded.get(key) ?? runStack(stackFile(stack), { stack, preview: mode === "preview" });
    recorded.set(key, found);
    return found;
}
