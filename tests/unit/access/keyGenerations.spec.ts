import { expect } from "chai";
import * as fc from "fast-check";
import { keyGenerations, type Rotation } from "../../../components/access/keyGenerations";

const DAY = 86_400_000;
const MONTHLY: Rotation = { days: 30, retain: 2, generation: 0 };

const rotations = fc.record({
    days: fc.integer({ min: 1, max: 365 }),
    retain: fc.integer({ min: 2, max: 8 }),
    generation: fc.integer({ min: 0, max: 50 }),
});
const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

describe("the generations of a key", () => {
    const boundary = new Date(600 * 30 * DAY);

    it("are the newest, which is used, and the one before it", () => {
        expect(keyGenerations(boundary, MONTHLY)).to.deep.equal({
            active: 600,
            alive: [599, 600],
            until: new Date(601 * 30 * DAY),
        });
    });

    it("change at the boundary, to the millisecond", () => {
        expect(keyGenerations(new Date(boundary.getTime() - 1), MONTHLY)).to.deep.equal({
            active: 599,
            alive: [598, 599],
            until: boundary,
        });
    });

    it("are one further for each emergency", () => {
        expect(keyGenerations(boundary, { ...MONTHLY, generation: 1 }).alive).to.deep.equal([600, 601]);
    });

    it("are all new after as many emergencies as are retained", () => {
        const before = keyGenerations(boundary, { ...MONTHLY, retain: 3 }).alive;
        const after = keyGenerations(boundary, { ...MONTHLY, retain: 3, generation: 3 }).alive;
        expect(after.filter((each) => before.includes(each))).to.deep.equal([]);
    });

    it("are as many as are retained, without gaps, the active one last", () => {
        fc.assert(
            fc.property(moments, rotations, (now, rotation) => {
                const { active, alive } = keyGenerations(now, rotation);
                expect(alive).to.have.length(rotation.retain);
                expect(alive).to.deep.equal(alive.map((_, index) => active - rotation.retain + 1 + index));
            }),
        );
    });

    it("stay the same until the next boundary, and are one further from it on", () => {
        fc.assert(
            fc.property(moments, rotations, (now, rotation) => {
                const { active, until } = keyGenerations(now, rotation);
                expect(until.getTime()).to.be.greaterThan(now.getTime());
                expect(until.getTime() - now.getTime()).to.be.at.most(rotation.days * DAY);
                expect(keyGenerations(new Date(until.getTime() - 1), rotation).active).to.equal(active);
                expect(keyGenerations(until, rotation).active).to.equal(active + 1);
            }),
        );
    });

    for (const [what, change] of [
        ["no days", { days: 0 }],
        ["half a day", { days: 0.5 }],
        ["one generation only", { retain: 1 }],
        ["a negative generation", { generation: -1 }],
    ] as const) {
        it(`refuse ${what}`, () => {
            expect(() => keyGenerations(boundary, { ...MONTHLY, ...change })).to.throw(RangeError, "keys rotate in");
        });
    }

    it("refuse a moment that does not exist", () => {
        expect(() => keyGenerations(new Date("never"), MONTHLY)).to.throw(RangeError, "a moment that exists");
    });
});
