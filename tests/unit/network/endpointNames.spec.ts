import { expect } from "chai";
import { regionalName, zonalName } from "../../../components/network/endpointNames";

const SUFFIX = "vpce-svc-0a1b.us-east-1.vpce.amazonaws.com";
const REGIONAL = `vpce-0123-abcd.${SUFFIX}`;
const ZONE_A = `vpce-0123-abcd-us-east-1a.${SUFFIX}`;
const ZONE_B = `vpce-0123-abcd-us-east-1b.${SUFFIX}`;
const LOCAL_ZONE = `vpce-0123-abcd-us-east-1-bos-1a.${SUFFIX}`;

function entries(...names: string[]) {
    return names.map((dnsName) => ({ dnsName }));
}

describe("regionalName", () => {
    const orders: [string, string[]][] = [
        ["first", [REGIONAL, ZONE_A, ZONE_B]],
        ["in the middle", [ZONE_A, REGIONAL, ZONE_B]],
        ["last", [ZONE_A, ZONE_B, REGIONAL]],
        ["alone", [REGIONAL]],
        ["beside a local zone", [LOCAL_ZONE, REGIONAL]],
    ];
    for (const [place, names] of orders) {
        it(`is found ${place}`, () => {
            expect(regionalName(entries(...names))).to.equal(REGIONAL);
        });
    }

    for (const region of ["ap-southeast-2", "us-gov-west-1", "eu-central-1"]) {
        it(`tells a zone of ${region} from it`, () => {
            const names = entries(`vpce-1-f-${region}c.svc.${region}.vpce.amazonaws.com`, `vpce-1-f.svc.${region}.x`);
            expect(regionalName(names)).to.equal(`vpce-1-f.svc.${region}.x`);
        });
    }

    it("names what there is when it is missing", () => {
        expect(() => regionalName(entries(ZONE_A))).to.throw(`the endpoint has no regional DNS name among: ${ZONE_A}`);
        expect(() => regionalName([])).to.throw("the endpoint has no regional DNS name among: (none)");
    });
});

describe("zonalName", () => {
    it("is found by the zone's name, in any order", () => {
        expect(zonalName(entries(ZONE_B, REGIONAL, ZONE_A), "us-east-1a")).to.equal(ZONE_A);
        expect(zonalName(entries(ZONE_A, ZONE_B), "us-east-1b")).to.equal(ZONE_B);
    });

    it("is not taken from a zone whose name only ends the same way", () => {
        expect(() => zonalName(entries(LOCAL_ZONE, REGIONAL), "us-east-1a")).to.throw(
            "the endpoint has no us-east-1a DNS name among",
        );
    });
});
