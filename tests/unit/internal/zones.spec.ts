// Does not prove which zones an account can use, or in which of them Confluent offers its service.
import { expect } from "chai";
import {
    isZoneName,
    zoneNameRegion,
    knownRegions,
    lastZone,
    parseZoneId,
    zonePrefix,
    zoneSlot,
} from "../../../components/internal/zones";

describe("zone ids", () => {
    it("start differently in every region, and lead back to it", () => {
        const prefixes = knownRegions().map((region) => zonePrefix(region));
        expect(new Set(prefixes).size).to.equal(knownRegions().length);
        for (const region of knownRegions()) {
            expect(parseZoneId(`${zonePrefix(region) ?? ""}-az3`)).to.deep.equal({ region, slot: 3 });
        }
    });

    for (const [region, prefix] of [
        ["us-east-1", "use1"],
        ["ap-south-1", "aps1"],
        ["ap-southeast-1", "apse1"],
        ["eu-south-2", "eus2"],
        ["mx-central-1", "mxc1"],
    ] as const) {
        it(`of ${region} start with ${prefix}`, () => {
            expect(zonePrefix(region)).to.equal(prefix);
        });
    }

    it("of an unknown region have no known start", () => {
        expect(zonePrefix("us-east-9")).to.equal(undefined);
        expect(parseZoneId("use9-az1")).to.deep.equal({ region: undefined, slot: 1 });
    });

    for (const text of ["", "use1", "use1-az", "use1-az0", "use1-az01", "use1-az16", "use1-az100", "usw2-lax1-az1"]) {
        it(`are not of the form "${text}"`, () => {
            expect(parseZoneId(text)).to.equal(undefined);
            expect(() => zoneSlot(text)).to.throw(`"${text}" is not a zone id such as "use1-az4".`);
        });
    }

    it("give a subnet slot by their number", () => {
        expect(zoneSlot("use1-az1")).to.equal(1);
        expect(zoneSlot("use1-az15")).to.equal(15);
    });

    it("end with a number that every region has a highest of, each with a slot", () => {
        expect(["us-east-1", "us-west-2", "eu-west-1"].map(lastZone)).to.deep.equal([6, 4, 3]);
        for (const region of knownRegions()) {
            expect(zoneSlot(`${zonePrefix(region) ?? ""}-az${lastZone(region)}`)).to.equal(lastZone(region));
        }
    });

    it("are not asked for the region of a name, which says it", () => {
        expect(["us-east-1a", "ap-southeast-2c", "use1-az1"].map(zoneNameRegion)).to.deep.equal([
            "us-east-1",
            "ap-southeast-2",
            undefined,
        ]);
    });

    it("are told from zone names", () => {
        expect(["us-east-1a", "ap-southeast-2c"].map(isZoneName)).to.deep.equal([true, true]);
        expect(["use1-az1", "us-east-1", "us-east-1aa", ""].map(isZoneName)).to.deep.equal([
            false,
            false,
            false,
            false,
        ]);
    });
});
