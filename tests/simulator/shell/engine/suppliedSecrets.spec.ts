import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { madeUp, secretsNeeded } from "../../../../simulator/engine/suppliedSecrets";
import type { StackFile } from "../../../../simulator/engine/stackFiles";

const file = (settings: Record<string, unknown>): StackFile => ({
    config: Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [`confluent-cluster-linking:${key}`, value]),
    ),
});

const IMPORTED = { vpn: { certificates: { imported: true } } };
const CERTIFICATES = ["serverCertificate", "serverPrivateKey", "clientRootCertificate"].map(
    (name) => `vpn-certificates:${name}`,
);

describe("secrets that a simulated stack needs", () => {
    it("are none where nothing asks for any", () => {
        for (const settings of [
            {},
            { deploymentRunner: {} },
            { deploymentRunner: "garbage", networkHub: [] },
            { deploymentRunner: { workflowRunner: { tokenSecretArn: "arn" } } },
            { networkHub: { vpn: { certificates: { serverArn: "arn", clientRootArn: "arn" } } } },
        ]) {
            expect(secretsNeeded(file(settings))).to.deep.equal([]);
        }
    });

    it("are the workflow runner's token and the VPN's certificates", () => {
        expect(secretsNeeded(file({ deploymentRunner: { workflowRunner: {} } }))).to.deep.equal([
            "deployment-runner:token",
        ]);
        expect(secretsNeeded(file({ networkHub: IMPORTED }))).to.deep.equal(CERTIFICATES);
    });

    it("are made up anew, and only those that are asked for", async () => {
        const names = ["deployment-runner:token"];
        const [one, other] = [await madeUp(names), await madeUp(names)];
        expect(Object.keys(one)).to.deep.equal(names);
        expect(one).to.not.deep.equal(other);
    });

    it("are a key and a certificate that fit, by an authority that the clients' is too", async () => {
        const values = await madeUp(CERTIFICATES);
        const [server = "", key = "", root = ""] = CERTIFICATES.map((name) => values[name]);
        const certificate = new X509Certificate(server);
        expect(certificate.checkPrivateKey(createPrivateKey(key))).to.equal(true);
        expect(certificate.verify(new X509Certificate(root).publicKey)).to.equal(true);
    });
});
