import { NetworkHub } from "../../components/hub/networkHub";
import { seedNetwork } from "../../simulator/aws/seed";
import { World } from "../../simulator/world";
import { valueOf } from "../support/engine";
import { example } from "../support/examples";
import { modelled, onModels, type Modelled } from "../support/modelled";
import type { Matrix } from "../support/reach";
import { stackConfig, stackFile, type StackConfig } from "../support/stackFile";

const SETTINGS = "confluent-cluster-linking:";
const REGISTRY = "Schema Registry";
const RUNNER = { vpcId: "vpc-0123456789abcdef0", cidr: "10.2.0.0/16", routeTableIds: ["rtb-0123456789abcdef0"] };
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0";

const ran = new Map<string, Promise<Modelled>>();

/** Worlds are only copied: one run serves all tests. */
function once(name: string, run: () => Promise<Modelled>): Promise<Modelled> {
    const found = ran.get(name) ?? run();
    ran.set(name, found);
    return found;
}

/** The program with an example's stack file, run once. */
export const ofExample = (name: string) => once(name, () => modelled(name, stackConfig(example(name).file)));

/** The dev stack with other values of some settings. */
function devWith(changes: Readonly<Record<string, unknown>>): StackConfig {
    const named = Object.entries(changes).map(([key, value]) => [SETTINGS + key, value]);
    return { ...stackFile("dev"), ...(Object.fromEntries(named) as StackConfig) };
}

const dev = (key: string) => stackFile("dev")[SETTINGS + key] as object;

/** The dev stack with a second network and a cluster in it. */
function twoNetworks(mode: "shared" | "perVpc"): Promise<Modelled> {
    const edge = { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1", "use1-az2"] };
    const privateNetworks = { ...dev("privateNetworks"), edge };
    const clusters = { ...dev("clusters"), vault: { type: "enterprise", privateNetwork: "edge" } };
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
    return modelled("dev", devWith({ hub: { ...dev("hub"), vpn } }));
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

/** A stack, and who is to reach what in it. */
export interface Topology {
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

/** By name: the committed stacks, and shapes of network and hub that none of them has. */
export const TOPOLOGIES: Readonly<Record<string, Topology>> = {
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
