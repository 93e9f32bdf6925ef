import { expect } from "chai";
import * as fc from "fast-check";
import { nearest } from "../../../components/internal/nearest";

describe("nearest", () => {
    it("finds the candidate with the fewest changed letters", () => {
        expect(nearest("zoneId", ["vpcCidr", "zoneIds", "clientCidrs"])).to.equal("zoneIds");
    });

    it("prefers a long word with much in common to a short one with little", () => {
        expect(nearest("routeTableId", ["id", "associationRouteTableId"])).to.equal("associationRouteTableId");
    });

    it("does not count the case of letters", () => {
        expect(nearest("VPCCIDR", ["zoneIds", "vpcCidr"])).to.equal("vpcCidr");
    });

    it("takes the earlier of equals", () => {
        expect(nearest("ab", ["aa", "bb"])).to.equal("aa");
    });

    it("has nothing to say without candidates", () => {
        expect(nearest("word", [])).to.equal(undefined);
    });

    it("finds the word itself when it is there", () => {
        fc.assert(
            fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (words) => {
                for (const word of words) {
                    expect(nearest(word, words)).to.equal(word);
                }
            }),
        );
    });
});
