// Who reaches what, for every topology: intact, and with each hop cut in turn. The programs run on the simulator's
// models without an engine; tests/soak compares this with what an engine leaves.
import { expect } from "chai";
import { text, where } from "../../simulator/aws/store";
import { TYPES } from "../../simulator/aws/types";
import { HOPS, type Hop } from "../../simulator/network/hops";
import { reachTable, type ReachTable } from "../../simulator/reach/table";
import { World, type AwsObject } from "../../simulator/world";
import { examples } from "../support/examples";
import type { Modelled } from "../support/modelled";
import { matrixOf } from "../support/reach";
import { ofExample, TOPOLOGIES } from "./reachTopologies";

const ends = (table: Modelled) => reachTable(table.world, table.settings, table.recorded);

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
        this.timeout(60_000);
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

describe("who reaches what: every example", function () {
    this.timeout(60_000);

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
