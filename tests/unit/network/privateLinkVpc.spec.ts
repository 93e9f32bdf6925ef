// Does not prove that AWS accepts the blocks or has the zones.
import { expect } from "chai";
import { PrivateLinkVpc } from "../../../components/network/privateLinkVpc";
import { zoneName } from "../../support/clouds";
import { record, valueOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const ZONES = ["use1-az2", "use1-az6"];

function make(name = "core", zoneIds: string[] = ZONES) {
    return new PrivateLinkVpc(name, { cidrBlock: "10.0.0.0/20", zoneIds, displayName: "dev-core" });
}

describe("PrivateLinkVpc", () => {
    it("makes a VPC in which a private hosted zone answers", async () => {
        const { recording } = await record(make);
        expect(recording.find(TYPES.vpc, "core-vpc").inputs).to.deep.equal({
            cidrBlock: "10.0.0.0/20",
            enableDnsHostnames: true,
            enableDnsSupport: true,
            tags: { Name: "dev-core" },
        });
    });

    it("makes one subnet, table and association per zone, and nothing else", async () => {
        const { recording } = await record(make);
        expect(recording.resources.map(({ name }) => name)).to.deep.equal([
            "core-routes-association-use1-az2",
            "core-routes-association-use1-az6",
            "core-routes-use1-az2",
            "core-routes-use1-az6",
            "core-subnet-use1-az2",
            "core-subnet-use1-az6",
            "core-vpc",
        ]);
    });

    it("places subnets by zone id, each in the slot of its zone", async () => {
        const { recording } = await record(make);
        const vpcId = recording.find(TYPES.vpc, "core-vpc").id;
        expect(recording.find(TYPES.subnet, "core-subnet-use1-az2").inputs).to.deep.equal({
            vpcId,
            availabilityZoneId: "use1-az2",
            cidrBlock: "10.0.2.0/24",
            tags: { Name: "dev-core-use1-az2" },
        });
        expect(recording.find(TYPES.subnet, "core-subnet-use1-az6").inputs).to.include({ cidrBlock: "10.0.6.0/24" });
    });

    it("gives each subnet a table of its own", async () => {
        const { recording } = await record(make);
        for (const zone of ZONES) {
            const table = recording.find(TYPES.routeTable, `core-routes-${zone}`);
            expect(table.inputs).to.deep.equal({
                vpcId: recording.find(TYPES.vpc, "core-vpc").id,
                tags: { Name: `dev-core-${zone}` },
            });
            const association = recording.find(TYPES.routeTableAssociation, `core-routes-association-${zone}`);
            expect(association.inputs).to.deep.equal({
                subnetId: recording.find(TYPES.subnet, `core-subnet-${zone}`).id,
                routeTableId: table.id,
            });
            expect(association.deleteBeforeReplace).to.equal(true);
        }
    });

    it("gives out what is in each zone, the table only when it applies to its subnet", async () => {
        const { made, recording } = await record(make);
        expect(Object.keys(made.zones)).to.deep.equal(ZONES);
        const zone = made.zones["use1-az6"];
        if (zone === undefined) {
            throw new Error("no zone use1-az6");
        }
        expect(await valueOf(zone.zoneName)).to.equal(zoneName("use1-az6"));
        expect(await valueOf(zone.subnetId)).to.equal(recording.find(TYPES.subnet, "core-subnet-use1-az6").id);
        expect(await valueOf(zone.routeTableId)).to.equal(recording.find(TYPES.routeTable, "core-routes-use1-az6").id);
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("PrivateLinkVpc"), "core")).to.deep.equal({
            vpcId: recording.find(TYPES.vpc, "core-vpc").id,
            subnetIds: ZONES.map((zone) => recording.find(TYPES.subnet, `core-subnet-${zone}`).id),
        });
    });

    it("leaves the other zones as they are when one comes", async () => {
        const [two, three] = [await record(make), await record(() => make("core", ["use1-az1", ...ZONES]))];
        for (const before of two.recording.resources) {
            expect(three.recording.find(before.type, before.name).inputs).to.deep.equal(before.inputs);
        }
        expect(three.recording.resources).to.have.length(two.recording.resources.length + 3);
    });

    it("can be made twice side by side", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.vpc)).to.deep.equal(["left-vpc", "right-vpc"]);
        expect(recording.ofType(TYPES.subnet)).to.have.length(4);
    });

    it("previews the same resources with ids unknown", async () => {
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
        expect(preview.recording.find(TYPES.subnet, "core-subnet-use1-az2").inputs).to.deep.equal({
            vpcId: UNKNOWN,
            availabilityZoneId: "use1-az2",
            cidrBlock: "10.0.2.0/24",
            tags: { Name: "dev-core-use1-az2" },
        });
    });
});
