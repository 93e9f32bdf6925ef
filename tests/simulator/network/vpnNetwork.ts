import type { Props } from "../../../simulator/provider/model";
import type { Kind } from "../aws/account";
import { CERTIFICATE } from "../aws/hubSamples";
import { hubNetwork, type HubNetwork } from "./hub";

export const VPN_CIDR = "10.100.0.0/22";
export const DNS_CIDR = "10.255.0.0/24";
const SPOKE_CIDR = "10.0.0.0/20";
const ZONES = [1, 2] as const;

/** A hub with a DNS VPC and a Client VPN, both made by the models; more objects by name. */
export interface VpnNetwork extends HubNetwork {
    readonly endpointId: string;
    /** Makes an object of the hub again with other inputs than it was made with. */
    remake(name: string, inputs: Props): Promise<void>;
}

/** Builds the spoke of `hubNetwork`, and everything by which clients of a VPN reach it by name. */
export async function vpnNetwork(): Promise<VpnNetwork> {
    const spoke = await hubNetwork();
    const { account } = spoke;
    const made: Record<string, { kind: Kind; id: string; inputs: Props }> = {};
    const make = async (name: string, kind: Kind, inputs: Props): Promise<string> => {
        const id = await account.make(kind, inputs);
        made[name] = { kind, id, inputs };
        return id;
    };
    const one = (name: string) => made[name] ?? { kind: "vpc" as const, id: spoke.id(name), inputs: {} };
    const dns = await hubVpc(make, "dns", DNS_CIDR, [VPN_CIDR]);
    const vpn = await hubVpc(make, "vpn", VPN_CIDR, [DNS_CIDR, SPOKE_CIDR]);
    await wayBack(make, spoke);
    const addresses = await resolver(make, spoke, dns);
    const endpointId = await clientVpn(make, vpn, addresses);
    const drop = (name: string) => (name in made ? account.drop(one(name).kind, one(name).id) : spoke.drop(name));
    return {
        ...spoke,
        endpointId,
        id: (name) => one(name).id,
        drop,
        again: (name) => make(name, one(name).kind, one(name).inputs).then(() => undefined),
        remake: async (name, inputs) => {
            await drop(name);
            await make(name, one(name).kind, { ...one(name).inputs, ...inputs });
        },
    };
}

type Make = (name: string, kind: Kind, inputs: Props) => Promise<string>;

interface Vpc {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
}

/** A VPC of the hub: associated with the hub's table, and known to both tables. */
async function hubVpc(make: Make, role: string, cidrBlock: string, destinations: readonly string[]): Promise<Vpc> {
    const vpcId = await make(role, "vpc", { cidrBlock, enableDnsHostnames: true });
    const [subnetIds, tables]: [string[], string[]] = [[], []];
    const base = cidrBlock.split(".").slice(0, 3).join(".");
    for (const zone of ZONES) {
        const block = `${base}.${(zone - 1) * 32}/27`;
        const place = { vpcId, cidrBlock: block, availabilityZoneId: `use1-az${zone}` };
        const subnetId = await make(`${role} subnet ${zone}`, "subnet", place);
        const routeTableId = await make(`${role} table ${zone}`, "routeTable", { vpcId });
        await make(`${role} served ${zone}`, "routeTableAssociation", { subnetId, routeTableId });
        subnetIds.push(subnetId);
        tables.push(routeTableId);
    }
    const inputs = { vpcId, subnetIds, transitGatewayId: "tgw-hub" };
    const attachment = await make(`${role} attachment`, "attachment", inputs);
    const ends = { transitGatewayAttachmentId: attachment };
    await make(`${role} association`, "gatewayAssociation", { ...ends, transitGatewayRouteTableId: "tgw-rtb-hub" });
    for (const table of ["tgw-rtb-hub", "tgw-rtb-spokes"]) {
        const name = `${role} in ${table}`;
        await make(name, "gatewayPropagation", { ...ends, transitGatewayRouteTableId: table });
    }
    for (const destinationCidrBlock of destinations) {
        for (const [index, routeTableId] of tables.entries()) {
            const name = `${role} table route ${index + 1} ${destinationCidrBlock}`;
            await make(name, "route", { routeTableId, destinationCidrBlock, transitGatewayId: "tgw-hub" });
        }
    }
    return { vpcId, subnetIds };
}

/** What the spoke needs so that it answers the VPN. */
async function wayBack(make: Make, spoke: HubNetwork): Promise<void> {
    for (const zone of ZONES) {
        const routeTableId = spoke.id(`use1-az${zone} table`);
        const back = { routeTableId, destinationCidrBlock: VPN_CIDR, transitGatewayId: "tgw-hub" };
        await make(`spoke route ${zone}`, "route", back);
    }
    const rule = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: VPN_CIDR };
    await make("spoke rule", "ingressRule", { ...rule, securityGroupId: spoke.id("group") });
}

/** The inbound endpoint, in a VPC in which the spoke's zone answers; gives its addresses. */
async function resolver(make: Make, spoke: HubNetwork, { vpcId, subnetIds }: Vpc): Promise<string[]> {
    await make("dns zone", "zoneAssociation", { zoneId: spoke.id("zone"), vpcId });
    const securityGroupId = await make("dns group", "securityGroup", { vpcId });
    const rule = { securityGroupId, ipProtocol: "udp", fromPort: 53, toPort: 53, cidrIpv4: VPN_CIDR };
    await make("dns rule", "ingressRule", rule);
    const ipAddresses = subnetIds.map((subnetId) => ({ subnetId }));
    const inputs = { direction: "INBOUND", ipAddresses, securityGroupIds: [securityGroupId] };
    const id = await make("inbound", "resolverEndpoint", inputs);
    return (spoke.account.props(id).ipAddresses as Props[]).map(({ ip }) => String(ip));
}

async function clientVpn(make: Make, { vpcId, subnetIds }: Vpc, dnsServers: string[]): Promise<string> {
    const securityGroupId = await make("vpn group", "securityGroup", { vpcId });
    await make("vpn egress", "egressRule", { securityGroupId, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" });
    const type = "certificate-authentication";
    const clientVpnEndpointId = await make("endpoint", "vpnEndpoint", {
        authenticationOptions: [{ type, rootCertificateChainArn: CERTIFICATE }],
        clientCidrBlock: "10.200.0.0/22",
        connectionLogOptions: { enabled: false },
        dnsServers,
        securityGroupIds: [securityGroupId],
        serverCertificateArn: CERTIFICATE,
        splitTunnel: true,
        vpcId,
    });
    for (const [index, subnetId] of subnetIds.entries()) {
        await make(`network ${index + 1}`, "vpnAssociation", { clientVpnEndpointId, subnetId });
    }
    for (const cidr of [DNS_CIDR, SPOKE_CIDR]) {
        const rule = { clientVpnEndpointId, targetNetworkCidr: cidr, authorizeAllGroups: true };
        await make(`authorization ${cidr}`, "vpnAuthorization", rule);
        for (const [index, targetVpcSubnetId] of subnetIds.entries()) {
            const route = { clientVpnEndpointId, destinationCidrBlock: cidr, targetVpcSubnetId };
            await make(`vpn route ${index + 1} ${cidr}`, "vpnRoute", route);
        }
    }
    return clientVpnEndpointId;
}
