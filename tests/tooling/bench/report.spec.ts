import { expect } from "chai";
import { tableLines } from "../../../bench/report";
import { measurement } from "../../../bench/statistics";

// Proves the form of the table, not the figures.
describe("benchmark report", () => {
    const samples = [{ seconds: 1, memoryMiB: 200 }, { seconds: 2.345, memoryMiB: 210.4 }, { seconds: 10 }];

    it("gives each measurement a line with its spread, under a head of the same width", () => {
        const [head, line] = tableLines([measurement("start", samples)], []);
        expect(head?.trim().split(/\s+/)).to.deep.equal(["minimum", "median", "maximum", "memory"]);
        expect(line?.trim().split(/\s{2,}/)).to.deep.equal(["start", "1.00 s", "2.35 s", "10.00 s", "205 MiB"]);
        expect(line?.length).to.equal(head?.length);
    });

    it("marks memory that nobody knows", () => {
        const [, line] = tableLines([measurement("start", [{ seconds: 1 }])], []);
        expect(line?.trimEnd().endsWith(" -")).to.equal(true);
    });

    it("says of every target whether it is met, the target itself included", () => {
        const lines = tableLines(
            [],
            [
                { name: "a", value: 1.25, target: 1.25, unit: "" },
                { name: "b", value: 15.01, target: 15, unit: "s" },
                { name: "c", value: 1.5, unit: "" },
                { name: "d", value: 7.125, unit: "ms" },
            ],
        );
        expect(lines.slice(2)).to.deep.equal([
            "a: 1.25, within the target of 1.25",
            "b: 15.01 s, above the target of 15.00 s",
            "c: 1.50",
            "d: 7.13 ms",
        ]);
    });
});
