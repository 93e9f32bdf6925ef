// The command line as other programs use it: documents on stdout, exit status, files left alone.
import { expect } from "chai";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..", "..");

describe("npm run -s simulate", function () {
    this.timeout(120_000);
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "simulate-"));

    after(() => {
        fs.rmSync(home, { recursive: true, force: true });
    });

    function simulate(...args: string[]) {
        const entry = path.join(ROOT, "simulator", "cli", "main.ts");
        const run = spawnSync(process.execPath, ["--import", "tsx", entry, ...args, "--home", home], {
            cwd: ROOT,
            encoding: "utf8",
        });
        return { status: run.status, stdout: run.stdout, stderr: run.stderr };
    }

    function tool(name: string, ...args: string[]): string {
        const entry = path.join(ROOT, "tools", name, "main.ts");
        const all = ["--import", "tsx", entry, "--stack", "dev", "--simulated", "--home", home, ...args];
        return spawnSync(process.execPath, all, { cwd: ROOT, encoding: "utf8" }).stdout;
    }

    function document(text: string): Record<string, unknown> {
        expect(text.trim().split("\n"), "one document and nothing else").to.have.length(1);
        return JSON.parse(text) as Record<string, unknown>;
    }

    it("prints one document with --json and leaves the committed files alone", () => {
        const committed = () =>
            ["Pulumi.yaml", "Pulumi.dev.yaml"].map((name) => fs.readFileSync(path.join(ROOT, name), "utf8"));
        const before = committed();
        const { status, stdout } = simulate("up", "--stack", "dev", "--json");
        const found = document(stdout);
        expect(status).to.equal(0);
        expect(found).to.include({ command: "up", stack: "dev", result: "succeeded" });
        expect(Object.keys(found)).to.have.members([
            "command",
            "stack",
            "result",
            "changes",
            "resources",
            "seconds",
            "diagnostics",
            "outputs",
        ]);
        expect(found.outputs).to.have.keys(
            "clusters",
            "environmentId",
            "identities",
            "links",
            "privateNetworks",
            "readme",
            "requiredHubRoutes",
        );
        expect(committed()).to.deep.equal(before);
    });

    it("tells the clouds' state", () => {
        const state = document(simulate("state", "--json").stdout) as Record<string, Record<string, number>>;
        expect(state).to.have.keys("aws", "confluent", "links");
        expect(state.aws?.["ec2.Vpc"]).to.equal(1);
        expect(state.confluent).to.include({ clusters: 2, links: 2, mirrors: 1 });
    });

    it("leaves a state that is drawn as docs/pictures shows it", () => {
        expect(tool("diagram")).to.equal(fs.readFileSync(path.join(ROOT, "docs", "pictures", "dev.svg"), "utf8"));
    });

    it("keeps the times of the last up, and nothing secret with them", () => {
        const drawn = tool("timeline");
        expect(drawn).to.include("Stack dev: the last up took").and.to.include("simulated, operations at 0 of");
        // The chain ends with what everything else comes before.
        expect(drawn).to.match(/What decided it: .*KafkaMirrorTopic sandbox-shared-on-destination\/dev-stock_trades/);
        const kept = JSON.parse(fs.readFileSync(path.join(home, "stacks", "dev", "last-up.json"), "utf8")) as {
            steps: object[];
        };
        const keys = new Set(kept.steps.flatMap((step) => Object.keys(step)));
        expect([...keys]).to.have.members(["urn", "type", "op", "started", "ended", "failed"]);
    });

    it("fails with the settings' own messages for a configuration that they refuse, and makes nothing", () => {
        const config = path.join(home, "wrong.yaml");
        const text = fs.readFileSync(path.join(ROOT, "Pulumi.dev.yaml"), "utf8");
        fs.writeFileSync(config, text.replace("10.0.0.0/20", "10.2.0.0/20").replace("cku: 1", "cku: 0"));
        const { status, stdout } = simulate("up", "--stack", "wrong", "--config", config, "--json");
        const found = document(stdout) as { result: string; diagnostics: { message: string }[] };
        expect(status).to.equal(1);
        expect(found.result).to.equal("failed");
        const said = found.diagnostics.map(({ message }) => message).join("\n");
        expect(said).to.include("confluent-cluster-linking:privateNetworks.core.vpcCidr");
        expect(said).to.include("confluent-cluster-linking:clusters.shared.cku");
        expect(said).not.to.match(/^\s+at .*\.ts:/m);
        const state = document(simulate("state", "--stack", "wrong", "--json").stdout) as Record<
            string,
            Record<string, number>
        >;
        expect(
            [...Object.values(state.aws ?? {}), ...Object.values(state.confluent ?? {})].every((n) => n === 0),
        ).to.equal(true);
    });

    it("ends with a readable summary for people", () => {
        const { status, stdout } = simulate("destroy", "--runner", "public");
        expect(status).to.equal(0);
        expect(stdout).to.include("destroy succeeded");
        expect(stdout).to.include("In Confluent Cloud: nothing");
    });

    it("refuses what it does not understand, with what is allowed", () => {
        const { status, stderr } = simulate("up", "--runner", "elsewhere");
        expect(status).to.equal(1);
        expect(stderr).to.include("allowed: private, public");
        const unknown = document(simulate("fly", "--json").stdout);
        expect(unknown.result).to.equal("failed");
    });

    it("forgets everything on reset", () => {
        expect(simulate("reset").status).to.equal(0);
        expect(fs.existsSync(path.join(home, "stacks"))).to.equal(false);
    });
});
