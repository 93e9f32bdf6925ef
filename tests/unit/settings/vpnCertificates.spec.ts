import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadSettings, parseSettings } from "../../../components/settings/load";
import type { SettingsError } from "../../../components/settings/settingsError";
import { loadVpnCertificates } from "../../../components/settings/vpnCertificates";
import { failureOf, valueOf } from "../../support/engine";
import { REGION } from "./support";

const pem = (kind: string) => `-----BEGIN ${kind}-----\n${randomBytes(24).toString("base64")}\n-----END ${kind}-----\n`;

const NEEDED = {
    "vpn-certificates:serverCertificate": pem("CERTIFICATE"),
    "vpn-certificates:serverPrivateKey": pem("RSA PRIVATE KEY"),
    "vpn-certificates:clientRootCertificate": pem("CERTIFICATE"),
};
const ALL = {
    ...NEEDED,
    "vpn-certificates:chain": pem("CERTIFICATE"),
    "vpn-certificates:clientRootPrivateKey": pem("PRIVATE KEY"),
};
const HUB = { zoneIds: ["use1-az1", "use1-az2"], vpn: { certificates: { imported: true } } };

function messages(config: Record<string, string>, networkHub: unknown = HUB): string[] {
    try {
        parseSettings({ networkHub }, REGION, { config });
        return [];
    } catch (error) {
        return (error as SettingsError).problems.map(({ message }) => message);
    }
}

const message = (key: string, given: string, allowed: string, fix: string) =>
    `vpn-certificates:${key}\n    given:   ${given}\n    allowed: ${allowed}\n    fix:     ${fix}`;
const setIt = (key: string) =>
    `Set it from a file, as a secret, with: pulumi config set --secret vpn-certificates:${key} < FILE.pem`;
const CERTIFICATE = "a certificate in PEM form";
const KEY = "a private key in PEM form";

describe("certificates to import", () => {
    it("are those that are needed, or all", () => {
        expect(messages(NEEDED)).to.deep.equal([]);
        expect(messages(ALL)).to.deep.equal([]);
    });

    it("are told of when they are missing", () => {
        expect(messages({})).to.deep.equal([
            message("clientRootCertificate", "nothing", CERTIFICATE, setIt("clientRootCertificate")),
            message("serverCertificate", "nothing", CERTIFICATE, setIt("serverCertificate")),
            message("serverPrivateKey", "nothing", KEY, setIt("serverPrivateKey")),
        ]);
    });

    it("are told of when they are something else, which is not shown", () => {
        const secret = randomBytes(12).toString("hex");
        const config = { ...ALL, "vpn-certificates:clientRootPrivateKey": secret, "vpn-certificates:chain": secret };
        expect(messages(config)).to.deep.equal([
            message("chain", "another text", CERTIFICATE, setIt("chain")),
            message("clientRootPrivateKey", "another text", KEY, setIt("clientRootPrivateKey")),
        ]);
    });

    it("have no other names", () => {
        expect(messages({ ...NEEDED, "vpn-certificates:chian": pem("CERTIFICATE") })).to.deep.equal([
            message(
                "chian",
                'the unknown key "chian"',
                "the keys serverCertificate, serverPrivateKey, chain, clientRootCertificate, clientRootPrivateKey",
                'Rename it to "chain", the nearest known key, or remove it.',
            ),
        ]);
    });

    it("are nobody's business where ACM has them", () => {
        const arn = `arn:aws:acm:${REGION}:000000000000:certificate/00000000-0000-0000-0000-000000000001`;
        const vpn = { certificates: { serverArn: arn, clientRootArn: arn } };
        expect(messages({ "vpn-certificates:x": "y" }, { ...HUB, vpn })).to.deep.equal([]);
    });

    describe("of the running stack", () => {
        const before = pulumi.runtime.allConfig();
        afterEach(() => {
            pulumi.runtime.setAllConfig(before);
        });

        it("are told of together with everything else", async () => {
            pulumi.runtime.setAllConfig({ "confluent-cluster-linking:networkHub": JSON.stringify(HUB) });
            expect(await failureOf(loadSettings())).to.include("has 4 problems");
        });

        it("are read as secrets", async () => {
            pulumi.runtime.setAllConfig(ALL);
            const certificates = loadVpnCertificates();
            expect(Object.keys(certificates)).to.have.members(
                Object.keys(ALL).map((key) => key.replace("vpn-certificates:", "")),
            );
            for (const [key, value] of Object.entries(certificates)) {
                const output = pulumi.output(value);
                expect(await pulumi.isSecret(output)).to.equal(true);
                expect(await valueOf(output)).to.equal({ ...ALL }[`vpn-certificates:${key}` as keyof typeof ALL]);
            }
        });

        it("are left out where they are not given", () => {
            pulumi.runtime.setAllConfig(NEEDED);
            expect(loadVpnCertificates()).to.have.all.keys(
                "serverCertificate",
                "serverPrivateKey",
                "clientRootCertificate",
            );
        });
    });
});
