import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { casesOf, type Case } from "../../chaos/matrix";
import { parseOptions, selected } from "../../chaos/options";
import { planLines, reportLines } from "../../chaos/report";
import { Results } from "../../chaos/results";
import { areOfFault, TAKEN, verdictOf } from "../../chaos/verdict";

const operation = (name: string, verb: "create" | "delete") => ({ type: "aws:ec2/vpc:Vpc", name, verb, role: name });
const cases = casesOf("dev", [
    { phase: "create", operations: [operation("core", "create")] },
    { phase: "destroy", operations: [operation("core", "delete")] },
]);
const [fail, lose, stop, , loseDelete] = cases;

function given(each: Case | undefined): Case {
    if (each === undefined) {
        throw new Error("there is no such case");
    }
    return each;
}

describe("options of the matrix", () => {
    const ids = (...argv: string[]) => selected(cases, parseOptions(argv, ["dev"])).length;

    it("select by each property of a case", () => {
        expect([ids(), ids("--stack", "dev"), ids("--type", "Vpc", "--verb", "delete")]).to.deep.equal([6, 6, 3]);
        expect([ids("--fault", "lose", "--fault", "stop"), ids("--phase", "create"), ids("--name", "x")]).to.deep.equal(
            [4, 3, 0],
        );
        expect(ids("--sample", "2")).to.equal(2);
    });

    it("are refused with what is allowed", () => {
        for (const argv of [
            ["--stack", "x"],
            ["--phase", "x"],
            ["--fault", "x"],
            ["--verb", "x"],
            ["--jobs", "0"],
        ]) {
            expect(() => parseOptions(argv, ["dev"]), argv.join(" ")).to.throw(/allowed: /);
        }
    });
});

describe("a verdict", () => {
    it("finds a refused request's orphans, and more than one of a lost answer, to be somebody else's", () => {
        expect(areOfFault([], given(fail))).to.equal(true);
        expect(areOfFault(["ec2.Vpc/a"], given(fail))).to.equal(false);
        expect(areOfFault(["ec2.Vpc/a"], given(lose))).to.equal(true);
        expect(areOfFault(["topics/lkc-a/t", "mirrors/lkc-a/t"], given(lose))).to.equal(true);
        expect(areOfFault(["ec2.Vpc/a", "ec2.Vpc/b"], given(lose))).to.equal(false);
        expect(areOfFault(["ec2.Vpc/a", "ec2.Vpc/b"], given(stop))).to.equal(true);
        expect(areOfFault(["ec2.Vpc/a"], given(loseDelete))).to.equal(false);
    });

    it("says what it took", () => {
        expect(verdictOf(given(fail), [], undefined, undefined)).to.deep.equal({ outcome: "passed" });
        expect(verdictOf(given(fail), [], undefined, "404")).to.deep.equal({ outcome: "refreshed", why: "404" });
        expect(verdictOf(given(lose), ["ec2.Vpc/a"], undefined, undefined)).to.deep.equal({
            outcome: "hand",
            why: "nobody knows what create of Vpc core made",
            orphans: ["ec2.Vpc/a"],
        });
        const restored = { ...given(loseDelete), phase: "restore" } as const;
        expect(verdictOf(restored, [], "exists", "404")).to.deep.equal({ outcome: "named", why: "exists" });
    });

    it("knows the services' words for what is in the way", () => {
        for (const words of [
            "Topic 'orders' already exists.",
            "RouteAlreadyExists: the route identified by 10.0.0.0/20 already exists.",
            "InvalidPermission.Duplicate: the specified rule already exists",
        ]) {
            expect(words).to.match(TAKEN);
        }
        expect("connect ECONNREFUSED").to.not.match(TAKEN);
    });
});

describe("results of the matrix", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "results-"));
    const file = path.join(folder, "a", "chaos.jsonl");
    after(() => {
        fs.rmSync(folder, { recursive: true });
    });

    it("are kept for the next run, the last of each case; what failed is tried again", () => {
        const written = new Results(file);
        written.add({ id: "one", outcome: "failed", processorSeconds: 1 });
        written.add({ id: "one", outcome: "passed", processorSeconds: 2 });
        written.add({ id: "two", outcome: "failed", why: "x", processorSeconds: 3 });
        fs.appendFileSync(file, '{"id":"three","outc');
        const read = new Results(file);
        expect(["one", "two", "three"].map((id) => read.isDone(id))).to.deep.equal([true, false, false]);
        expect(read.get("one")?.processorSeconds).to.equal(2);
    });

    it("are planned and told in numbers, with the orphans by name", () => {
        expect(planLines(cases, cases.slice(1), 2).join("\n"))
            .to.include("6 cases (create 3, change 0, destroy 3, restore 0), 1 of them done before.")
            .and.to.match(/5 to run: about \d+ s of processor time, \d+ s with 2 workers/);
        const lines = reportLines(cases, (id) =>
            id.endsWith("create=lose")
                ? { id, outcome: "hand", why: "in the way\nmore", orphans: ["ec2.Vpc/a"], processorSeconds: 200 }
                : id.includes("delete")
                  ? undefined
                  : { id, outcome: "passed", processorSeconds: 1 },
        );
        expect(lines).to.include("  dev create Vpc::core.create=lose: in the way [ec2.Vpc/a]");
        expect(lines).to.include("| create | 1 passed | 1 need a hand | 1 passed |");
        expect(lines).to.include("| destroy | 1 not played | 1 not played | 1 not played |");
        expect(lines.at(-1)).to.equal(
            "3 of 6 cases: 2 passed, 0 passed after a refresh, 0 stopped with names, 1 need a hand, 0 failed; 3 min of processor time",
        );
    });
});
