import { expect } from "chai";
import * as fc from "fast-check";
import { describedAs, DESCRIPTION_LIMIT, DISPLAY_NAME_LIMIT, joinedName } from "../../../components/internal/naming";

describe("joinedName", () => {
    const short: [string[], string][] = [
        [["dev", "sandbox-manager"], "dev-sandbox-manager"],
        [["dev"], "dev"],
        [["x".repeat(DISPLAY_NAME_LIMIT)], "x".repeat(DISPLAY_NAME_LIMIT)],
    ];
    for (const [parts, name] of short) {
        it(`joins ${JSON.stringify(parts).slice(0, 30)} as it is`, () => {
            expect(joinedName(parts)).to.equal(name);
        });
    }

    it("cuts what is one character too long to Confluent's limit of 64", () => {
        const name = joinedName(["x".repeat(65)]);
        expect(name).to.have.length(64);
        expect(name).to.match(/^x{55}-[0-9a-f]{8}$/);
    });

    it("keeps long names apart that differ at the end only", () => {
        const long = "n".repeat(80);
        expect(joinedName([long, "source"])).to.not.equal(joinedName([long, "destination"]));
        expect(joinedName([long, "source"])).to.equal(joinedName([long, "source"]));
    });

    it("takes another limit", () => {
        expect(joinedName(["a".repeat(30)], 20)).to.match(/^a{11}-[0-9a-f]{8}$/);
    });

    it("never passes its limit, and keeps different names apart", () => {
        const parts = fc.array(fc.stringMatching(/^[a-z0-9-]{0,60}$/), { minLength: 1, maxLength: 4 });
        fc.assert(
            fc.property(parts, parts, fc.integer({ min: 20, max: 128 }), (left, right, limit) => {
                expect(joinedName(left, limit)).to.have.length.at.most(limit);
                const same = left.join("-") === right.join("-");
                expect(joinedName(left, limit) === joinedName(right, limit)).to.equal(same);
            }),
        );
    });
});

describe("describedAs", () => {
    it("says what it is for and whose it is", () => {
        expect(describedAs("Link x", "Managed by y")).to.equal("Link x. Managed by y");
    });

    it("cuts the purpose to Confluent's limit of 128 and keeps the mark whole", () => {
        const text = describedAs(`Link ${"x".repeat(200)}`, "Managed by y");
        expect(text).to.have.length(128);
        expect(text).to.match(/^Link x+-[0-9a-f]{8}\. Managed by y$/);
    });

    it("stays within the limit whatever the stack is called", () => {
        const texts = fc.string({ maxLength: 250 });
        fc.assert(
            fc.property(texts, texts, (purpose, mark) => {
                expect(describedAs(purpose, mark)).to.have.length.at.most(DESCRIPTION_LIMIT);
            }),
        );
    });
});
