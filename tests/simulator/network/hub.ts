import { seedNetwork } from "../../../simulator/aws/seed";
import type { Props } from "../../../simulator/provider/model";
import { Account, type Kind } from "../aws/account";

export const DOMAIN = "us-east-1.aws.private.confluent.cloud";
export const RUNNER = { vpcId: "vpc-runner" };
/** The endpoint's interfaces, in use1-az1 and use1-az2. */
export const ADDRESSES = ["10.0.0.4", "10.0.1.4"];

/** Everything that a private network with a hub is made of, each object by a name. */
export interface HubNetwork {
    readonly account: Account;
    readonly ids: Readonly<Record<string, string>>;
    id(name: string): string;
    drop(name: string): Promise<void>;
    /** Makes one more of the same, which from then on has the name. */
    again(name: string): Promise<void>;
}

/** Builds a hub and, through the models, a spoke that is reachable from the hub's runner. */
export async function hubNetwork(runnerCidr = "10.2.0.0/16"): Promise<HubNetwork> {
    const account = new Account();
    seedNetwork(account.world, {
        region: "us-east-1",
        transitGateway: {
            id: "tgw-hub",
            associationRouteTableId: "tgw-rtb-spokes",
            propagationRouteTableIds: ["tgw-rtb-hub"],
        },
        vpcs: [{ role: "runner", vpcId: RUNNER.vpcId, cidr: runnerCidr, routeTableIds: ["rtb-one", "rtb-two"] }],
    });
    const recipes: Record<string, { kind: Kind; inputs: Props }> = {};
    const ids: Record<string, string> = {};
    const make = async (name: string, kind: Kind, inputs: Props): Promise<string> => {
        const id = await account.make(kind, inputs);
        [recipes[name], ids[name]] = [{ kind, inputs }, id];
        return id;
    };
    const id = (name: string): string => ids[name] ?? "";
    await spoke(account, make, id, runnerCidr);
    const recipe = (name: string) => recipes[name] ?? { kind: "vpc" as const, inputs: {} };
    const drop = async (name: string): Promise<void> => {
        await account.drop(recipe(name).kind, id(name));
    };
    const again = async (name: string): Promise<void> => {
        await make(name, recipe(name).kind, recipe(name).inputs);
    };
    return { account, ids, id, drop, again };
}

type Make = (name: string, kind: Kind, inputs: Props) => Promise<string>;

async function spoke(account: Account, make: Make, id: (name: string) => string, runnerCidr: string): Promise<void> {
    const vpcId = await make("vpc", "vpc", { cidrBlock: "10.0.0.0/20", enableDnsHostnames: true });
    const tgw = "tgw-hub";
    for (const [zone, cidrBlock] of [["use1-az1", "10.0.0.0/24"] as const, ["use1-az2", "10.0.1.0/24"] as const]) {
        const subnetId = await make(zone, "subnet", { vpcId, cidrBlock, availabilityZoneId: zone });
        const routeTableId = await make(`${zone} table`, "routeTable", { vpcId });
        await make(`${zone} association`, "routeTableAssociation", { subnetId, routeTableId });
    }
    const subnetIds = [id("use1-az1"), id("use1-az2")];
    const attachment = await make("attachment", "attachment", { vpcId, transitGatewayId: tgw, subnetIds });
    const ends = { transitGatewayAttachmentId: attachment };
    await make("association", "gatewayAssociation", { ...ends, transitGatewayRouteTableId: "tgw-rtb-spokes" });
    await make("propagation", "gatewayPropagation", { ...ends, transitGatewayRouteTableId: "tgw-rtb-hub" });
    for (const zone of ["use1-az1", "use1-az2"]) {
        const back = { destinationCidrBlock: runnerCidr, transitGatewayId: tgw };
        await make(`${zone} route`, "route", { ...back, routeTableId: id(`${zone} table`) });
    }
    for (const routeTableId of ["rtb-one", "rtb-two"]) {
        const there = { destinationCidrBlock: "10.0.0.0/20", transitGatewayId: tgw };
        await make(`${routeTableId} route`, "route", { ...there, routeTableId });
    }
    const securityGroupId = await make("group", "securityGroup", { vpcId });
    for (const [name, cidrIpv4] of [["runner", runnerCidr] as const, ["own", "10.0.0.0/20"] as const]) {
        const rule = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4 };
        await make(`${name} rule`, "ingressRule", rule);
    }
    const endpointId = await account.endpoint(vpcId, subnetIds, { securityGroupIds: [securityGroupId] });
    account.props(endpointId).state = "available";
    await make("zone", "zone", { name: DOMAIN, vpcs: [{ vpcId }] });
    await names(account, make, id("zone"), endpointId);
    await make("zone association", "zoneAssociation", { zoneId: id("zone"), vpcId: RUNNER.vpcId });
}

async function names(account: Account, make: Make, zoneId: string, endpointId: string): Promise<void> {
    const entries = (account.props(endpointId).dnsEntries as Props[]).map(({ dnsName }) => String(dnsName));
    const [first, second, regional] = entries;
    const alias = { zoneId, type: "CNAME", ttl: 60 };
    await make("wildcard", "record", { ...alias, name: "*", records: [regional] });
    await make("use1-az1 record", "record", { ...alias, name: "*.use1-az1", records: [first] });
    await make("use1-az2 record", "record", { ...alias, name: "*.use1-az2", records: [second] });
}
