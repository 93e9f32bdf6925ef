import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";
import linkedClusters from "../../index";
import { runProgram, type RunOptions } from "./engine";
import type { Recording } from "./recording";

const ROOT = path.join(__dirname, "..", "..");

export type StackConfig = Readonly<Record<string, unknown>>;

/** The configuration in a committed stack file. */
export function stackFile(stack: string): StackConfig {
    const file = yaml.load(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8"));
    return (file as { config: StackConfig }).config;
}

/** The same as the engine hands it to a program: everything but text as JSON. */
export function asText(config: StackConfig): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}

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
