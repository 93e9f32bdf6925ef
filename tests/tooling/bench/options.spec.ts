import { expect } from "chai";
import { parseOptions } from "../../../bench/options";

// Proves how the benchmark's command line is read, not that the benchmark runs.
describe("benchmark options", () => {
    it("measures everything five times by default", () => {
        expect(parseOptions([], "/work")).to.deep.equal({
            runs: 5,
            groups: ["startup", "mirror-topics", "engine", "critical-path", "overhead", "overhead-engine"],
            json: undefined,
            most: 1000,
        });
    });

    it("takes a number of runs, some groups in their own order, and a file", () => {
        const argv = ["--runs", "2", "--only", "engine", "--only", "startup", "--json", "out/results.json"];
        expect(parseOptions(argv, "/work")).to.deep.equal({
            runs: 2,
            groups: ["startup", "engine"],
            json: "/work/out/results.json",
            most: 1000,
        });
    });

    it("takes groups by their names alone", () => {
        expect(parseOptions(["critical-path"], "/work").groups).to.deep.equal(["critical-path"]);
    });

    for (const given of ["0", "-1", "1.5", "many", "", "1e3", "1001"]) {
        it(`refuses ${JSON.stringify(given)} runs and says what is allowed`, () => {
            expect(() => parseOptions([`--runs=${given}`], "/work")).to.throw(/--runs is .*; allowed: 1 to 1000\./);
        });
    }

    it("refuses a group that does not exist and lists those that do", () => {
        expect(() => parseOptions(["--only", "everything"], "/work")).to.throw(
            'the group is "everything"; allowed: startup, mirror-topics, engine, critical-path, overhead, overhead-engine.',
        );
    });

    it("refuses an option that it does not know", () => {
        expect(() => parseOptions(["--fast"], "/work")).to.throw("--fast");
    });
});
