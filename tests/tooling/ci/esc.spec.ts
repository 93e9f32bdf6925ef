// The example of an ESC environment and its stack, merged as Pulumi does. Does not prove that Pulumi Cloud takes them.
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as yaml from "js-yaml";
import { loadSettings } from "../../../components/settings/load";
import { asText, type StackConfig } from "../../support/stackFile";
import { ROOT } from "./pipelines";

const FOLDER = path.join(ROOT, "examples", "esc");
const load = (name: string) => yaml.load(fs.readFileSync(path.join(FOLDER, name), "utf8"));

const { values } = load("environment.yaml") as { values: Record<string, unknown> & { pulumiConfig: StackConfig } };
const stack = load("Pulumi.esc.yaml") as { environment: string[]; config: StackConfig };

async function settingsOf(config: StackConfig) {
    const before = pulumi.runtime.allConfig();
    try {
        pulumi.runtime.setAllConfig(asText(config));
        return await loadSettings();
    } finally {
        pulumi.runtime.setAllConfig(before);
    }
}

describe("the example of an ESC environment", () => {
    it("makes settings together with its stack, hub included", async () => {
        const settings = await settingsOf({ ...values.pulumiConfig, ...stack.config });
        expect(settings.hub?.runner).to.include({ cidr: "10.2.0.0/16" });
        expect(Object.keys(settings.links)).to.deep.equal(["inner-outer"]);
    });

    it("is not needed for settings, so that its stack can be simulated", async () => {
        const settings = await settingsOf(stack.config);
        expect(settings.hub).to.equal(undefined);
    });

    it("refers only to values that it has or that its login gives", () => {
        const text = JSON.stringify(values);
        const given = ["aws.login.accessKeyId", "aws.login.secretAccessKey", "aws.login.sessionToken"];
        const own = Object.keys(values.confluent as object).map((key) => `confluent.${key}`);
        expect([...text.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name)).to.have.members([...given, ...own]);
    });

    it("is imported by its stack, which holds no login", () => {
        expect(stack.environment).to.deep.equal(["cluster-links/dev"]);
        const others = Object.keys(stack.config).filter((key) => !key.startsWith("confluent-cluster-linking:"));
        expect(others).to.deep.equal(["aws:region"]);
    });
});
