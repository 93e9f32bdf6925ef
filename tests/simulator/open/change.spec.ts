import { expect } from "chai";
import { TYPES } from "../../../simulator/aws/types";
import { applyChange } from "../../../simulator/change/change";
import { cloudState } from "../../../simulator/cli/state";
import type { World } from "../../../simulator/world";
import { Bench } from "../confluent/support";
import { hubNetwork, type HubNetwork } from "../network/hub";
import { failure } from "../shell/support";

describe("a change in AWS", () => {
    let network: HubNetwork;
    let world: World;

    beforeEach(async () => {
        network = await hubNetwork();
        ({ world } = network.account);
    });

    const change = (...operands: string[]) => applyChange(world, operands);

    it("deletes an object by its id, by kind and id, or by kind and fields; short type or token", async () => {
        const ids = world.aws(TYPES.route).map(({ id }) => id);
        const [first = "", second = ""] = ids;
        expect(await change("delete", first)).to.deep.equal({
            verb: "delete",
            cloud: "aws",
            kind: "ec2.Route",
            id: first,
            fields: {},
        });
        await change("delete", `ec2.Route/${second}`);
        await change("delete", "aws:ec2/route:Route[routeTableId=rtb-one]");
        await change("delete", "ec2.Route[routeTableId=rtb-two,destinationCidrBlock=10.0.0.0/20]");
        expect(world.aws(TYPES.route)).to.have.length(ids.length - 4);
    });

    it("follows the service's rules: what others need stays", async () => {
        expect(await failure(() => change("delete", network.id("vpc")))).to.include("DependencyViolation");
        expect(world.data.aws).to.have.property(network.id("vpc"));
    });

    it("deletes what was there before the stack as well", async () => {
        const gateway = "ec2transitgateway.TransitGateway";
        expect(await failure(() => change("delete", gateway))).to.include("IncorrectState: tgw-hub has non-deleted");
        for (const { id } of [...world.aws(TYPES.attachment), ...world.aws(TYPES.gatewayTable)]) {
            await change("delete", id);
        }
        await change("delete", gateway);
        expect(world.aws(TYPES.transitGateway)).to.deep.equal([]);
    });

    it("sets fields in the type that they have, keys of maps too", async () => {
        const record = `route53.Record/${network.id("wildcard")}`;
        const { fields } = await change("set", record, "ttl=300", 'records=["one.example","two.example"]');
        expect(fields.ttl).to.deep.equal({ before: "60", after: "300" });
        expect(network.account.props(network.id("wildcard"))).to.deep.include({
            ttl: 300,
            records: ["one.example", "two.example"],
        });
        const vpc = `ec2.Vpc/${network.id("vpc")}`;
        await change("set", vpc, "enableDnsHostnames=false", "tagsAll.Owner=somebody, else");
        const props = network.account.props(network.id("vpc"));
        expect(props.enableDnsHostnames).to.equal(false);
        expect(props.tagsAll).to.deep.equal({ Owner: "somebody, else" });
    });

    it("sets nothing where one of several does not fit", async () => {
        const record = `route53.Record/${network.id("wildcard")}`;
        expect(await failure(() => change("set", record, "ttl=300", "records=one"))).to.include('"one" is no list');
        expect(await failure(() => change("set", record, "ttl=soon"))).to.equal('ttl is 60; "soon" is no number.');
        expect(await failure(() => change("set", record, "tll=1"))).to.include("did you mean ttl?");
        expect(await failure(() => change("set", record, "ttl.x=1"))).to.equal("ttl is 60, which has no x.");
        expect(await failure(() => change("set", record, "ttl"))).to.include("allowed: FIELD=VALUE");
        expect(network.account.props(network.id("wildcard")).ttl).to.equal(60);
    });

    it("lists the candidates where a selector means more than one object, or none", async () => {
        const several = await failure(() => change("delete", "ec2.Subnet"));
        expect(several).to.match(/^3 objects are ec2\.Subnet; it has to be one of:\n {2}ec2\.Subnet\/subnet-\w+ /);
        expect(several).to.include("cidrBlock=10.0.1.0/24");
        const none = await failure(() => change("delete", "ec2.Subnet[cidrBlock=10.9.0.0/24]"));
        expect(none).to.include("no object is ec2.Subnet[cidrBlock=10.9.0.0/24]; there are:\n  ec2.Subnet/");
        expect(await failure(() => change("delete", "ec2clientvpn.Route"))).to.equal(
            "no object is ec2clientvpn.Route: there is no ec2clientvpn.Route.",
        );
        expect(world.aws(TYPES.subnet)).to.have.length(3);
    });

    it("offers the nearest name for one that nobody has", async () => {
        expect(await failure(() => change("delete", "ec2.Routes"))).to.include("did you mean ec2.Route?");
        expect(await failure(() => change("delete", "confluent:topic/x"))).to.include("there is no kind");
        expect(await failure(() => change("delete", "topic[name=x]"))).to.include("did you mean topics?");
        expect(await failure(() => change("delete", "vpc-runer"))).to.include("did you mean vpc-runner?");
    });

    it("says what is allowed where it is not understood", async () => {
        for (const operands of [[], ["delete"], ["delete", "a", "b"], ["set", "a"], ["drop", "a"], ["delete", ""]]) {
            expect(await failure(() => change(...operands))).to.match(/SELECTOR|KIND/);
        }
        expect(await failure(() => change("delete", "ec2.Vpc[cidrBlock]"))).to.include("allowed: ID, KIND/ID");
    });
});

describe("a change in Confluent Cloud", () => {
    let bench: Bench;
    let environment: string;
    let cluster: string;

    beforeEach(async () => {
        bench = await Bench.start();
        environment = await bench.environment();
        cluster = await bench.cluster(environment);
    });

    afterEach(() => bench.close());

    const change = (...operands: string[]) => applyChange(bench.world, operands);

    async function topic(name: string): Promise<void> {
        const admin = await bench.member(cluster, ["CloudClusterAdmin", bench.clusterCrn(environment, cluster)]);
        const body = { topic_name: name, partitions_count: 6, replication_factor: 3 };
        await bench.make("POST", `/kafka/v3/clusters/${cluster}/topics`, body, admin);
    }

    it("sets partitions and settings of a topic; a setting may have dots in its name", async () => {
        await topic("orders");
        const { fields } = await change(
            "set",
            `confluent:topics/${cluster}/orders`,
            "partitions=12",
            "config.retention.ms=1000",
        );
        expect(fields).to.deep.equal({
            partitions: { before: "6", after: "12" },
            "config.retention.ms": { before: "(none)", after: "1000" },
        });
        const { spec } = bench.world.data.confluent.topics[`${cluster}/orders`] ?? {};
        expect(spec).to.deep.include({ partitions: 12, config: { "retention.ms": "1000" } });
        await change("set", "topics[name=orders]", "config.retention.ms=2000");
    });

    it("deletes a topic with what belongs to it, and leaves no trace of having had the right to", async () => {
        await topic("orders");
        const before = cloudState(bench.world).confluent;
        await change("delete", `topics/${cluster}/orders`);
        expect(cloudState(bench.world).confluent).to.deep.equal({ ...before, topics: 0 });
    });

    it("deletes a cluster with its topics, unless it is protected", async () => {
        await topic("orders");
        await change("set", "clusters", "deletionProtection=true");
        expect(await failure(() => change("delete", cluster))).to.include("deletion protection");
        await change("set", "clusters", "deletionProtection=false");
        await change("delete", cluster);
        expect(cloudState(bench.world).confluent).to.include({ clusters: 0, topics: 0 });
    });

    it("deletes objects of the control plane by what they are called", async () => {
        await topic("orders");
        await change("delete", `apiKeys[resourceId=${cluster}]`);
        await change("delete", "roleBindings[roleName=CloudClusterAdmin]");
        await change("delete", "serviceAccounts");
        expect(await failure(() => change("delete", environment))).to.include(cluster);
        await change("delete", cluster);
        await change("delete", environment);
        const left = Object.values(cloudState(bench.world).confluent);
        expect(left.every((count) => count === 0)).to.equal(true);
    });

    it("deletes what the service has no request for", async () => {
        await change("delete", "schemaRegistries");
        expect(cloudState(bench.world).confluent.schemaRegistries).to.equal(0);
    });

    it("never shows a secret", async () => {
        await bench.member(cluster);
        await bench.member(cluster);
        const secrets = Object.values(bench.world.data.confluent.apiKeys).map(({ spec }) => String(spec.secret));
        const listed = await failure(() => change("delete", "apiKeys"));
        const [key = ""] = Object.keys(bench.world.data.confluent.apiKeys);
        const set = JSON.stringify(await change("set", `apiKeys/${key}`, "secret=other"));
        expect(secrets).to.have.length(2);
        expect(secrets.some((secret) => listed.includes(secret) || set.includes(secret))).to.equal(false);
    });
});
