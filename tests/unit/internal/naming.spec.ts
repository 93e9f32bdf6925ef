import { expect } from "chai";
import { DISPLAY_NAME_LIMIT, joinedName } from "../../../components/internal/naming";

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
});
