import { expect } from "chai";
import * as fc from "fast-check";
import { addressAt, contains, covers, isBlock, isNetwork, networkOf, overlaps } from "../../../simulator/network/cidr";

/** A network and the first address after it, worked out on plain numbers. */
const networks = fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 1, max: 32 }))
    .map(([address, prefix]) => {
        const size = 2 ** (32 - prefix);
        const first = Math.floor(address / size) * size;
        return { cidr: `${dotted(first)}/${prefix}`, first, end: first + size };
    });

function dotted(value: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

describe("CIDR arithmetic", () => {
    it("agrees with plain numbers on containment and overlap", () => {
        fc.assert(
            fc.property(networks, networks, (one, other) => {
                const within = one.first <= other.first && other.end <= one.end;
                expect(contains(one.cidr, other.cidr)).to.equal(within);
                const shared = one.first < other.end && other.first < one.end;
                expect(overlaps(one.cidr, other.cidr)).to.equal(shared);
                expect(overlaps(other.cidr, one.cidr)).to.equal(shared);
            }),
        );
    });

    it("finds a block covered by its two halves, in any order, and not by one of them", () => {
        fc.assert(
            fc.property(networks, fc.boolean(), ({ cidr, first, end }, swap) => {
                const prefix = Number(cidr.split("/")[1]);
                fc.pre(prefix < 32);
                const middle = dotted(first + (end - first) / 2);
                const halves = [`${dotted(first)}/${prefix + 1}`, `${middle}/${prefix + 1}`];
                expect(covers(swap ? halves.reverse() : halves, cidr)).to.equal(true);
                expect(covers(halves.slice(1), cidr)).to.equal(false);
                expect(covers([], cidr)).to.equal(false);
            }),
        );
    });

    it("tells networks from addresses with host bits and from other text", () => {
        fc.assert(
            fc.property(networks, ({ cidr, first, end }) => {
                expect(isNetwork(cidr)).to.equal(true);
                fc.pre(end - first > 1);
                const odd = `${dotted(first + 1)}/${cidr.split("/")[1] ?? ""}`;
                expect([isBlock(odd), isNetwork(odd), networkOf(odd)]).to.deep.equal([true, false, cidr]);
            }),
        );
        expect(["10.0.0.0", "10.0.0.0/33", "ten/8", ""].map(isBlock)).to.deep.equal([false, false, false, false]);
    });

    it("counts addresses from the start of a block", () => {
        expect(addressAt("10.0.0.0/30", 3)).to.equal("10.0.0.3");
        expect(addressAt("10.0.0.0/30", 4)).to.equal(undefined);
    });
});
