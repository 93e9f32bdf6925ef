import { expect } from "chai";
import { World } from "../../../simulator/world";
import { differences, inventoryOf, orphansOf, selectorOf } from "../../chaos/inventory";

interface Ids {
    readonly vpc: string;
    readonly cluster: string;
    readonly key: string;
}

function worldOf({ vpc, cluster, key }: Ids): World {
    const world = World.open();
    const { aws, confluent } = world.data;
    const type = "aws:ec2/vpc:Vpc";
    aws[vpc] = { id: vpc, type, props: { cidrBlock: "10.0.0.0/20", ownerId: "123412341234" } };
    aws["vpc-hub"] = { id: "vpc-hub", type, props: {}, existing: true };
    confluent.clusters[cluster] = { id: cluster, createdAt: Date.now(), spec: { displayName: "sandbox" } };
    const spec = { displayName: "dev-manager", secret: `${key}-secret`, resourceId: cluster };
    confluent.apiKeys[key] = { id: key, createdAt: Date.now(), spec };
    return world;
}

const first = { vpc: "vpc-0123456789abcdef0", cluster: "lkc-abc123", key: "AAAABBBBCCCCDDDD" };
const second = { vpc: "vpc-0fedcba9876543210", cluster: "lkc-xyz789", key: "EEEEFFFFGGGGHHHH" };

describe("an inventory", () => {
    it("is equal for two worlds that differ by chance only", () => {
        const told = ({ cluster, key, vpc }: Ids) => ({ id: cluster, apiKeyId: key, vpcId: vpc });
        const [one, other] = [first, second].map((ids) => inventoryOf(worldOf(ids), told(ids)));
        expect(one).to.deep.equal(other);
    });

    it("tells what is missing, too much, or otherwise", () => {
        const expected = inventoryOf(worldOf(first), { a: 1 });
        const world = worldOf(second);
        world.data.aws[second.vpc] = { id: second.vpc, type: "aws:ec2/vpc:Vpc", props: { cidrBlock: "10.1.0.0/20" } };
        expect(differences(expected, inventoryOf(world, { a: 2 })).map((line) => line.split(":")[0])).to.deep.equal([
            "missing",
            "too much",
            "outputs",
        ]);
    });

    it("counts equal objects", () => {
        const inventory = { objects: ["a", "a", "b"], outputs: "" };
        expect(differences(inventory, { objects: ["a", "b"], outputs: "" })).to.deep.equal(["missing: a"]);
        expect(differences({ objects: ["a", "b"], outputs: "" }, inventory)).to.deep.equal(["too much: a"]);
    });

    it("leaves out what a secret was before", () => {
        const world = worldOf(first);
        const type = "aws:secretsmanager/secretVersion:SecretVersion";
        world.data.aws.now = { id: "now", type, props: { versionStages: ["AWSCURRENT"] } };
        world.data.aws.then = { id: "then", type, props: { versionStages: ["AWSPREVIOUS"] } };
        const kinds = inventoryOf(world, {}).objects.map((line) => line.split(" ")[0]);
        expect(kinds.filter((kind) => kind === "secretsmanager.SecretVersion")).to.have.length(1);
    });

    it("does not tell one login from another, nor one world's port", () => {
        const [one, other] = ["first", "second"].map((secret, index) => {
            const world = World.open();
            const spec = { clientSecret: `${secret}-login`, displayName: "pool" };
            world.data.confluent.identityPools["pool-abcd"] = { id: "pool-abcd", createdAt: 0, spec, existing: true };
            const url = `http://${world.data.address}:2324${index}/oauth2/token`;
            const link = { config: `clientSecret="${secret}-login" url="${url}"` };
            world.data.confluent.links.link = { id: "link", createdAt: 0, spec: link };
            return inventoryOf(world, {});
        });
        expect(one?.objects).to.have.length(1);
        expect(one).to.deep.equal(other);
    });

    it("does not tell one address of an endpoint from another", () => {
        const [one, other] = ["10.0.1.4", "10.0.1.5"].map((ipv4) => {
            const world = worldOf(first);
            const props = { subnetConfigurations: [{ ipv4, subnetId: "subnet-0123456789abcdef0" }] };
            world.data.aws.vpce = { id: "vpce", type: "aws:ec2/vpcEndpoint:VpcEndpoint", props };
            return inventoryOf(world, {});
        });
        expect(one).to.deep.equal(other);
    });

    it("leaves out what it is told to", () => {
        const { objects } = inventoryOf(worldOf(first), {}, [`ec2.Vpc/${first.vpc}`]);
        expect(objects.map((line) => line.split(" ")[0])).to.deep.equal(["apiKeys", "clusters"]);
    });
});

const stateOf = (...resources: readonly object[]) => JSON.stringify({ checkpoint: { latest: { resources } } });

describe("orphans", () => {
    it("are what the state does not name, and was not there before", () => {
        const found = orphansOf(worldOf(first), stateOf({ id: first.cluster })).map(selectorOf);
        expect(found).to.have.members([`ec2.Vpc/${first.vpc}`, `apiKeys/${first.key}`]);
    });

    it("are no mirrors that the state names by link, nor their topics", () => {
        const world = World.open();
        const id = "lkc-abc123/orders";
        const object = { id, createdAt: 0 };
        world.data.confluent.topics[id] = { ...object, spec: { clusterId: "lkc-abc123", name: "orders" } };
        const mirror = { clusterId: "lkc-abc123", linkName: "link", topic: "orders" };
        world.data.confluent.mirrors[id] = { ...object, spec: mirror };
        expect(orphansOf(world, stateOf({ id: "lkc-abc123/link/orders" }))).to.deep.equal([]);
        expect(orphansOf(world, stateOf()).map(selectorOf)).to.have.members([`mirrors/${id}`, `topics/${id}`]);
    });

    it("are all, where nothing was ever recorded", () => {
        for (const state of ["", '{"checkpoint":{"latest":{}}}']) {
            expect(orphansOf(worldOf(first), state).map(selectorOf)).to.include(`clusters/${first.cluster}`);
        }
    });

    it("are what has the id of something that was deleted to be made anew", () => {
        const world = World.open();
        const id = "lkc-abc123/orders";
        world.data.confluent.topics[id] = { id, createdAt: 0, spec: { clusterId: "lkc-abc123", name: "orders" } };
        expect(orphansOf(world, stateOf({ id, pendingReplacement: true })).map(selectorOf)).to.deep.equal([
            `topics/${id}`,
        ]);
        expect(orphansOf(world, stateOf({ id }))).to.deep.equal([]);
    });

    it("knows a connector by the id that the state has", () => {
        const world = World.open();
        const id = "lkc-abc123/stock-trades";
        const spec = { clusterId: "lkc-abc123", connectorId: "lcc-abc123" };
        world.data.confluent.connectors[id] = { id, createdAt: 0, spec };
        expect(orphansOf(world, stateOf({ id: "lcc-abc123" }))).to.deep.equal([]);
        expect(orphansOf(world, stateOf()).map(selectorOf)).to.deep.equal([`connectors/${id}`]);
    });
});
