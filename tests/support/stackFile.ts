import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";

const ROOT = path.join(__dirname, "..", "..");

export type StackConfig = Readonly<Record<string, unknown>>;

/** The configuration in a committed stack file. */
export function stackFile(stack: string): StackConfig {
    return stackConfig(path.join(ROOT, `Pulumi.${stack}.yaml`));
}

/** The configuration in any stack file. */
export function stackConfig(file: string): StackConfig {
    return (yaml.load(fs.readFileSync(file, "utf8"), { filename: file }) as { config: StackConfig }).config;
}

/** The same as the engine hands it to a program: everything but text as JSON. */
export function asText(config: StackConfig): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}
