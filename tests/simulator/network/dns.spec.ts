import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { expect } from "chai";
import { deadEnd, DnsServer } from "../../../simulator/network/dns";
import type { Place } from "../../../simulator/network/reachability";
import { DOMAIN, hubNetwork, RUNNER, type HubNetwork } from "./hub";

const NAME = `lkc-abc123.${DOMAIN}`;

describe("the DNS server", () => {
    let network: HubNetwork;
    let server: DnsServer;
    let resolver: Resolver;
    let place: Place;
    let now: number;
    beforeEach(async () => {
        network = await hubNetwork();
        const { world } = network.account;
        now = 1_000_000;
        world.now = () => now;
        place = RUNNER;
        server = new DnsServer(world, () => place);
        await server.start();
        resolver = new Resolver({ timeout: 1000, tries: 1 });
        resolver.setServers([`${world.data.address}:${world.data.dnsPort}`]);
    });
    afterEach(async () => {
        await server.close();
    });

    const codeOf = (query: Promise<unknown>): Promise<unknown> =>
        query.then(
            (answer) => answer,
            (error: unknown) => (error as { code?: string }).code,
        );
    const lookup = (name = NAME): Promise<unknown> => codeOf(resolver.resolve4(name));

    it("answers with the world's address where the path is open, without letting anybody keep it", async () => {
        const answers = await resolver.resolve4(NAME, { ttl: true });
        expect(answers).to.deep.equal([{ address: network.account.world.data.address, ttl: 0 }]);
    });

    it("answers with a dead end where the path to any of the addresses is cut", async () => {
        const dead = deadEnd(network.account.world);
        expect(dead).to.match(/^127\.\d+\.\d+\.66$/);
        await network.drop("use1-az2 route");
        expect(await lookup()).to.deep.equal([dead]);
        expect(await lookup(`x.use1-az1.${DOMAIN}`)).to.deep.equal([network.account.world.data.address]);
    });

    it("answers public names from everywhere", async () => {
        const host = "pkc-1a2b3.us-east-1.aws.confluent.cloud";
        network.account.world.data.confluent.clusters["lkc-1"] = { id: "lkc-1", createdAt: 0, spec: { host } };
        expect(await lookup(host)).to.deep.equal([network.account.world.data.address]);
        place = "public";
        expect(await lookup(host)).to.deep.equal([network.account.world.data.address]);
        expect(await lookup()).to.equal("ENOTFOUND");
    });

    it("tells a name without such a record from a name that does not exist", async () => {
        expect(await codeOf(resolver.resolve6(NAME))).to.equal("ENODATA");
        expect(await codeOf(resolver.resolve6(`lkc-abc123.example`))).to.equal("ENOTFOUND");
        const soa = await codeOf(resolver.resolveSoa(NAME));
        expect(soa).to.equal("ENODATA");
    });

    it("keeps a private zone's refusal for 900 seconds, for that VPC only", async () => {
        const zoneId = network.id("zone");
        const [endpoint] = network.account.world.aws("aws:ec2/vpcEndpoint:VpcEndpoint");
        const target = (endpoint?.props.dnsEntries as { dnsName: string }[]).at(-1)?.dnsName;
        await network.drop("wildcard");
        expect(await lookup()).to.equal("ENOTFOUND");
        await network.account.make("record", { zoneId, name: "*", type: "CNAME", ttl: 60, records: [target] });
        expect(await lookup()).to.equal("ENOTFOUND");
        place = { vpcId: network.id("vpc") };
        expect(await lookup()).to.deep.equal([network.account.world.data.address]);
        place = RUNNER;
        now += 899_000;
        expect(await lookup()).to.equal("ENOTFOUND");
        now += 2000;
        expect(await lookup()).to.deep.equal([network.account.world.data.address]);
    });

    it("keeps nothing that public DNS refused", async () => {
        await network.drop("zone association");
        expect(await lookup()).to.equal("ENOTFOUND");
        await network.account.make("zoneAssociation", { zoneId: network.id("zone"), vpcId: RUNNER.vpcId });
        expect(await lookup()).to.deep.equal([network.account.world.data.address]);
    });

    it("ignores what is no query, and goes on", async () => {
        const socket = createSocket("udp4");
        const { address, dnsPort } = network.account.world.data;
        await new Promise<void>((resolve) => {
            socket.send("?", dnsPort, address, () => {
                socket.close(resolve);
            });
        });
        expect(await lookup()).to.deep.equal([address]);
    });

    it("fails where its address is taken, and closes more than once", async () => {
        const second = new DnsServer(network.account.world, () => place);
        const error = await second.start().then(
            () => "started",
            (thrown: unknown) => (thrown as { code?: string }).code,
        );
        expect(error).to.equal("EADDRINUSE");
        await second.close();
        await server.close();
    });
});
