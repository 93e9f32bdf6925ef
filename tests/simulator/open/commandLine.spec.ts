import { expect } from "chai";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { askedFor, parseOptions } from "../../../simulator/cli/options";
import { changeLine, failureDocument } from "../../../simulator/cli/report";
import { failure, inFolder } from "../shell/support";

const ROOT = path.join(__dirname, "..", "..", "..");
const KEYS = ["command", "stack", "result", "changes", "resources", "seconds", "diagnostics", "outputs"];

function simulate(...args: string[]) {
    const entry = path.join(ROOT, "simulator", "cli", "main.ts");
    return spawnSync(process.execPath, ["--import", "tsx", entry, ...args], {
        cwd: ROOT,
        encoding: "utf8",
        env: { ...process.env, PULUMI_HOME: "/nowhere" },
    });
}

describe("the options for opening the simulator", () => {
    it("take what follows change, and nothing after any other command", async () => {
        const { command, operands } = parseOptions(["change", "set", "topics", "partitions=12", "--json"], ROOT);
        expect([command, ...operands]).to.deep.equal(["change", "set", "topics", "partitions=12"]);
        expect(await failure(() => parseOptions(["up", "set"], ROOT))).to.include("one command at a time");
    });

    it("take either plugin", async () => {
        expect(parseOptions(["up"], ROOT).plugin).to.equal("stand-in");
        expect(parseOptions(["serve", "--plugin", "real"], ROOT).plugin).to.equal("real");
        expect(await failure(() => parseOptions(["up", "--plugin", "x"], ROOT))).to.include("allowed: stand-in, real");
    });

    it("tell command and stack of what they refuse, as far as these are there", () => {
        expect(askedFor(["--json", "up", "--stack", "prod", "--fly"])).to.deep.equal({ command: "up", stack: "prod" });
        expect(askedFor(["fly"])).to.deep.equal({ command: "fly", stack: "dev" });
        expect(askedFor(["up", "--stack"])).to.deep.equal({ command: "up", stack: "" });
        expect(askedFor([])).to.deep.equal({ command: "", stack: "dev" });
    });
});

describe("a document for a failure before the engine", () => {
    it("has the keys of every engine command's document", () => {
        expect(failureDocument("up", "dev", 0.3, "no")).to.deep.equal({
            command: "up",
            stack: "dev",
            result: "failed",
            changes: {},
            resources: 0,
            seconds: 0.3,
            diagnostics: [{ severity: "error", urn: "", message: "no" }],
            outputs: {},
        });
    });

    it(
        "is all that the command line prints: for options that it refuses, and for a plugin that is missing",
        inFolder((home) => {
            for (const wrong of [
                ["--runner", "elsewhere"],
                ["--plugin", "real"],
            ]) {
                const { status, stdout } = simulate("up", "--stack", "prod", "--json", "--home", home, ...wrong);
                const found = JSON.parse(stdout) as Record<string, unknown>;
                expect(status).to.equal(1);
                expect(Object.keys(found)).to.deep.equal(KEYS);
                expect(found).to.include({ command: "up", stack: "prod", result: "failed" });
                expect(found.seconds).to.be.a("number");
            }
        }),
    ).timeout(60_000);
});

describe("a change, told to people", () => {
    it("is one line", () => {
        const shared = { cloud: "confluent", kind: "topics", id: "lkc-1/orders" } as const;
        expect(changeLine({ verb: "delete", ...shared, fields: {} })).to.equal("Deleted topics/lkc-1/orders.");
        const fields = { partitions: { before: "6", after: "12" } };
        expect(changeLine({ verb: "set", ...shared, fields })).to.equal(
            "Set on topics/lkc-1/orders: partitions from 6 to 12.",
        );
    });
});
