// Does not prove that the files suit any account: their ids are placeholders.
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { overlaps } from "../../../components/internal/cidr";
import { loadSettings } from "../../../components/settings/load";
import type { Settings } from "../../../components/settings/settings";
import { clientNetworks } from "../../../components/settings/topology";

const ROOT = path.join(__dirname, "../../..");

/** The values of a stack file as Pulumi hands them to a program. */
function stackConfig(stack: string): Record<string, string> {
    const file = yaml.load(fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8"));
    const { config } = file as { config: Record<string, unknown> };
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
    );
}

async function settingsOf(stack: string): Promise<Settings> {
    const before = pulumi.runtime.allConfig();
    try {
        pulumi.runtime.setAllConfig(stackConfig(stack));
        return await loadSettings();
    } finally {
        pulumi.runtime.setAllConfig(before);
    }
}

describe("the committed stack files", () => {
    it("dev: small, cheap and not protected", async () => {
        const settings = await settingsOf("dev");
        expect(settings.region).to.equal("us-east-1");
        expect(settings.environment).to.deep.equal({ name: "non-prod", streamGovernance: "ESSENTIALS" });
        expect(settings.protection).to.equal(false);
        expect(settings.clusters).to.deep.equal({
            sandbox: {
                type: "enterprise",
                privateNetwork: "core",
                displayName: "sandbox",
                availability: "HIGH",
                topics: { "dev-stock_trades": { partitions: 6, config: {} } },
                clients: {},
                datagen: {},
            },
            shared: {
                type: "dedicated",
                displayName: "shared",
                cku: 1,
                availability: "SINGLE_ZONE",
                topics: {},
                clients: {},
                datagen: {},
            },
        });
        expect(settings.links).to.deep.equal({
            "sandbox-shared": {
                mode: "bidirectional",
                identities: "own",
                name: "sandbox-shared",
                authorization: "rbac",
                source: "sandbox",
                destination: "shared",
                mirrorTopics: { fromSource: ["dev-stock_trades"], fromDestination: [] },
                config: { source: {}, destination: {} },
            },
        });
        expect(clientNetworks(settings, "core").map(({ key, cidr }) => `${key} ${cidr}`)).to.deep.equal([
            "own 10.0.0.0/20",
            "runner 10.2.0.0/16",
            "dns 10.255.0.0/24",
            "vpn 10.100.0.0/22",
        ]);
    });

    it("prod: protected, and spread over zones", async () => {
        const settings = await settingsOf("prod");
        expect(settings.protection).to.equal(true);
        expect(settings.clusters.shared).to.include({ type: "dedicated", cku: 2, availability: "MULTI_ZONE" });
        expect(settings.privateNetworks.core?.zoneIds).to.have.length(3);
    });

    it("share no address, so that both can stand behind one gateway", async () => {
        const [dev, prod] = [await settingsOf("dev"), await settingsOf("prod")].map((settings) =>
            clientNetworks(settings, "core").map(({ cidr }) => cidr),
        );
        const shared = (dev ?? []).flatMap((left) => (prod ?? []).filter((right) => overlaps(left, right)));
        expect(shared).to.deep.equal([]);
    });

    for (const stack of ["dev", "prod"]) {
        it(`${stack}: holds no secret, and configures no other namespace than aws and its own`, () => {
            const namespaces = Object.keys(stackConfig(stack)).map((key) => key.split(":")[0]);
            expect([...new Set(namespaces)]).to.have.members(["aws", "confluent-cluster-linking"]);
            const text = fs.readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8");
            expect(text).to.include("pulumi config set --secret confluentcloud:cloudApiKey");
            expect(text.replaceAll(/^#.*$/gm, "")).to.not.match(/secret|apiKey|password/i);
        });
    }
});
