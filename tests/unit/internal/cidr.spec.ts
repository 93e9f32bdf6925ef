// Does not prove what AWS accepts as a VPC's block; only the arithmetic of blocks.
import { expect } from "chai";
import * as fc from "fast-check";
import { cidrFault, contains, overlaps, parseCidr, subnet } from "../../../components/internal/cidr";

const ADDRESSES = 2 ** 32;

function dotted(address: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Blocks of every size, all over the address space. */
const blocks = fc
    .tuple(fc.integer({ min: 0, max: 32 }), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }))
    .map(([prefix, position]) => {
        const size = 2 ** (32 - prefix);
        const first = Math.floor(position * (ADDRESSES / size)) * size;
        return { text: `${dotted(first)}/${prefix}`, first, last: first + size - 1, prefix };
    });

describe("CIDR blocks", () => {
    it("reads the first and last address of any block", () => {
        fc.assert(
            fc.property(blocks, (block) => {
                expect(parseCidr(block.text)).to.deep.equal(block);
            }),
        );
    });

    const faults: [string, string][] = [
        ["10.0.0.0", "Add the prefix length, as in 10.0.0.0/20."],
        ["ten", "Add the prefix length, as in 10.0.0.0/20."],
        ["", "Add the prefix length, as in 10.0.0.0/20."],
        ["10.0.0.1/20", "Write 10.0.0.0/20: a block starts at its first address."],
        ["10.0.0.0/08", "Write 10.0.0.0/8: a block starts at its first address."],
        ["10.0.0.0/33", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        ["010.0.0.0/8", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        ["10.0.0/20", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        ["256.0.0.0/8", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        [" 10.0.0.0/8", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        ["10.0.0.0/8/8", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
        ["fd00::/8", "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32."],
    ];
    for (const [text, fault] of faults) {
        it(`tells how to write "${text}"`, () => {
            expect(cidrFault(text)).to.equal(fault);
            expect(() => parseCidr(text)).to.throw(`"${text}" is not an IPv4 block. ${fault}`);
        });
    }

    it("never throws while it looks for a fault", () => {
        fc.assert(
            fc.property(fc.string(), (text) => {
                expect(() => cidrFault(text)).to.not.throw();
            }),
        );
    });

    it("finds an overlap exactly where two blocks share an address", () => {
        fc.assert(
            fc.property(blocks, blocks, (a, b) => {
                const share = Math.max(a.first, b.first) <= Math.min(a.last, b.last);
                expect(overlaps(a.text, b.text)).to.equal(share);
                expect(overlaps(b.text, a.text)).to.equal(share);
            }),
        );
    });

    it("says that two blocks overlap only when one contains the other", () => {
        fc.assert(
            fc.property(blocks, blocks, (a, b) => {
                expect(contains(a.text, b.text) || contains(b.text, a.text)).to.equal(overlaps(a.text, b.text));
            }),
        );
    });

    it("contains what lies inside, itself included", () => {
        expect(contains("10.0.0.0/16", "10.0.240.0/20")).to.equal(true);
        expect(contains("10.0.0.0/16", "10.0.0.0/16")).to.equal(true);
        expect(contains("10.0.240.0/20", "10.0.0.0/16")).to.equal(false);
        expect(contains("10.0.0.0/16", "10.1.0.0/20")).to.equal(false);
    });

    it("cuts a block into parts that touch, stay inside and do not overlap", () => {
        fc.assert(
            fc.property(blocks, fc.integer({ min: 0, max: 4 }), (block, wanted) => {
                const bits = Math.min(wanted, 32 - block.prefix);
                const parts = Array.from({ length: 2 ** bits }, (_, index) =>
                    parseCidr(subnet(block.text, bits, index)),
                );
                expect(parts[0]?.first).to.equal(block.first);
                expect(parts.at(-1)?.last).to.equal(block.last);
                parts.slice(1).forEach((part, index) => {
                    expect(part.first).to.equal((parts[index]?.last ?? Number.NaN) + 1);
                });
            }),
        );
    });

    it("cuts where people expect", () => {
        expect(subnet("10.0.0.0/20", 4, 1)).to.equal("10.0.1.0/24");
        expect(subnet("10.0.0.0/24", 4, 15)).to.equal("10.0.0.240/28");
        expect(subnet("192.168.0.0/16", 4, 6)).to.equal("192.168.96.0/20");
        expect(subnet("255.255.255.255/32", 0, 0)).to.equal("255.255.255.255/32");
    });

    it("refuses parts that do not exist", () => {
        expect(() => subnet("10.0.0.0/30", 3, 0)).to.throw(
            "10.0.0.0/30 cannot be split by 3 bits: at most 2 are left.",
        );
        expect(() => subnet("10.0.0.0/20", -1, 0)).to.throw("cannot be split by -1 bits");
        expect(() => subnet("10.0.0.0/20", 4, 16)).to.throw("has no block 16: they count from 0 to 15.");
        expect(() => subnet("10.0.0.0/20", 4, -1)).to.throw("has no block -1");
        expect(() => subnet("10.0.0.0/20", 4, 0.5)).to.throw("has no block 0.5");
    });
});
