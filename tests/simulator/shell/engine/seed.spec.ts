import { expect } from "chai";
import { parseSettings } from "../../../../components/settings/load";
import type { Settings } from "../../../../components/settings/settings";
import { cloudState } from "../../../../simulator/cli/state";
import { runnerPlace, seedWorld } from "../../../../simulator/engine/seed";
import { path as networkPath } from "../../../../simulator/network/reachability";
import { resolveName } from "../../../../simulator/network/resolve";
import { World } from "../../../../simulator/world";

const VPC = "aws:ec2/vpc:Vpc";
const CORE = { connectivity: "attachment", vpcCidr: "10.0.0.0/20", zoneIds: ["use1-az1", "use1-az2"] };
const hex = (digit: number) => String(digit).padStart(17, "0");
const vpc = (digit: number, cidr: string) => ({
    vpcId: `vpc-${hex(digit)}`,
    cidr,
    routeTableIds: [`rtb-${hex(digit)}`],
});
const HUB = {
    transitGateway: {
        id: `tgw-${hex(1)}`,
        associationRouteTableId: `tgw-rtb-${hex(1)}`,
        propagationRouteTableIds: [`tgw-rtb-${hex(2)}`, `tgw-rtb-${hex(3)}`],
    },
    runner: vpc(1, "10.2.0.0/16"),
    dns: vpc(2, "10.255.0.0/24"),
    vpn: {
        mode: "vpc",
        ...vpc(3, "10.100.0.0/22"),
        clientCidr: "10.200.0.0/22",
        endpointId: `cvpn-endpoint-${hex(1)}`,
        targetSubnetIds: [`subnet-${hex(1)}`],
    },
};

/** The settings of a small stack, with changes to them. */
function settings(changes: Record<string, unknown> = {}): Settings {
    const clusters = { shared: { type: "dedicated", cku: 1, availability: "SINGLE_ZONE" } };
    const raw = { environment: { name: "non-prod" }, privateNetworks: { core: CORE }, clusters, ...changes };
    return parseSettings(raw, "us-east-1");
}

function seeded(raw: Record<string, unknown> = {}): World {
    const world = World.open();
    seedWorld(world, settings(raw));
    return world;
}

const ids = (world: World) => Object.keys(world.data.aws);

describe("what is there before the stack", () => {
    it("is nothing but the account where no id is configured", () => {
        const world = seeded();
        expect(world.aws(VPC)).to.deep.equal([]);
        expect(Object.values(world.data.confluent.environments)).to.deep.equal([]);
    });

    it("is the environment that the configuration names, once", () => {
        const raw = { environment: { id: "env-abc123" } };
        const world = seeded(raw);
        seedWorld(world, settings(raw));
        expect(Object.keys(world.data.confluent.environments)).to.deep.equal(["env-abc123"]);
        expect(world.data.confluent.environments["env-abc123"]?.existing).to.equal(true);
    });

    it("is every object of the hub that has an id, with the attributes that the configuration states", () => {
        const world = seeded({ hub: HUB });
        const named = JSON.stringify(HUB).match(/"[a-z-]+-\d{17}"/g) ?? [];
        expect(named).to.have.length(12);
        expect(ids(world)).to.include.members(named.map((id) => id.slice(1, -1)));
        const cidrs = world.aws(VPC).map(({ id, props }) => [id, props.cidrBlock]);
        expect(cidrs).to.deep.equal([HUB.runner, HUB.dns, HUB.vpn].map(({ vpcId, cidr }) => [vpcId, cidr]));
    });

    it("leaves out what the hub does without", () => {
        const small = seeded({ hub: { transitGateway: HUB.transitGateway, runner: HUB.runner } });
        expect(small.aws(VPC).map(({ id }) => id)).to.deep.equal([HUB.runner.vpcId]);
        expect(ids(small).filter((id) => id.startsWith("cvpn-"))).to.deep.equal([]);
    });

    it("is a VPN endpoint without a VPC where it is attached to the Transit Gateway", () => {
        const vpn = { mode: "tgw", clientCidr: "10.200.0.0/22", endpointId: HUB.vpn.endpointId };
        const world = seeded({ hub: { ...HUB, vpn } });
        expect(world.aws(VPC)).to.have.length(2);
        expect(world.data.aws[HUB.vpn.endpointId]?.props).to.deep.include({
            clientCidrBlock: "10.200.0.0/22",
            associatedSubnetIds: [],
        });
    });

    it("counts as nothing that the stack has made", () => {
        const state = cloudState(seeded({ hub: HUB, environment: { id: "env-abc123" } }));
        const counts = [...Object.values(state.aws), ...Object.values(state.confluent)];
        expect(counts.every((count) => count === 0)).to.equal(true);
    });

    it("may be seeded again, and follows a changed configuration", () => {
        const world = seeded({ hub: HUB });
        const before = structuredClone(world.data);
        seedWorld(world, settings({ hub: HUB }));
        expect(world.data).to.deep.equal(before);
        seedWorld(world, settings({ hub: { ...HUB, runner: vpc(1, "10.3.0.0/16") } }));
        expect(world.data.aws[HUB.runner.vpcId]?.props.cidrBlock).to.equal("10.3.0.0/16");
    });
});

describe("existing clusters", () => {
    const there = { type: "existing", environmentId: "env-there", kind: "dedicated" };
    const clusters = {
        open: { ...there, id: "lkc-open1" },
        old: { ...there, id: "lkc-old1", kind: "standard" },
        near: { ...there, id: "lkc-near1", environmentId: "env-near", kind: "enterprise", privateNetwork: "core" },
        far: { ...there, id: "lkc-far1", reachable: "fromRunner", region: "eu-west-1" },
    };
    const alone = { clusters: { far: clusters.far }, privateNetworks: {}, environment: undefined };

    it("are there with their environments, as the configuration states them, and count as nothing of the stack's", () => {
        const world = seeded({ clusters, environment: { id: "env-near" }, hub: HUB });
        const specs = Object.values(world.data.confluent.clusters).map(({ id, existing, spec }) => {
            return [id, existing, spec.kind, spec.isPrivate, spec.region, spec.environmentId];
        });
        expect(specs).to.deep.equal([
            ["lkc-open1", true, "Dedicated", false, "us-east-1", "env-there"],
            ["lkc-old1", true, "Standard", false, "us-east-1", "env-there"],
            ["lkc-near1", true, "Enterprise", true, "us-east-1", "env-near"],
            ["lkc-far1", true, "Dedicated", true, "eu-west-1", "env-there"],
        ]);
        expect(Object.keys(world.data.confluent.environments)).to.have.members(["env-near", "env-there"]);
        const { aws, confluent } = cloudState(world);
        expect([...Object.values(aws), ...Object.values(confluent)].every((count) => count === 0)).to.equal(true);
    });

    it("stay as they are when the world is seeded again", () => {
        const world = seeded(alone);
        const before = structuredClone(world.data);
        seedWorld(world, settings(alone));
        expect(world.data).to.deep.equal(before);
    });

    const ways: [string, Record<string, unknown>][] = [
        ["the hub's runner VPC", { clusters, environment: { id: "env-near" }, hub: HUB }],
        ["a VPC of its own", alone],
    ];
    for (const [title, raw] of ways) {
        it(`are reached from ${title} where somebody else made the way, and from nowhere else`, () => {
            const world = seeded(raw);
            const place = runnerPlace(world, settings(raw), "private");
            const host = new URL(String(world.data.confluent.clusters["lkc-far1"]?.spec.httpEndpoint)).hostname;
            const inside = resolveName(world, place, host);
            expect(inside.status).to.equal("address");
            const [address = ""] = inside.status === "address" ? inside.addresses : [];
            expect(networkPath(world, place, address, 443)).to.deep.equal({ open: true });
            expect(resolveName(world, "public", host).status).to.equal("nxdomain");
        });
    }
});

describe("a hub that a stack makes", () => {
    const RUNNER = { availabilityZones: ["us-east-1a", "us-east-1b"] };
    const MADE = { networkHub: { zoneIds: ["use1-az1", "use1-az2"] }, deploymentRunner: RUNNER };

    it("is not there before", () => {
        const world = World.open();
        seedWorld(world, settings(MADE), true);
        expect(world.aws(VPC)).to.deep.equal([]);
        expect(ids(world).filter((id) => id.startsWith("tgw-"))).to.deep.equal([]);
    });

    it("attaches a runner's VPC that is there, with its subnets and tables", () => {
        const { vpcId, cidr, routeTableIds } = vpc(1, "10.2.0.0/16");
        const subnetIds = [`subnet-${hex(7)}`, `subnet-${hex(8)}`];
        const runner = { vpcId, cidr, routeTableIds, subnetIds };
        const world = World.open();
        seedWorld(world, settings({ networkHub: { ...MADE.networkHub, runner } }), true);
        expect(ids(world)).to.include.members([vpcId, ...routeTableIds, ...subnetIds]);
        expect(runnerPlace(world, settings({ networkHub: { ...MADE.networkHub, runner } }), "private")).to.deep.equal({
            vpcId,
        });
    });

    it("leaves out a runner's VPC that the stack makes in a hub that is there", () => {
        const joined = { ...HUB, runner: undefined };
        const world = World.open();
        seedWorld(world, settings({ hub: joined, deploymentRunner: RUNNER }));
        expect(world.aws(VPC)).to.have.length(2);
    });

    it("finds secrets and certificates that are named by ARN", () => {
        const secretArn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:token-AbCdEf";
        const certificate = "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000001";
        const certificates = { serverArn: certificate, clientRootArn: certificate };
        const world = World.open();
        const raw = {
            networkHub: { ...MADE.networkHub, vpn: { certificates } },
            deploymentRunner: { ...RUNNER, workflowRunner: { tokenSecretArn: secretArn } },
        };
        seedWorld(world, settings(raw), true);
        expect(ids(world)).to.include.members([secretArn, certificate]);
    });

    it("has its runner outside until the runner's VPC is there", () => {
        const world = World.open();
        expect(runnerPlace(world, settings(MADE), "private")).to.equal("public");
        world.data.aws["vpc-1"] = { id: "vpc-1", type: VPC, props: { cidrBlock: "10.2.0.0/16" } };
        expect(runnerPlace(world, settings(MADE), "private")).to.deep.equal({ vpcId: "vpc-1" });
    });
});

describe("the runner's place", () => {
    const made = (world: World, id: string, cidrBlock: string, existing = false) => {
        world.data.aws[id] = { id, type: VPC, props: { cidrBlock }, ...(existing ? { existing } : {}) };
    };

    it("is the hub's runner VPC", () => {
        const world = seeded({ hub: HUB });
        made(world, "vpc-core", "10.0.0.0/20");
        const place = runnerPlace(world, settings({ hub: HUB }), "private");
        expect(place).to.deep.equal({ vpcId: HUB.runner.vpcId });
        const reach = networkPath(world, place, "10.0.0.4", 443);
        expect(reach.open ? "" : reach.reason).to.include(HUB.runner.routeTableIds[0]);
    });

    it("is, without a hub, outside until the private network's VPC exists, then in it", () => {
        const world = seeded();
        expect(runnerPlace(world, settings(), "private")).to.equal("public");
        made(world, "vpc-other", "10.9.0.0/20");
        made(world, "vpc-theirs", "10.0.0.0/20", true);
        expect(runnerPlace(world, settings(), "private")).to.equal("public");
        made(world, "vpc-core", "10.0.0.0/20");
        expect(runnerPlace(world, settings(), "private")).to.deep.equal({ vpcId: "vpc-core" });
        Reflect.deleteProperty(world.data.aws, "vpc-core");
        expect(runnerPlace(world, settings(), "private")).to.equal("public");
    });

    it("is public where that is asked for, hub or not", () => {
        const world = seeded({ hub: HUB });
        made(world, "vpc-core", "10.0.0.0/20");
        expect(runnerPlace(world, settings({ hub: HUB }), "public")).to.equal("public");
        expect(runnerPlace(world, settings(), "public")).to.equal("public");
    });

    it("is public without a private network, and where the settings are refused", () => {
        const world = seeded();
        made(world, "vpc-core", "10.0.0.0/20");
        expect(runnerPlace(world, settings({ privateNetworks: {} }), "private")).to.equal("public");
        expect(runnerPlace(world, undefined, "private")).to.equal("public");
    });
});
