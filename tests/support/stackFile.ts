import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";

const ROOT = path.join(__dirname, "..", "..");

const OAUTH = "confluentcloud:oauth";

export type StackConfig = Readonly<Record<string, unknown>>;

/** The configuration in a committed stack file. */
export function stackFile(stack: string): StackConfig {
    return stackConfig(path.join(ROOT, `Pulumi.${stack}.yaml`));
}

/** The configuration in any stack file, with the one secret that its user has to set for the program itself. */
export function stackConfig(file: string): StackConfig {
    const { config } = yaml.load(fs.readFileSync(file, "utf8"), { filename: file }) as { config: StackConfig };
    const oauth = config[OAUTH] as Record<string, unknown> | undefined;
    const oauthExternalClientSecret = randomBytes(24).toString("base64url");
    return oauth === undefined ? config : { ...config, [OAUTH]: { ...oauth, oauthExternalClientSecret } };
}

/** The same as the engine hands it to a program: everything but text as JSON. */
export function asText(config: StackConfig): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}
