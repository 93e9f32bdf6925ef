import { attachmentOf } from "../../../simulator/aws/lookup";
import { seedNetwork } from "../../../simulator/aws/seed";
import type { Props } from "../../../simulator/provider/model";
import { hubSamples } from "./hubSamples";
import { Account, SERVICE, type Kind } from "./account";
import { serviceSamples } from "./services/samples";

/** An object that a model made, with what it was made of. */
export interface Sample {
    readonly kind: Kind;
    readonly id: string;
    /** The account that made it. */
    readonly by: Account;
    readonly inputs: Props;
    readonly outputs: Props;
}

type Make = (kind: Kind, inputs: Props, by?: Account) => Promise<string>;

const REGION = { region: "us-east-1" };
const TAGS = { tags: { owner: "platform" } };
const GATEWAY = "tgw-hub";

/**
 * Objects of every type that the simulated account models, one of each with what it needs only, and more until every
 * input that is not refused has been set once.
 */
export async function samples(): Promise<Sample[]> {
    const account = new Account();
    seedNetwork(account.world, {
        ...REGION,
        transitGateway: {
            id: GATEWAY,
            associationRouteTableId: "tgw-rtb-spokes",
            propagationRouteTableIds: ["tgw-rtb-hub"],
        },
        vpcs: [{ role: "vpn", vpcId: "vpc-vpn", cidr: "10.100.0.0/22", routeTableIds: ["rtb-vpn"] }],
        clientVpn: {
            endpointId: "cvpn-endpoint-1",
            clientCidr: "10.200.0.0/22",
            vpcId: "vpc-vpn",
            targetSubnetIds: ["subnet-target"],
        },
    });
    const made: Sample[] = [];
    const make: Make = async (kind, inputs, by = account) => {
        const { id, outputs } = await by.create(kind, inputs);
        made.push({ kind, id, by, inputs, outputs });
        return id;
    };
    const [vpcId, subnetIds] = await networks(account, make);
    const groupId = await groups(make, vpcId);
    await endpoints(make, vpcId, subnetIds, groupId);
    await gateways(make, vpcId, subnetIds);
    await names(make, vpcId);
    await secrets(make);
    await hubSamples(account, make);
    const [subnetId = ""] = subnetIds;
    const attachmentId = attachmentOf(account.world, vpcId, GATEWAY)?.id ?? "";
    await serviceSamples(account, make, { vpcId, subnetId, groupId, gatewayId: GATEWAY, attachmentId });
    return made;
}

async function networks(account: Account, make: Make): Promise<[string, string[]]> {
    await make("vpc", { cidrBlock: "10.0.0.0/20" });
    const switches = { enableDnsHostnames: true, enableDnsSupport: true, enableNetworkAddressUsageMetrics: true };
    const vpc = { ...REGION, ...TAGS, ...switches, cidrBlock: "10.1.0.0/20", instanceTenancy: "dedicated" };
    const vpcId = await make("vpc", vpc);
    const first = await make("subnet", { vpcId, cidrBlock: "10.1.0.0/24" });
    const second = await make("subnet", {
        ...REGION,
        ...TAGS,
        vpcId,
        cidrBlock: "10.1.1.0/24",
        availabilityZoneId: "use1-az1",
        enableDns64: true,
        enableResourceNameDnsARecordOnLaunch: true,
        enableResourceNameDnsAaaaRecordOnLaunch: true,
        mapPublicIpOnLaunch: true,
        privateDnsHostnameTypeOnLaunch: "resource-name",
    });
    await make("subnet", { vpcId, cidrBlock: "10.1.2.0/24", availabilityZone: "us-east-1a" });
    await make("routeTable", { vpcId });
    const routeTableId = await make("routeTable", { ...REGION, ...TAGS, vpcId });
    await make("routeTableAssociation", { routeTableId, subnetId: first });
    await make("routeTableAssociation", { ...REGION, routeTableId, subnetId: second });
    const gatewayId = await account.make("internetGateway", { vpcId });
    const natGatewayId = await account.make("natGateway", { subnetId: first, connectivityType: "private" });
    const targets = {
        carrierGatewayId: "cagw-1",
        coreNetworkArn: "arn:aws:networkmanager::123456789012:core-network/core-1",
        gatewayId,
        localGatewayId: "lgw-1",
        natGatewayId,
        networkInterfaceId: "eni-1",
        odbNetworkArn: "arn:aws:odb:us-east-1:123456789012:odb-network/odbnet-1",
        vpcEndpointId: "vpce-1",
        vpcPeeringConnectionId: "pcx-1",
    };
    for (const [index, [key, target]] of Object.entries(targets).entries()) {
        await make("route", { routeTableId, destinationCidrBlock: `172.16.${index}.0/24`, [key]: target });
    }
    return [vpcId, [first, second]];
}

async function groups(make: Make, vpcId: string): Promise<string> {
    await make("securityGroup", { vpcId });
    await make("securityGroup", { vpcId, namePrefix: "clients-" });
    const settings = { name: "clients", description: "Clients", revokeRulesOnDelete: true };
    const groupId = await make("securityGroup", { ...REGION, ...TAGS, ...settings, vpcId });
    const rule = { securityGroupId: groupId, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    await make("ingressRule", { ...rule, referencedSecurityGroupId: groupId });
    await make("ingressRule", { ...rule, ...REGION, ...TAGS, cidrIpv4: "10.2.0.0/16", description: "Runner" });
    return groupId;
}

async function endpoints(make: Make, vpcId: string, subnetIds: string[], groupId: string): Promise<void> {
    const endpoint = { vpcId, serviceName: SERVICE, vpcEndpointType: "Interface" };
    await make("endpoint", endpoint);
    await make("endpoint", {
        ...REGION,
        ...TAGS,
        ...endpoint,
        subnetIds,
        dnsOptions: { dnsRecordIpType: "ipv4" },
        ipAddressType: "ipv4",
        policy: '{"Statement":[]}',
        privateDnsEnabled: false,
        routeTableIds: [],
        securityGroupIds: [groupId],
        serviceRegion: "us-east-1",
    });
}

async function gateways(make: Make, vpcId: string, subnetIds: string[]): Promise<void> {
    const other = await make("vpc", { cidrBlock: "10.3.0.0/20" });
    const subnet = await make("subnet", { vpcId: other, cidrBlock: "10.3.0.0/24" });
    const bare = await make("attachment", { vpcId: other, subnetIds: [subnet], transitGatewayId: GATEWAY });
    const attachment = await make("attachment", {
        ...REGION,
        ...TAGS,
        vpcId,
        subnetIds,
        transitGatewayId: GATEWAY,
        applianceModeSupport: "enable",
        dnsSupport: "disable",
        ipv6Support: "enable",
        securityGroupReferencingSupport: "disable",
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
    });
    const table = { transitGatewayRouteTableId: "tgw-rtb-hub" };
    const [plain, full] = [bare, attachment].map((id) => ({ ...table, transitGatewayAttachmentId: id }));
    await make("gatewayAssociation", { ...plain });
    await make("gatewayAssociation", { ...REGION, ...full, replaceExistingAssociation: true });
    await make("gatewayPropagation", { ...plain });
    await make("gatewayPropagation", { ...REGION, ...full });
    await make("gatewayRoute", { ...plain, destinationCidrBlock: "10.8.0.0/16" });
    await make("gatewayRoute", { ...REGION, ...table, destinationCidrBlock: "10.9.0.0/16", blackhole: true });
    const routeTableId = await make("routeTable", { vpcId });
    const route = { routeTableId, destinationCidrBlock: "10.2.0.0/16", transitGatewayId: GATEWAY };
    await make("route", { ...REGION, ...route });
    await clientVpn(make);
}

async function clientVpn(make: Make): Promise<void> {
    const endpoint = { clientVpnEndpointId: "cvpn-endpoint-1" };
    const route = { ...endpoint, targetVpcSubnetId: "subnet-target" };
    await make("vpnRoute", { ...route, destinationCidrBlock: "10.1.0.0/20" });
    await make("vpnRoute", { ...REGION, ...route, destinationCidrBlock: "10.3.0.0/20", description: "Spoke" });
    await make("vpnAuthorization", { ...endpoint, targetNetworkCidr: "10.1.0.0/20", authorizeAllGroups: true });
    const group = { targetNetworkCidr: "10.3.0.0/20", accessGroupId: "engineers", description: "Spoke" };
    await make("vpnAuthorization", { ...REGION, ...endpoint, ...group });
}

async function names(make: Make, vpcId: string): Promise<void> {
    await make("zone", {});
    const zone = { name: "example.internal", comment: "Private names", forceDestroy: true };
    const vpcs = [{ vpcId, vpcRegion: "us-east-1" }];
    const zoneId = await make("zone", { ...TAGS, ...zone, vpcs, enableAcceleratedRecovery: false });
    await make("record", { zoneId, name: "a", type: "A", ttl: 60, records: ["10.1.0.4"], allowOverwrite: true });
    const aliases = [{ name: "vpce.example", zoneId: "Z0ENDPOINT", evaluateTargetHealth: false }];
    await make("record", { zoneId, name: "b", type: "A", aliases });
    await make("zoneAssociation", { zoneId, vpcId: "vpc-vpn", vpcRegion: "us-east-1" });
    const resolverRuleId = await make("resolverRule", { domainName: "example.internal", ruleType: "SYSTEM" });
    await make("resolverRuleAssociation", { resolverRuleId, vpcId });
    await make("resolverRuleAssociation", { ...REGION, resolverRuleId, vpcId: "vpc-vpn", name: "forward" });
}

async function secrets(make: Make): Promise<void> {
    await make("secret", {});
    await make("secret", { namePrefix: "clients-" });
    const settings = { description: "Login of a client", kmsKeyId: "alias/clients", recoveryWindowInDays: 7 };
    const secretId = await make("secret", { ...REGION, ...TAGS, ...settings, name: "/clients/trader" });
    await make("secretVersion", { secretId, secretString: "text" });
    await make("secretVersion", { ...REGION, secretId, secretBinary: "Ynl0ZXM=" });
}
