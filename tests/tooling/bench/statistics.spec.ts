import { expect } from "chai";
import * as fc from "fast-check";
import { growth, measurement, summarise } from "../../../bench/statistics";

// Proves the arithmetic of the benchmark, not what it measures.
describe("benchmark statistics", () => {
    it("takes the middle of an odd number of values, in any order", () => {
        expect(summarise([3, 10, 1])).to.deep.equal({ minimum: 1, median: 3, maximum: 10 });
    });

    it("takes the mean of the middle two of an even number", () => {
        expect(summarise([8, 1, 4, 2])).to.deep.equal({ minimum: 1, median: 3, maximum: 8 });
    });

    it("sorts by value, not by text", () => {
        expect(summarise([9, 10, 100]).median).to.equal(10);
    });

    it("leaves the given values as they are", () => {
        const values = [2, 1];
        summarise(values);
        expect(values).to.deep.equal([2, 1]);
    });

    it("refuses an empty series", () => {
        expect(() => summarise([])).to.throw("nothing was measured");
    });

    it("has at most half of the values on either side of the median", () => {
        fc.assert(
            fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 }), (values) => {
                const { minimum, median, maximum } = summarise(values);
                expect(minimum).to.be.at.most(median);
                expect(median).to.be.at.most(maximum);
                expect(values.filter((value) => value < median).length).to.be.at.most(values.length / 2);
                expect(values.filter((value) => value > median).length).to.be.at.most(values.length / 2);
            }),
        );
    });

    it("summarises memory over the runs that tell it", () => {
        const found = measurement("start", [
            { seconds: 1, memoryMiB: 100 },
            { seconds: 2 },
            { seconds: 3, memoryMiB: 300 },
        ]);
        expect(found.seconds.median).to.equal(2);
        expect(found.memoryMiB).to.deep.equal({ minimum: 100, median: 200, maximum: 300 });
    });

    it("says nothing about memory when no run tells it", () => {
        expect(measurement("start", [{ seconds: 1 }])).not.to.have.property("memoryMiB");
    });

    it("finds the exponent with which a cost grows", () => {
        fc.assert(
            fc.property(
                fc.double({ min: 0.1, max: 3, noNaN: true }),
                fc.integer({ min: 1, max: 99 }),
                (power, factor) => {
                    const points = [1, 10, 100, 1000].map((size) => ({ size, cost: factor * size ** power }));
                    expect(growth(points)).to.be.closeTo(power, 1e-9);
                },
            ),
        );
    });

    it("finds no growth in fewer than two points with a cost", () => {
        expect(growth([])).to.be.NaN;
        expect(
            growth([
                { size: 1, cost: -1 },
                { size: 10, cost: 2 },
            ]),
        ).to.be.NaN;
    });
});
