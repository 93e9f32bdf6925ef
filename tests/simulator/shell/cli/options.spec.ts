import * as path from "node:path";
import { expect } from "chai";
import { COMMANDS, parseOptions, RUNNERS, USAGE, type Options } from "../../../../simulator/cli/options";
import { FAULT_SYNTAX } from "../../../../simulator/provider/faults";
import { failure } from "../support";

const CWD = path.resolve("/somewhere/project");
const options = (...argv: string[]): Options => parseOptions(argv, CWD);
const refusal = (...argv: string[]): Promise<string> => failure(() => options(...argv));

describe("the command line", () => {
    it("has a default for everything but the command", () => {
        expect(options("up")).to.deep.equal({
            command: "up",
            operands: [],
            stack: "dev",
            config: undefined,
            runner: "private",
            latency: 0,
            faults: [],
            refresh: false,
            plugin: "stand-in",
            home: path.join(CWD, ".simulator"),
            world: undefined,
            json: false,
        });
    });

    it("takes every command, before or after the flags", () => {
        expect(COMMANDS.map((command) => options(command).command)).to.deep.equal([...COMMANDS]);
        expect(options("--json", "destroy")).to.include({ command: "destroy", json: true });
    });

    it("takes every flag", () => {
        const all =
            "preview --stack prod --config other/stack.yaml --runner public --latency 0.01 --home ../home --world hub --refresh --json";
        expect(options(...all.split(" "))).to.deep.equal({
            command: "preview",
            operands: [],
            stack: "prod",
            config: path.join(CWD, "other", "stack.yaml"),
            runner: "public",
            latency: 0.01,
            faults: [],
            refresh: true,
            plugin: "stand-in",
            home: path.resolve(CWD, "..", "home"),
            world: "hub",
            json: true,
        });
    });

    it("takes both runners", () => {
        expect(RUNNERS.map((runner) => options("up", "--runner", runner).runner)).to.deep.equal([...RUNNERS]);
    });

    it("takes absolute paths as they are", () => {
        expect(options("up", "--config", "/a/b.yaml", "--home", "/c")).to.include({ config: "/a/b.yaml", home: "/c" });
    });

    it("takes several faults, in their order", () => {
        const { faults } = options("up", "--fault", "Vpc.create=fail", "--fault=Vpc::core.create=lose");
        expect(faults).to.deep.equal([
            { type: "Vpc", verb: "create", kind: "fail" },
            { type: "Vpc", name: "core", verb: "create", kind: "lose" },
        ]);
    });

    it("takes names of stacks with every allowed character", () => {
        for (const stack of ["a", "x".repeat(100), "Team-A_1.2", "..a"]) {
            expect(options("up", "--stack", stack).stack).to.equal(stack);
        }
    });
});

describe("the command line, when it is wrong", () => {
    it("takes --refresh with what plans only", async () => {
        expect(options("up", "--refresh").refresh).to.equal(true);
        for (const command of COMMANDS.filter((one) => one !== "preview" && one !== "up")) {
            expect(await refusal(command, "--refresh")).to.include(`goes with preview and up, not with ${command}.`);
        }
    });

    it("names the commands, and how to give one", async () => {
        const text = await refusal("fly");
        expect(text)
            .to.include(`the command is "fly"; allowed: ${COMMANDS.join(", ")}.`)
            .and.include(USAGE);
        expect(await refusal()).to.include('the command is "(none)"');
        expect(await refusal("up", "destroy"))
            .to.include("one command at a time, not up destroy")
            .and.include(USAGE);
    });

    it("has a usage text with every command and flag", () => {
        for (const word of [
            ...COMMANDS,
            "--stack",
            "--config",
            "--runner",
            "--latency",
            "--fault",
            "--home",
            "--world",
            "--json",
        ]) {
            expect(USAGE).to.include(word);
        }
    });

    it("names an unknown flag, one without its value, and one with a value too many", async () => {
        expect(await refusal("up", "--speed", "9"))
            .to.include("'--speed'")
            .and.include(USAGE);
        expect(await refusal("up", "--stack"))
            .to.include("'--stack")
            .and.include(USAGE);
        expect(await refusal("up", "--stack", "--json"))
            .to.include("'--stack")
            .and.include(USAGE);
        expect(await refusal("up", "--json=yes"))
            .to.include("'--json'")
            .and.include(USAGE);
    });

    it("names the runner's places", async () => {
        const text = await refusal("up", "--runner", "vpn");
        expect(text).to.include('--runner is "vpn"; allowed: private, public.');
    });

    for (const latency of ["", " ", "fast", "-1", "1,5", "Infinity", "NaN"]) {
        it(`refuses the latency ${JSON.stringify(latency)}`, async () => {
            const text = await refusal("up", `--latency=${latency}`);
            expect(text).to.include(`--latency is ${JSON.stringify(latency)}; allowed: a number from 0`);
        });
    }

    for (const stack of ["", "a/b", "..", ".", "a b", "ä", "x".repeat(101)]) {
        it(`refuses the stack ${JSON.stringify(stack.slice(0, 9))}`, async () => {
            const text = await refusal("up", "--stack", stack);
            expect(text).to.include(`--stack is ${JSON.stringify(stack)}; allowed: up to 100 letters, digits,`);
        });
    }

    it("tells the syntax of a fault", async () => {
        const text = await refusal("up", "--fault", "Vpc.create=fail", "--fault", "Vpc.create");
        expect(text).to.include('--fault "Vpc.create" is not understood').and.include(FAULT_SYNTAX);
    });

    it("refuses an empty --config", async () => {
        expect(await refusal("up", "--config", "")).to.include('--config is ""; allowed: the path of a stack');
    });

    for (const home of ["", ".", "..", "/", "/somewhere", CWD, "x/.."]) {
        it(`refuses the home ${JSON.stringify(home)}, because a reset would remove it`, async () => {
            const text = await refusal("reset", "--home", home);
            expect(text).to.include(`--home is ${JSON.stringify(home)}; allowed: a folder other than the current one`);
        });
    }
});
