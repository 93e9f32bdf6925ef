import { expect } from "chai";
import { zoneSubnet } from "../../../components/network/zoneSubnet";

describe("zoneSubnet", () => {
    const table: [string, string, string][] = [
        ["10.0.0.0/20", "use1-az1", "10.0.1.0/24"],
        ["10.0.0.0/20", "use1-az4", "10.0.4.0/24"],
        ["10.0.0.0/20", "use1-az15", "10.0.15.0/24"],
        ["10.16.0.0/16", "use2-az3", "10.16.48.0/20"],
        ["192.168.4.0/24", "apne1-az2", "192.168.4.32/28"],
    ];
    for (const [vpc, zone, subnet] of table) {
        it(`gives ${zone} of ${vpc} the block ${subnet}`, () => {
            expect(zoneSubnet(vpc, zone)).to.equal(subnet);
        });
    }

    it("never uses the first block", () => {
        const blocks = Array.from({ length: 15 }, (_, index) => zoneSubnet("10.0.0.0/20", `use1-az${index + 1}`));
        expect(new Set(blocks)).to.have.property("size", 15);
        expect(blocks).to.not.include("10.0.0.0/24");
    });

    it("refuses what is no zone id", () => {
        expect(() => zoneSubnet("10.0.0.0/20", "us-east-1a")).to.throw('"us-east-1a" is not a zone id');
    });
});
