// Who reaches what, for every topology: intact, and with each hop cut in turn. The programs run on the simulator's
// models without an engine; tests/soak compares this with what an engine leaves.
import { expect } from "chai";
import { NetworkHub } from "../../components/hub/networkHub";
import { seedNetwork } from "../../simulator/aws/seed";
import { text, where } from "../../simulator/aws/store";
import { TYPES } from "../../simulator/aws/types";
import { HOPS, type Hop } from "../../simulator/network/hops";
import { reachTable, type ReachTable } from "../../simulator/reach/table";
import { World, type AwsObject } from "../../simulator/world";
import { valueOf } from "../support/engine";
import { example, examples } from "../support/examples";
import { modelled, onModels, type Modelled } from "../support/modelled";
import { matrixOf, type Matrix } from "../support/reach";
import { stackConfig, stackFile, type StackConfig } from "../support/stackFile";

const SETTINGS = "confluent-cluster-linking:";
const REGISTRY = "Schema Registry";
const RUNNER = { vpcId: "vpc-0123456789abcdef0", cidr: "10.2.0.0/16", routeTableIds: ["rtb-0123456789abcdef0"] };
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0";

const ends = (table: Modelled) => reachTable(table.world, table.settings, table.recorded);

const ran = new Map<string, Promise<Modelled>>();

/** Worlds are only copied: one run serves all tests. */
function once(name: string, run: () => Promise<Modelled>): Promise<Modelled> {
    const found = ran.get(name) ?? run();
    ran.set(name, found);
    return found;
}

const ofExample = (name: string) => once(name, () => modelled(name, stackConfig(example(name).file)));

/** The dev stack with other values of some settings. */
function devWith(changes: Readonly<Record<string, unknown>>): StackConfig {
    const named = Object.entries(changes).map(([key, value]) => [SETTINGS + key, value]);
    return { ...stackFile("dev"), ...(Object.fromEntries(named) as StackConfig) };
}

const dev = <T>(key: string) => stackFile("dev")[SETTINGS + key] as T;

/** The dev stack with a second network and a cluster in it. */
function twoNetworks(mode: "shared" | "perVpc"): Promise<Modelled> {
    const edge = { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1", "use1-az2"] };
    const privateNetworks = { ...dev<object>("privateNetworks"), edge };
    const clusters = { ...dev<object>("clusters"), vault: { type: "enterprise", privateNetwork: "edge" } };
    return modelled("dev", devWith({ privateNetworks, clusters, dns: { mode, network: "core" } }));
}

/** A hub as a stack makes it, and the dev stack behind it. */
async function madeHub(): Promise<Modelled> {
    const world = World.open();
    seedNetwork(world, { region: "us-east-1", vpcs: [{ role: "runner", ...RUNNER }] });
    let made: NetworkHub | undefined;
    await onModels(world, () => {
        made = new NetworkHub("hub", {
            amazonSideAsn: 64512,
            zoneIds: ["use1-az1", "use1-az2"],
            runner: { vpcId: RUNNER.vpcId, subnetIds: [`subnet-${RUNNER.vpcId.slice(4)}`] },
            dns: { cidr: "10.255.0.0/24", inbound: true, forward: [] },
            vpn: {
                cidr: "10.100.0.0/22",
                clientCidr: "10.200.0.0/22",
                splitTunnel: true,
                logRetentionDays: 30,
                certificates: { given: { serverArn: CERTIFICATE, clientRootArn: CERTIFICATE } },
            },
            displayName: "hub",
        });
        return {};
    });
    return modelled("dev", devWith({ hub: await hubSetting(made) }), { world, hubIsMade: true });
}

/** What a stack with that hub tells others. */
async function hubSetting(made: NetworkHub | undefined): Promise<unknown> {
    if (made?.dns === undefined || made.vpn === undefined) {
        throw new Error("the hub has not been made");
    }
    const all = (outputs: Readonly<Record<string, Parameters<typeof valueOf<string>>[0]>>) =>
        Promise.all(Object.values(outputs).map((output) => valueOf(output)));
    const { dns, vpn } = made;
    return {
        transitGateway: {
            id: await valueOf(made.transitGatewayId),
            associationRouteTableId: await valueOf(made.spokeRouteTableId),
            propagationRouteTableIds: [await valueOf(made.hubRouteTableId)],
        },
        runner: RUNNER,
        dns: { vpcId: await valueOf(dns.vpcId), cidr: dns.cidr, routeTableIds: await all(dns.routeTableIds) },
        vpn: {
            mode: "vpc",
            vpcId: await valueOf(vpn.vpcId),
            cidr: vpn.cidr,
            routeTableIds: await all(vpn.routeTableIds),
            clientCidr: vpn.clientCidr,
            endpointId: await valueOf(vpn.endpointId),
            targetSubnetIds: await all(vpn.targetSubnetIds),
        },
    };
}

const behindMadeHub = () => once("made hub", madeHub);

/** The same stack as if it made the hub itself: settings have names where there are no ids yet. */
async function ownHub(): Promise<Modelled> {
    const stack = await behindMadeHub();
    const { hub } = stack.settings;
    if (hub?.dns === undefined || hub.vpn?.mode !== "vpc") {
        throw new Error("the hub lacks something");
    }
    const named = (vpcId: string) => ({ vpcId, routeTableIds: [`${vpcId}-use1-az1`, `${vpcId}-use1-az2`] });
    const own = {
        ...hub,
        transitGateway: { id: "gateway", associationRouteTableId: "spokes", propagationRouteTableIds: ["hub"] },
        dns: { ...hub.dns, ...named("dns") },
        vpn: { ...hub.vpn, ...named("vpn"), endpointId: "vpn-endpoint", targetSubnetIds: ["vpn-subnet-use1-az1"] },
    };
    return { ...stack, settings: { ...stack.settings, hub: own } };
}

/** The dev stack behind a VPN whose clients keep their addresses. */
function gatewayVpn(): Promise<Modelled> {
    const vpn = { mode: "tgw", clientCidr: "10.200.0.0/22", endpointId: "cvpn-endpoint-0123456789abcdef0" };
    return modelled("dev", devWith({ hub: { ...dev<object>("hub"), vpn } }));
}

const PUBLIC = { shared: "open", [REGISTRY]: "open" };

/** What every place of a topology with one private cluster reaches. */
function behindHub(cluster: string): Matrix {
    return {
        runner: { [cluster]: "open", ...PUBLIC },
        dns: { [cluster]: "open" },
        "vpn client": { [cluster]: "open", ...PUBLIC },
        "network core": { [cluster]: "open" },
        internet: { [cluster]: "dns", ...PUBLIC },
    };
}

function withoutHub(inner: string, outer: string): Matrix {
    const others = { [outer]: "open", [REGISTRY]: "open" };
    return { "runner, network core": { [inner]: "open", ...others }, internet: { [inner]: "dns", ...others } };
}

interface Topology {
    readonly run: () => Promise<Modelled>;
    readonly reaches: Matrix;
    /** Private clusters that are cut off hop by hop, and from where. */
    readonly cuts: { readonly cluster: string; readonly cidr: string; readonly places: readonly string[] };
}

const HUB_PLACES = ["runner", "dns", "vpn client", "network core"];
const DEV = { reaches: behindHub("sandbox"), cuts: { cluster: "sandbox", cidr: "10.0.0.0/20", places: HUB_PLACES } };
const alone = (name: string, inner: string, outer: string): Topology => ({
    run: () => ofExample(name),
    reaches: withoutHub(inner, outer),
    cuts: { cluster: inner, cidr: "10.0.0.0/20", places: ["runner, network core"] },
});
const both = (outcome: string) => ({ sandbox: outcome, vault: outcome });

const TOPOLOGIES: Readonly<Record<string, Topology>> = {
    dev: { run: () => modelled("dev", stackFile("dev")), ...DEV },
    prod: {
        run: () => modelled("prod", stackFile("prod")),
        reaches: behindHub("trading"),
        cuts: { cluster: "trading", cidr: "10.16.0.0/20", places: HUB_PLACES },
    },
    "dev behind a hub that another stack has made": { run: behindMadeHub, ...DEV },
    "dev with a hub of its own": { run: ownHub, ...DEV },
    "dev with a VPN on the gateway": { run: gatewayVpn, ...DEV },
    "two networks that share an endpoint": {
        run: () => twoNetworks("shared"),
        reaches: {
            runner: { ...both("open"), ...PUBLIC },
            dns: both("open"),
            "vpn client": { ...both("open"), ...PUBLIC },
            "network core": both("open"),
            "consumer edge": both("open"),
            internet: { ...both("dns"), ...PUBLIC },
        },
        cuts: { cluster: "vault", cidr: "10.0.0.0/20", places: [...HUB_PLACES, "consumer edge"] },
    },
    "two networks with an endpoint each": {
        run: () => twoNetworks("perVpc"),
        reaches: {
            runner: { ...both("open"), ...PUBLIC },
            dns: both("open"),
            "vpn client": { ...both("open"), ...PUBLIC },
            "network core": both("open"),
            "network edge": both("open"),
            internet: { ...both("dns"), ...PUBLIC },
        },
        cuts: { cluster: "vault", cidr: "10.0.0.0/20", places: HUB_PLACES },
    },
    gateway: {
        run: () => ofExample("gateway"),
        reaches: {
            runner: { ...both("open"), ...PUBLIC },
            dns: both("open"),
            "vpn client": { ...both("open"), ...PUBLIC },
            "network core": { sandbox: "open", vault: "dns" },
            "network edge": { sandbox: "dns", vault: "open" },
            internet: { ...both("dns"), ...PUBLIC },
        },
        cuts: { cluster: "vault", cidr: "10.1.0.0/20", places: ["runner", "dns", "vpn client", "network edge"] },
    },
    "existing-private": {
        run: () => ofExample("existing-private"),
        reaches: {
            runner: { near: "open", far: "open", open: "open", [REGISTRY]: "open" },
            "network core": { near: "open", far: "dns" },
            internet: { near: "dns", far: "dns", open: "open", [REGISTRY]: "open" },
        },
        cuts: { cluster: "near", cidr: "10.0.0.0/20", places: ["runner", "network core"] },
    },
    "community-example": {
        run: () => ofExample("community-example"),
        reaches: {
            runner: { source: "open", destination: "open", [REGISTRY]: "open" },
            internet: { source: "dns", destination: "open", [REGISTRY]: "open" },
        },
        cuts: { cluster: "source", cidr: "10.2.0.0/16", places: ["runner"] },
    },
    "adopt-clusters": alone("adopt-clusters", "sandbox", "shared"),
    clients: alone("clients", "sandbox", "shared"),
    oauth: alone("oauth", "inner", "outer"),
    replication: alone("replication", "sandbox", "shared"),
    "source-initiated": alone("source-initiated", "inner", "outer"),
};

/** What is around a way: where it begins, and the VPC of the endpoint in which it ends. */
interface Way {
    readonly world: World;
    readonly from: AwsObject;
    readonly target: AwsObject;
}

interface Cut {
    readonly what: string;
    readonly hop: Hop;
    /** The objects without which, or with these changes, the way ends. */
    readonly objects: (way: Way) => AwsObject[];
    readonly change?: (props: Record<string, unknown>, way: Way) => void;
}

const attachmentOf = ({ world }: Way, vpc: AwsObject) => where(world, TYPES.attachment, "vpcId", vpc.id);
const linked = (way: Way, type: string, vpc: AwsObject) =>
    attachmentOf(way, vpc).flatMap(({ id }) => where(way.world, type, "transitGatewayAttachmentId", id));
const routesIn = (way: Way, vpc: AwsObject, towards: AwsObject) =>
    where(way.world, TYPES.routeTable, "vpcId", vpc.id)
        .flatMap(({ id }) => where(way.world, TYPES.route, "routeTableId", id))
        .filter(({ props }) => props.destinationCidrBlock === towards.props.cidrBlock);
const rulesFor = ({ world, from, target }: Way) =>
    world.aws(TYPES.ingressRule).filter(({ props }) => {
        const group = world.data.aws[text(props, "securityGroupId")];
        const isCovered = [from.props.cidrBlock, "0.0.0.0/0"].includes(props.cidrIpv4);
        return group?.props.vpcId === target.id && isCovered;
    });
const endpointsIn = ({ world, target }: Way) => where(world, TYPES.endpoint, "vpcId", target.id);

/** Where every place's way may end. */
const ANYWHERE: readonly Cut[] = [
    {
        what: "the names' records",
        hop: HOPS.dns,
        objects: ({ world }) => world.aws(TYPES.record),
    },
    { what: "its admission by the endpoint's security group", hop: HOPS.securityGroup, objects: rulesFor },
    {
        what: "the endpoint's state: failed",
        hop: HOPS.endpoint,
        objects: endpointsIn,
        change: (props) => Object.assign(props, { state: "failed" }),
    },
    {
        what: "the connection that accepts the endpoint",
        hop: HOPS.connection,
        objects: endpointsIn,
        change: (props) => Object.assign(props, { state: "pendingAcceptance" }),
    },
];

/** Hops between two VPCs. */
const BETWEEN: readonly Cut[] = [
    { what: "the routes there", hop: HOPS.sourceRoute, objects: (way) => routesIn(way, way.from, way.target) },
    {
        what: "its attachment",
        hop: HOPS.gatewayAttachment,
        objects: (way) => attachmentOf(way, way.from),
    },
    {
        what: "its attachment's association",
        hop: HOPS.gatewayAssociation,
        objects: (way) => linked(way, TYPES.gatewayAssociation, way.from),
    },
    {
        what: "the gateway's knowledge of the network",
        hop: HOPS.gatewayRoute,
        objects: (way) => linked(way, TYPES.gatewayPropagation, way.target),
    },
    {
        what: "the gateway's knowledge of where the network is",
        hop: HOPS.target,
        objects: (way) => linked(way, TYPES.gatewayPropagation, way.target),
        change: (props, way) =>
            Object.assign(props, { transitGatewayAttachmentId: attachmentOf(way, way.from)[0]?.id ?? "" }),
    },
    { what: "the routes back", hop: HOPS.returnRoute, objects: (way) => routesIn(way, way.target, way.from) },
    {
        what: "the gateway's knowledge of the way back",
        hop: HOPS.returnRoute,
        objects: (way) => linked(way, TYPES.gatewayPropagation, way.from),
    },
];

/** Hops of the VPN's clients. */
const OF_CLIENTS: readonly Cut[] = [
    {
        what: "the VPN's authorization rule for the network",
        hop: HOPS.vpnAuthorization,
        objects: ({ world, target }) =>
            where(world, TYPES.vpnAuthorization, "targetNetworkCidr", text(target.props, "cidrBlock")),
    },
    {
        what: "the VPN's routes to the network",
        hop: HOPS.vpnRoute,
        objects: ({ world, target }) =>
            where(world, TYPES.vpnRoute, "destinationCidrBlock", text(target.props, "cidrBlock")),
    },
];

/** A copy of a world with a cut in it. */
function cutOff(way: Way, { objects, change }: Cut): World {
    const ids = objects(way).map(({ id }) => id);
    expect(ids, "objects to cut").to.not.deep.equal([]);
    const copy = Object.assign(World.open(), { data: structuredClone(way.world.data) });
    for (const id of ids) {
        const object = copy.data.aws[id];
        if (change === undefined || object === undefined) {
            copy.data.aws = Object.fromEntries(Object.entries(copy.data.aws).filter(([key]) => key !== id));
        } else {
            change(object.props, way);
        }
    }
    return copy;
}

function vpcWith(world: World, cidr: string): AwsObject {
    const vpc = where(world, TYPES.vpc, "cidrBlock", cidr)[0];
    if (vpc === undefined) {
        throw new Error(`there is no VPC with ${cidr}`);
    }
    return vpc;
}

const CIDRS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    us: { runner: "10.2.0.0/16", dns: "10.255.0.0/24", "vpn client": "10.100.0.0/22", "consumer edge": "10.1.0.0/20" },
    prod: { runner: "10.18.0.0/16", dns: "10.254.0.0/24", "vpn client": "10.116.0.0/22" },
};

function cutsOf(name: string, place: string, isOwn: boolean): Cut[] {
    const onGateway = name === "dev with a VPN on the gateway" && place === "vpn client";
    const between = isOwn ? [] : BETWEEN;
    const clients = place === "vpn client" ? OF_CLIENTS : [];
    return onGateway ? [] : [...ANYWHERE, ...between, ...clients];
}

for (const [name, topology] of Object.entries(TOPOLOGIES)) {
    describe(`who reaches what: ${name}`, function () {
        this.timeout(20_000);
        let stack: Modelled;
        before(async () => {
            stack = await topology.run();
        });

        it("is as the topology is meant", () => {
            const table = ends(stack);
            expect(matrixOf(table)).to.deep.equal(topology.reaches);
            expect(table.missing).to.deep.equal([]);
            expect(table.works).to.equal(true);
            const open = table.rows.filter((row) => row.open);
            expect(open.filter(({ resolvedTo }) => (resolvedTo ?? []).length === 0)).to.deep.equal([]);
            expect(table.rows.filter((row) => row.open !== row.expected && row.from !== "internet")).to.deep.equal([]);
        });

        const { cluster, cidr, places } = topology.cuts;
        for (const place of places) {
            const isOwn = place.includes("network") || name === "community-example";
            for (const cut of cutsOf(name, place, isOwn)) {
                it(`names the hop from ${place} without ${cut.what}: ${cut.hop}`, () => {
                    const { world, settings, recorded } = stack;
                    const target = vpcWith(world, cidr);
                    const from = isOwn ? target : vpcWith(world, CIDRS[name === "prod" ? name : "us"]?.[place] ?? "");
                    const table = reachTable(cutOff({ world, from, target }, cut), settings, recorded);
                    expect(matrixOf(table)[place]?.[cluster]).to.equal(cut.hop);
                    expect(table.works).to.equal(false);
                    expect(publicRows(table).every((row) => row.open)).to.equal(true);
                });
            }
        }
    });
}

/** Without those of the VPN's clients, whose resolver may be behind the cut. */
function publicRows({ rows }: ReachTable) {
    return rows.filter(({ from, host }) => host.startsWith("p") && from !== "vpn client");
}

describe("who reaches what: every example", () => {
    for (const { stack } of examples()) {
        it(`works, and nobody on the internet reaches a private cluster: ${stack}`, async () => {
            const table = ends(await ofExample(stack));
            expect(table.works, JSON.stringify(table)).to.equal(true);
            expect(table.rows.filter(({ open, expected }) => open && !expected)).to.deep.equal([]);
            const fromOutside = table.rows.filter(({ from }) => from === "internet");
            expect(fromOutside.filter(({ open, expected }) => open !== expected)).to.deep.equal([]);
        });
    }
});
