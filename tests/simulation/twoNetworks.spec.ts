// Two private networks with clusters linked across them: from every VPC names lead to an endpoint that it can reach.
import { expect } from "chai";
import { resolveName } from "../../simulator/network/resolve";
import { path, type Place } from "../../simulator/network/reachability";
import type { World } from "../../simulator/world";
import type { RawSettings } from "../support/rawSettings";
import { remaining, Simulated, told } from "../support/simulated";

const PORTS = [443, 9092];
const HUB = { runner: "vpc-0123456789abcdef0", dns: "vpc-0123456789abcdef1", vpn: "vpc-0123456789abcdef2" };

type DnsMode = "shared" | "perVpc";

/** A second network with a cluster, linked with the private one of the first in both directions. */
function addEdge(settings: RawSettings, mode: DnsMode): void {
    settings.privateNetworks.edge = { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1", "use1-az2", "use1-az4"] };
    settings.dns = { mode, network: "core" };
    settings.clusters.vault = { ...settings.clusters.sandbox, type: "enterprise", privateNetwork: "edge" };
    settings.clusters.vault.topics = { audits: {} };
    settings.links["sandbox-vault"] = {
        mode: "bidirectional",
        source: "sandbox",
        destination: "vault",
        mirrorTopics: { fromSource: ["dev-stock_trades"], fromDestination: ["audits"] },
    };
}

function vpcOf(world: World, cidr: string): string {
    const [vpc] = world.aws("aws:ec2/vpc:Vpc").filter(({ props }) => props.cidrBlock === cidr);
    if (vpc === undefined) {
        throw new Error(`there is no VPC with ${cidr}`);
    }
    return vpc.id;
}

/** Names by which clients find the private clusters: bootstrap, broker with its zone, REST. */
function hosts(world: World): string[] {
    return Object.values(world.data.confluent.clusters)
        .filter(({ spec }) => spec.isPrivate === true)
        .flatMap(({ spec }) => {
            const { hostname } = new URL(String(spec.httpEndpoint));
            const domain = hostname.split(".").slice(1).join(".");
            return [hostname, `lkc-broker-1.use1-az2.${domain}`];
        });
}

/** What keeps a VPC from a private cluster, nothing when every name leads to addresses that answer on both ports. */
function faults(world: World, from: Place): string[] {
    return hosts(world).flatMap((host) => {
        const answer = resolveName(world, from, host);
        if (answer.status === "nxdomain") {
            return [`${host}: ${answer.reason}`];
        }
        const tried = answer.addresses.flatMap((address) => PORTS.map((port) => path(world, from, address, port)));
        return tried.flatMap((reach) => (reach.open ? [] : [`${host}: ${reach.reason}`]));
    });
}

function addressesFrom(world: World, vpcId: string): string[] {
    return hosts(world).flatMap((host) => {
        const answer = resolveName(world, { vpcId }, host);
        return answer.status === "address" ? answer.addresses : [];
    });
}

/** One object of a type less, chosen by its properties, and what is then told from a VPC. */
function cut(stack: Simulated, from: string, type: string, chosen: (props: Record<string, unknown>) => boolean) {
    const { world } = stack;
    const gone = world.aws(type).filter(({ props }) => chosen(props));
    expect(gone, `objects to cut of ${type}`).to.not.deep.equal([]);
    const left = Object.entries(world.data.aws).filter(([, object]) => !gone.includes(object));
    world.data.aws = Object.fromEntries(left);
    return faults(world, { vpcId: from });
}

describe("two private networks", function () {
    this.timeout(180_000);

    it("share one endpoint: every VPC reaches both clusters, and every hop that is cut is named", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            addEdge(settings, "shared");
        });
        await stack.succeed("up");
        const { world } = stack;
        const edge = vpcOf(world, "10.1.0.0/20");
        for (const vpcId of [...Object.values(HUB), vpcOf(world, "10.0.0.0/20"), edge]) {
            expect(faults(world, { vpcId }), vpcId).to.deep.equal([]);
        }
        expect(addressesFrom(world, edge).every((address) => address.startsWith("10.0."))).to.equal(true);
        expect(faults(world, "public")).to.not.deep.equal([]);
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE"]);

        const core = vpcOf(world, "10.0.0.0/20");
        const unknown = stack.world;
        for (const { props } of unknown.aws("aws:route53/zone:Zone")) {
            props.vpcs = (props.vpcs as { vpcId: string }[]).filter(({ vpcId }) => vpcId !== edge);
        }
        expect(faults(unknown, { vpcId: edge }).join()).to.include("public DNS");
        const there = cut(stack, edge, "aws:ec2/route:Route", (props) => props.destinationCidrBlock === "10.0.0.0/20");
        expect(there.join()).to.include("has no route to 10.0.");
        const back = cut(stack, edge, "aws:ec2/route:Route", (props) => props.destinationCidrBlock === "10.1.0.0/20");
        expect(back.join()).to.include("return path");
        const rule = cut(
            stack,
            edge,
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            ({ cidrIpv4 }) => cidrIpv4 === "10.1.0.0/20",
        );
        expect(rule.join()).to.include("does not allow all of 10.1.0.0/20");
        const attachments = world.aws("aws:ec2transitgateway/vpcAttachment:VpcAttachment");
        for (const [vpcId, told] of [
            [core, "Transit Gateway route table tgw-rtb-0123456789abcdef0 has no route to 10.0."],
            [edge, "Transit Gateway route table tgw-rtb-0123456789abcdef0 has no route to 10.1."],
        ]) {
            const attachment = attachments.find(({ props }) => props.vpcId === vpcId)?.id;
            const type = "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation";
            const propagation = cut(stack, edge, type, (props) => props.transitGatewayAttachmentId === attachment);
            expect(propagation.join()).to.include(told);
        }

        expect((await stack.succeed("up")).steps).to.deep.equal([]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("have an endpoint each: a VPC uses its own, the hub the one that the setting names", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            addEdge(settings, "perVpc");
        });
        await stack.succeed("up");
        const { world } = stack;
        for (const [vpcId, start] of [
            [HUB.runner, "10.0."],
            [HUB.vpn, "10.0."],
            [vpcOf(world, "10.0.0.0/20"), "10.0."],
            [vpcOf(world, "10.1.0.0/20"), "10.1."],
        ] as const) {
            expect(faults(world, { vpcId }), vpcId).to.deep.equal([]);
            expect(addressesFrom(world, vpcId).every((address) => address.startsWith(start))).to.equal(true);
        }
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE"]);
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    it("need no hub with an endpoint each: the runner sits in the VPC of the network that is named", async () => {
        const stack = Simulated.fresh().configure((settings) => {
            addEdge(settings, "perVpc");
            delete settings.hub;
            settings.dns = { mode: "perVpc", network: "edge" };
        });
        await stack.succeed("up");
        for (const cidr of ["10.0.0.0/20", "10.1.0.0/20"]) {
            expect(faults(stack.world, { vpcId: vpcOf(stack.world, cidr) })).to.deep.equal([]);
        }
        expect(stack.clouds.aws).to.include({ "ec2transitgateway.VpcAttachment": 0, "ec2.Route": 0 });
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });

    for (const mode of ["shared", "perVpc"] as const) {
        it(`are one network and then another: what is there stays (${mode})`, async () => {
            const stack = (await Simulated.deployed()).configure((settings) => {
                addEdge(settings, mode);
            });
            const { steps } = await stack.succeed("preview");
            const shared = ["update KafkaRestReady sandbox-shared-source-ready"];
            expect(told(steps.filter(({ op }) => op !== "create"))).to.deep.equal([
                "update KafkaRestReady sandbox-manager-ready",
                // The gateway's routing is on the runner's path, and it grows with the neighbour.
                ...(mode === "shared" ? shared : []),
            ]);
            await stack.succeed("up");
            expect((await stack.succeed("up")).steps).to.deep.equal([]);
        });
    }
});
