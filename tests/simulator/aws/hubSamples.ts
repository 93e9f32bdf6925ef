import type { Props } from "../../../simulator/provider/model";
import type { Account, Kind } from "./account";

type Make = (kind: Kind, inputs: Props, by?: Account) => Promise<string>;

const REGION = { region: "us-east-1" };
const TAGS = { tags: { owner: "platform" } };
const OTHER_ACCOUNT = "222222222222";

export const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

/** Objects of the types that a hub is made of, in a VPC of its own. */
export async function hubSamples(account: Account, make: Make): Promise<void> {
    const vpcId = await account.vpc("10.40.0.0/20");
    const subnets = [
        await account.subnet(vpcId, "10.40.0.0/24"),
        await account.subnet(vpcId, "10.40.1.0/24", 2),
    ] as const;
    const groupId = await account.make("securityGroup", { vpcId });
    await internet(make, vpcId, subnets[0]);
    await dhcp(make, vpcId);
    await egress(make, groupId);
    await resolvers(make, subnets, groupId);
    await clientVpn(make, vpcId, subnets, groupId);
    const gatewayId = await gateway(make);
    await shares(account, make, gatewayId);
    await authorization(account, make, vpcId);
}

async function internet(make: Make, vpcId: string, subnetId: string): Promise<void> {
    await make("internetGateway", {});
    await make("internetGateway", { ...REGION, ...TAGS, vpcId });
    await make("elasticIp", {});
    const allocationId = await make("elasticIp", { ...REGION, ...TAGS, domain: "vpc" });
    await make("natGateway", { subnetId, connectivityType: "private" });
    await make("natGateway", { ...REGION, ...TAGS, subnetId, allocationId });
}

async function dhcp(make: Make, vpcId: string): Promise<void> {
    await make("dhcpOptions", { domainName: "example.internal" });
    const dhcpOptionsId = await make("dhcpOptions", {
        ...REGION,
        ...TAGS,
        domainNameServers: ["AmazonProvidedDNS"],
        netbiosNameServers: ["10.40.0.10"],
        netbiosNodeType: "2",
        ntpServers: ["10.40.0.11"],
    });
    await make("dhcpAssociation", { dhcpOptionsId, vpcId });
    await make("dhcpAssociation", { ...REGION, dhcpOptionsId, vpcId: "vpc-vpn" });
}

async function egress(make: Make, securityGroupId: string): Promise<void> {
    const rule = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    await make("egressRule", { ...rule, referencedSecurityGroupId: securityGroupId });
    await make("egressRule", { ...rule, ...REGION, ...TAGS, cidrIpv4: "10.2.0.0/16", description: "Runner" });
}

async function resolvers(make: Make, [first, second]: readonly [string, string], groupId: string): Promise<void> {
    const ipAddresses = [{ subnetId: first }, { subnetId: second }];
    await make("resolverEndpoint", { direction: "INBOUND", ipAddresses, securityGroupIds: [groupId] });
    const id = await make("resolverEndpoint", {
        ...REGION,
        ...TAGS,
        name: "outbound",
        direction: "OUTBOUND",
        ipAddresses: [{ subnetId: first, ip: "10.40.0.100" }, { subnetId: second }],
        protocols: ["Do53"],
        resolverEndpointType: "IPV4",
        securityGroupIds: [groupId],
    });
    await make("resolverRule", {
        ...REGION,
        ...TAGS,
        name: "forward",
        domainName: "example.org",
        ruleType: "FORWARD",
        resolverEndpointId: id,
        targetIps: [{ ip: "10.255.0.10", port: 53 }],
    });
}

async function clientVpn(
    make: Make,
    vpcId: string,
    [first, second]: readonly [string, string],
    groupId: string,
): Promise<void> {
    const type = "certificate-authentication";
    const endpoint = {
        authenticationOptions: [{ type, rootCertificateChainArn: CERTIFICATE }],
        clientCidrBlock: "10.201.0.0/22",
        connectionLogOptions: { enabled: false },
        serverCertificateArn: CERTIFICATE,
    };
    const plain = await make("vpnEndpoint", endpoint);
    const full = await make("vpnEndpoint", {
        ...REGION,
        ...TAGS,
        ...endpoint,
        connectionLogOptions: { enabled: true, cloudwatchLogGroup: "vpn", cloudwatchLogStream: "clients" },
        description: "Engineers",
        dnsServers: ["10.40.0.2"],
        endpointIpAddressType: "ipv4",
        securityGroupIds: [groupId],
        selfServicePortal: "enabled",
        sessionTimeoutHours: 8,
        splitTunnel: true,
        trafficIpAddressType: "ipv4",
        transportProtocol: "tcp",
        vpcId,
        vpnPort: 1194,
    });
    await make("vpnAssociation", { clientVpnEndpointId: plain, subnetId: first });
    await make("vpnAssociation", { ...REGION, clientVpnEndpointId: full, subnetId: second });
}

async function gateway(make: Make): Promise<string> {
    await make("transitGateway", {});
    const id = await make("transitGateway", {
        ...REGION,
        ...TAGS,
        amazonSideAsn: 64_513,
        autoAcceptSharedAttachments: "disable",
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
        description: "Hub",
        dnsSupport: "enable",
        encryptionSupport: "disable",
        multicastSupport: "disable",
        securityGroupReferencingSupport: "enable",
        transitGatewayCidrBlocks: ["10.99.0.0/24"],
        vpnEcmpSupport: "disable",
    });
    await make("gatewayTable", { transitGatewayId: id });
    await make("gatewayTable", { ...REGION, ...TAGS, transitGatewayId: id });
    return id;
}

/** The gateway is shared with another account, whose VPCs are then taken in. */
async function shares(account: Account, make: Make, gatewayId: string): Promise<void> {
    await make("resourceShare", {});
    const share = { ...REGION, ...TAGS, name: "hub", allowExternalPrincipals: true };
    const resourceShareArn = await make("resourceShare", share);
    const other = await make("resourceShare", { name: "other", allowExternalPrincipals: true });
    const resourceArn = account.props(gatewayId).arn;
    await make("shareResource", { resourceShareArn: other, resourceArn });
    await make("shareResource", { ...REGION, resourceShareArn, resourceArn });
    await make("sharePrincipal", { resourceShareArn: other, principal: OTHER_ACCOUNT });
    await make("sharePrincipal", { ...REGION, resourceShareArn, principal: OTHER_ACCOUNT });
    const consumer = account.as(OTHER_ACCOUNT);
    await make("shareAccepter", { shareArn: other }, consumer);
    await make("shareAccepter", { ...REGION, shareArn: resourceShareArn }, consumer);
    const switches = {
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
    };
    for (const [index, inputs] of [{}, { ...REGION, ...TAGS, ...switches }].entries()) {
        const vpcId = await consumer.vpc(`10.5${index}.0.0/24`);
        const subnetIds = [await consumer.subnet(vpcId, `10.5${index}.0.0/28`)];
        const attachment = await consumer.make("attachment", { vpcId, subnetIds, transitGatewayId: gatewayId });
        await make("attachmentAccepter", { ...inputs, transitGatewayAttachmentId: attachment });
    }
}

async function authorization(account: Account, make: Make, vpcId: string): Promise<void> {
    const zoneId = await account.make("zone", { name: "shared.internal", vpcs: [{ vpcId, ...VPC_REGION }] });
    const theirs = await account.as(OTHER_ACCOUNT).vpc("10.60.0.0/24");
    await make("zoneAuthorization", { zoneId, vpcId: theirs });
    await make("zoneAuthorization", { zoneId, vpcId: theirs, ...VPC_REGION });
}

const VPC_REGION = { vpcRegion: "us-east-1" };
