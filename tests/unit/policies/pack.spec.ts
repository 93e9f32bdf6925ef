// The pack as a whole, against its page and the rules that Pulumi has for packs.
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { RULES } from "../../../policies/rules";

const ROOT = path.join(__dirname, "..", "..", "..");
const PAGE = fs.readFileSync(path.join(ROOT, "docs", "policies.md"), "utf8");

describe("the policy pack's page", () => {
    it("has a row for every rule, with its level and what can be configured", () => {
        const rows = PAGE.split("\n").filter((line) => line.startsWith("| `"));
        const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
        const told = cells.map(([, name = "", level = "", , configured = ""]) => ({
            name: name.replaceAll("`", ""),
            level,
            configured: configured.match(/`\w+`/g) ?? [],
        }));
        const actual = RULES.map(({ name, enforcementLevel, configSchema }) => ({
            name,
            level: enforcementLevel === "advisory" ? "advisory" : "mandatory",
            configured: Object.keys(configSchema?.properties ?? {}).map((key) => `\`${key}\``),
        }));
        expect(told).to.deep.equal(actual);
    });
});

describe("the policy pack", () => {
    it("has names of its own for its rules, and says of each how to mend what breaks it", () => {
        expect(new Set(RULES.map(({ name }) => name)).size).to.equal(RULES.length);
        expect(RULES.filter(({ remediationSteps, severity }) => !remediationSteps || !severity)).to.deep.equal([]);
    });

    it("has a version, without which Pulumi does not start it", () => {
        const manifest = fs.readFileSync(path.join(ROOT, "policies", "package.json"), "utf8");
        expect(JSON.parse(manifest)).to.include({ main: "index.ts" }).and.to.have.property("version");
    });
});
