import * as pulumi from "@pulumi/pulumi";
import type { ImportedVpnCertificates } from "../hub/vpnCertificates";
import { nearest } from "../internal/nearest";
import { pathText, problem, type Problem } from "../internal/problems";
import type { Draft } from "./draft";

/** The namespace of the PEM texts: this program's own holds no secret. */
export const CERTIFICATES_NAMESPACE = "vpn-certificates";

/** How a PEM text of each kind begins, as far as it can be said. */
const PEM = { certificate: "-----BEGIN CERTIFICATE-----", key: "PRIVATE KEY-----" } as const;

interface Part {
    readonly kind: keyof typeof PEM;
    readonly isNeeded: boolean;
}

const PARTS: Readonly<Record<keyof ImportedVpnCertificates, Part>> = {
    serverCertificate: { kind: "certificate", isNeeded: true },
    serverPrivateKey: { kind: "key", isNeeded: true },
    chain: { kind: "certificate", isNeeded: false },
    clientRootCertificate: { kind: "certificate", isNeeded: true },
    clientRootPrivateKey: { kind: "key", isNeeded: false },
};

/** What is wrong with the PEM texts where the VPN imports its certificates; `config` is that of all namespaces. */
export function certificateProblems({ networkHub }: Draft, config: Readonly<Record<string, unknown>>): Problem[] {
    if (networkHub?.vpn?.isImported !== true) {
        return [];
    }
    return [
        ...Object.entries(PARTS).flatMap(([key, part]) => badPart(key, part, config)),
        ...Object.keys(config).flatMap(unknownPart),
    ];
}

/** The PEM texts of the running stack, as secrets. Throws where one is missing, which the settings' checks tell of. */
export function loadVpnCertificates(): ImportedVpnCertificates {
    const config = new pulumi.Config(CERTIFICATES_NAMESPACE);
    const [chain, clientRootPrivateKey] = [config.getSecret("chain"), config.getSecret("clientRootPrivateKey")];
    return {
        serverCertificate: config.requireSecret("serverCertificate"),
        serverPrivateKey: config.requireSecret("serverPrivateKey"),
        clientRootCertificate: config.requireSecret("clientRootCertificate"),
        ...(chain === undefined ? {} : { chain: present(chain) }),
        ...(clientRootPrivateKey === undefined ? {} : { clientRootPrivateKey: present(clientRootPrivateKey) }),
    };
}

/** The SDK's type allows for a value that is missing behind the output; there is none. */
function present(secret: pulumi.Output<string | undefined>): pulumi.Output<string> {
    return secret.apply((value) => value ?? "");
}

function badPart(key: string, { kind, isNeeded }: Part, config: Readonly<Record<string, unknown>>): Problem[] {
    const path = pathText(CERTIFICATES_NAMESPACE, [key]);
    const value = config[path];
    // What is still encrypted cannot be read, and is there.
    if (value === undefined ? !isNeeded : typeof value !== "string" || value.includes(PEM[kind])) {
        return [];
    }
    return [
        problem({
            path,
            // Never the value: it may be a key.
            given: value === undefined ? "nothing" : "another text",
            allowed: kind === "key" ? "a private key in PEM form" : "a certificate in PEM form",
            fix: `Set it from a file, as a secret, with: pulumi config set --secret ${path} < FILE.pem`,
        }),
    ];
}

function unknownPart(path: string): Problem[] {
    const start = `${CERTIFICATES_NAMESPACE}:`;
    const key = path.slice(start.length);
    const known = Object.keys(PARTS);
    if (!path.startsWith(start) || known.includes(key)) {
        return [];
    }
    return [
        problem({
            path: pathText(CERTIFICATES_NAMESPACE, [key]),
            given: `the unknown key ${JSON.stringify(key)}`,
            allowed: `the keys ${known.join(", ")}`,
            fix: `Rename it to ${JSON.stringify(nearest(key, known) ?? "")}, the nearest known key, or remove it.`,
        }),
    ];
}
