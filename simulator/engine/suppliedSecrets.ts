import { randomBytes } from "node:crypto";
import { CERTIFICATES_NAMESPACE } from "../../components/settings/vpnCertificates";
import { RUNNER_TOKEN_KEY } from "../../components/settings/runnerTypes";
import { isProps } from "../provider/values";
import { Authority } from "../proxy/authority";
import { settingsOf, type StackFile } from "./stackFiles";

const CERTIFICATES = ["serverCertificate", "serverPrivateKey", "clientRootCertificate"] as const;

/**
 * The secrets that a stack needs besides its login: the token of a workflow runner, and certificates to import. Those in
 * a stack's file are for the real clouds, so the simulator makes up some of its own.
 */
export function secretsNeeded(file: StackFile): string[] {
    const { deploymentRunner, networkHub } = settingsOf(file);
    const agent = isProps(deploymentRunner) ? deploymentRunner.workflowRunner : undefined;
    const vpn = isProps(networkHub) ? networkHub.vpn : undefined;
    const certificates = isProps(vpn) ? vpn.certificates : undefined;
    const isImported = isProps(certificates) && certificates.imported === true;
    return [
        ...(isProps(agent) && agent.tokenSecretArn === undefined ? [RUNNER_TOKEN_KEY] : []),
        ...(isImported ? CERTIFICATES.map((name) => `${CERTIFICATES_NAMESPACE}:${name}`) : []),
    ];
}

/** Values for such secrets, made up anew. */
export async function madeUp(names: readonly string[]): Promise<Record<string, string>> {
    const values: Record<string, string> = { [RUNNER_TOKEN_KEY]: `pul-${randomBytes(20).toString("hex")}` };
    if (names.some((name) => name.startsWith(CERTIFICATES_NAMESPACE))) {
        const authority = await Authority.create();
        const server = authority.issue("vpn.simulated.test");
        const texts = [server.certificate, server.privateKey, authority.pem];
        CERTIFICATES.forEach((name, index) => {
            values[`${CERTIFICATES_NAMESPACE}:${name}`] = texts[index] ?? "";
        });
    }
    return Object.fromEntries(names.flatMap((name) => (name in values ? [[name, values[name] ?? ""]] : [])));
}
