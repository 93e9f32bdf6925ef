import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "js-yaml";
import { NAMESPACE } from "../../components/settings/namespace";
import { CERTIFICATES_NAMESPACE } from "../../components/settings/vpnCertificates";
import { secretsNeeded } from "../../simulator/engine/suppliedSecrets";

const ROOT = path.join(__dirname, "..", "..");

const OAUTH = "confluentcloud:oauth";

export type StackConfig = Readonly<Record<string, unknown>>;

/** The configuration in a committed stack file. */
export function stackFile(stack: string): StackConfig {
    return stackConfig(path.join(ROOT, `Pulumi.${stack}.yaml`));
}

/** The configuration in any stack file, with the secrets that its user has to set for the program itself. */
export function stackConfig(file: string): StackConfig {
    const { config } = yaml.load(fs.readFileSync(file, "utf8"), { filename: file }) as { config: StackConfig };
    const oauth = config[OAUTH] as Record<string, unknown> | undefined;
    const oauthExternalClientSecret = randomBytes(24).toString("base64url");
    const login = oauth === undefined ? {} : { [OAUTH]: { ...oauth, oauthExternalClientSecret } };
    return {
        ...config,
        ...login,
        ...Object.fromEntries(secretsNeeded({ config }).map((name) => [name, secret(name)])),
    };
}

/** Mocks look no further than the first line. */
function secret(name: string): string {
    const kind = name.endsWith("Key") ? "PRIVATE KEY" : "CERTIFICATE";
    const text = randomBytes(24).toString("base64");
    return name.startsWith(CERTIFICATES_NAMESPACE) ? `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----` : text;
}

/** Settings as a stack file has them: under keys in the program's namespace. */
export function keysOf(settings: Readonly<Record<string, unknown>>): StackConfig {
    return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${NAMESPACE}:${key}`, value]));
}

/** The same as the engine hands it to a program: everything but text as JSON. */
export function asText(config: StackConfig): Record<string, string> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}
