import { expect } from "chai";
import { cloudState } from "../../../../simulator/cli/state";
import { Cloud } from "../../../../simulator/confluent/cloud";
import { CONFLUENT_KINDS, World } from "../../../../simulator/world";

const VPC = "aws:ec2/vpc:Vpc";

function put(world: World, id: string, type: string, existing: boolean): void {
    world.data.aws[id] = { id, type, props: {}, ...(existing ? { existing } : {}) };
}

describe("the clouds' state", () => {
    it("counts every kind of an empty world as 0", () => {
        const state = cloudState(World.open());
        expect(Object.keys(state.confluent)).to.deep.equal([...CONFLUENT_KINDS]);
        expect(Object.keys(state.aws)).to.include.members(["ec2.Vpc", "ec2.Route", "route53.Zone"]);
        expect(new Set([...Object.values(state.aws), ...Object.values(state.confluent)])).to.deep.equal(new Set([0]));
        expect(state.links).to.deep.equal([]);
    });

    it("counts by type, without what was there before the stack", () => {
        const world = World.open();
        put(world, "vpc-1", VPC, false);
        put(world, "vpc-2", VPC, false);
        put(world, "vpc-3", VPC, true);
        put(world, "rtb-1", "aws:ec2/routeTable:RouteTable", true);
        const cloud = new Cloud(world, 0);
        cloud.add("environments", "env-1", { displayName: "a" }, true);
        cloud.add("environments", "env-2", { displayName: "b" });
        cloud.add("serviceAccounts", "sa-1", { displayName: "c", description: "" });
        const state = cloudState(world);
        expect(state.aws).to.include({ "ec2.Vpc": 2, "ec2.RouteTable": 0 });
        expect(state.confluent).to.include({ environments: 1, serviceAccounts: 1, clusters: 0 });
    });

    it("reports each half of a link, with the mirrors on its own cluster", () => {
        const world = World.open();
        const cloud = new Cloud(world, 0);
        const half = (clusterId: string, peerId: string, connectionMode: "INBOUND" | "OUTBOUND") =>
            cloud.add("links", `${clusterId}/pair`, {
                clusterId,
                peerId,
                connectionMode,
                name: "pair",
                linkMode: "BIDIRECTIONAL",
                config: {},
                clusterLinkId: "id",
                readyAt: 0,
            });
        half("lkc-1", "lkc-2", "OUTBOUND");
        half("lkc-2", "lkc-1", "INBOUND");
        const source = { sourceClusterId: "lkc-2", sourceTopic: "orders" };
        const mirror = { clusterId: "lkc-1", linkName: "pair", topic: "orders", ...source };
        cloud.add("mirrors", "lkc-1/orders", { ...mirror, status: "ACTIVE" });
        const shared = { name: "pair", linkMode: "BIDIRECTIONAL", state: "UNAVAILABLE" };
        const mirrors = [{ topic: "orders", status: "SOURCE_UNAVAILABLE" }];
        expect(cloudState(world).links).to.deep.equal([
            { ...shared, cluster: "lkc-1", connectionMode: "OUTBOUND", mirrors },
            { ...shared, cluster: "lkc-2", connectionMode: "INBOUND", mirrors: [] },
        ]);
    });

    it("can be told without changing the world, and as JSON", () => {
        const world = World.open();
        put(world, "vpc-1", VPC, false);
        const before = JSON.stringify(world.data);
        const state = cloudState(world);
        expect(JSON.parse(JSON.stringify(state))).to.deep.equal(state);
        expect(JSON.stringify(world.data)).to.equal(before);
    });
});
