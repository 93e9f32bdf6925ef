import { expect } from "chai";
import { PUBLIC_ADDRESS } from "../../../simulator/network/reachability";
import { resolveName, type Resolution } from "../../../simulator/network/resolve";
import type { Props } from "../../../simulator/provider/model";
import { ADDRESSES, DOMAIN, hubNetwork, RUNNER, type HubNetwork } from "./hub";

describe("name resolution", () => {
    let network: HubNetwork;
    beforeEach(async () => {
        network = await hubNetwork();
    });

    const ask = (name: string, from: Parameters<typeof resolveName>[1] = RUNNER): Resolution =>
        resolveName(network.account.world, from, name);
    const unknown = (resolution: Resolution, ...parts: string[]) => {
        expect(resolution.status).to.equal("nxdomain");
        for (const part of parts) {
            expect(resolution).to.have.property("reason").that.includes(part);
        }
    };
    const rule = async (inputs: Props, vpcId = RUNNER.vpcId): Promise<string> => {
        const resolverRuleId = await network.account.make("resolverRule", inputs);
        await network.account.make("resolverRuleAssociation", { resolverRuleId, vpcId });
        return resolverRuleId;
    };

    it("answers cluster names with all interfaces, zonal ones with one", () => {
        expect(ask(`lkc-abc123.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ADDRESSES });
        expect(ask(`LKC-abc123.${DOMAIN}.`)).to.deep.equal({ status: "address", addresses: ADDRESSES });
        expect(ask(`lkc-abc123.use1-az1.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ["10.0.0.4"] });
        expect(ask(`b0.lkc-abc123.use1-az2.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ["10.0.1.4"] });
        expect(ask(`lkc-abc123.use1-az4.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ADDRESSES });
    });

    it("gives a name that exists only above others no answer", () => {
        unknown(ask(`use1-az1.${DOMAIN}`), `private zone ${network.id("zone")} (${DOMAIN}) has no record for use1-az1`);
        unknown(ask(DOMAIN), "has no record for");
    });

    it("prefers an exact record to the wildcard", async () => {
        const inputs = { zoneId: network.id("zone"), name: "lkc-abc123", type: "A", ttl: 60, records: ["10.9.9.9"] };
        await network.account.make("record", inputs);
        expect(ask(`lkc-abc123.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ["10.9.9.9"] });
        unknown(ask(`deeper.lkc-abc123.${DOMAIN}`), "has no record");
    });

    it("follows alias records, and gives up on circles", async () => {
        const [endpoint] = network.account.world.aws("aws:ec2/vpcEndpoint:VpcEndpoint");
        const entries = endpoint?.props.dnsEntries as { dnsName: string; hostedZoneId: string }[];
        const target = entries.at(-1);
        const aliases = [{ name: target?.dnsName, zoneId: target?.hostedZoneId, evaluateTargetHealth: false }];
        const zoneId = network.id("zone");
        await network.account.make("record", { zoneId, name: "alias", type: "A", aliases });
        expect(ask(`alias.${DOMAIN}`)).to.deep.equal({ status: "address", addresses: ADDRESSES });
        const circle = { zoneId, name: "circle", type: "CNAME", ttl: 60, records: [`circle.${DOMAIN}`] };
        await network.account.make("record", circle);
        unknown(ask(`circle.${DOMAIN}`), "too many aliases");
    });

    it("follows public DNS's alias of a cluster behind an access point into the access point's zone", async () => {
        const { world } = network.account;
        world.data.confluent.clusters["lkc-abc123"] = { id: "lkc-abc123", createdAt: 0, spec: {} };
        const behind = (cluster: string) => `${cluster}-apxyz.us-east-1.aws.accesspoint.glb.confluent.cloud`;
        unknown(ask(behind("lkc-abc123")), "public DNS does not know lkc-abc123.apxyz");
        const inputs = { name: "apxyz.us-east-1.aws.accesspoint.confluent.cloud", vpcs: [{ vpcId: RUNNER.vpcId }] };
        const zoneId = await network.account.make("zone", inputs);
        await network.account.make("record", { zoneId, name: "*", type: "A", ttl: 60, records: ["10.0.0.4"] });
        expect(ask(behind("lkc-abc123"))).to.deep.equal({ status: "address", addresses: ["10.0.0.4"] });
        unknown(ask(behind("lkc-none00")), "public DNS does not know");
        unknown(ask(behind("lkc-abc123"), "public"), "public DNS does not know");
    });

    it("does not fall through to public DNS when the zone has no record", async () => {
        for (const name of ["wildcard", "use1-az1 record", "use1-az2 record"]) {
            await network.drop(name);
        }
        const answer = ask(`lkc-abc123.${DOMAIN}`);
        unknown(answer, "has no record for");
        expect(answer).to.have.property("zoneId", network.id("zone"));
    });

    it("answers only in associated VPCs with both DNS attributes on", async () => {
        network.account.props(RUNNER.vpcId).enableDnsHostnames = false;
        unknown(ask(`lkc-abc123.${DOMAIN}`), "public DNS does not know");
        network.account.props(RUNNER.vpcId).enableDnsHostnames = true;
        await network.drop("zone association");
        const answer = ask(`lkc-abc123.${DOMAIN}`);
        unknown(answer, "public DNS does not know");
        expect(answer).not.to.have.property("zoneId");
        const own = { vpcId: network.id("vpc") };
        expect(ask(`lkc-abc123.${DOMAIN}`, own)).to.include({ status: "address" });
        unknown(ask(`lkc-abc123.${DOMAIN}`, { vpcId: "vpc-none" }), "VPC vpc-none does not exist");
        unknown(ask(`lkc-abc123.${DOMAIN}`, "public"), "public DNS does not know");
    });

    it("takes the most specific zone", async () => {
        const inputs = { name: `use1-az1.${DOMAIN}`, vpcs: [{ vpcId: RUNNER.vpcId }] };
        const inner = await network.account.make("zone", inputs);
        unknown(ask(`lkc-abc123.use1-az1.${DOMAIN}`), inner);
        expect(ask(`lkc-abc123.${DOMAIN}`)).to.include({ status: "address" });
    });

    const forward = async (domainName: string, ip = "192.0.2.53"): Promise<string> => {
        const { account } = network;
        const vpcId = await account.vpc("10.20.0.0/24");
        const zones = [1, 2];
        const subnets = zones.map((zone) => account.subnet(vpcId, `10.20.0.${zone * 32}/27`, zone));
        const ipAddresses = (await Promise.all(subnets)).map((subnetId) => ({ subnetId }));
        const securityGroupIds = [await account.make("securityGroup", { vpcId })];
        const outbound = { direction: "OUTBOUND", ipAddresses, securityGroupIds };
        const resolverEndpointId = await account.make("resolverEndpoint", outbound);
        return rule({ domainName, ruleType: "FORWARD", resolverEndpointId, targetIps: [{ ip }] });
    };

    it("lets a FORWARD rule of the very domain shadow the zone", async () => {
        const id = await forward(DOMAIN);
        unknown(ask(`lkc-abc123.${DOMAIN}`), `resolver rule ${id} forwards ${DOMAIN} out of the VPC`);
    });

    it("keeps the zone under a FORWARD rule of a parent domain, and under a SYSTEM rule", async () => {
        await forward("confluent.cloud");
        await rule({ domainName: DOMAIN, ruleType: "SYSTEM" });
        expect(ask(`lkc-abc123.${DOMAIN}`)).to.include({ status: "address" });
    });

    it("knows public clusters everywhere, also behind a FORWARD rule, but only those that exist", async () => {
        const host = "pkc-1a2b3.us-east-1.aws.confluent.cloud";
        unknown(ask(host, "public"), `public DNS does not know ${host}`);
        const spec = { httpEndpoint: `http://${host}:20000` };
        network.account.world.data.confluent.clusters["lkc-shared"] = { id: "lkc-shared", createdAt: 0, spec };
        const known = { status: "address", addresses: [PUBLIC_ADDRESS] };
        expect(ask(host, "public")).to.deep.equal(known);
        expect(ask(host)).to.deep.equal(known);
        await forward(".");
        expect(ask(host)).to.deep.equal(known);
    });

    it("knows the names of endpoints in public DNS", () => {
        const [endpoint] = network.account.world.aws("aws:ec2/vpcEndpoint:VpcEndpoint");
        const names = (endpoint?.props.dnsEntries as Props[]).map(({ dnsName }) => String(dnsName));
        const answers = names.map((name) => ask(name, "public"));
        expect(answers).to.deep.equal([
            { status: "address", addresses: ["10.0.0.4"] },
            { status: "address", addresses: ["10.0.1.4"] },
            { status: "address", addresses: ADDRESSES },
        ]);
    });
});
