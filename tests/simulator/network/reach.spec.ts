import { expect } from "chai";
import { seedNetwork } from "../../../simulator/aws/seed";
import { HOPS, type Hop } from "../../../simulator/network/hops";
import { reachFrom, type Attempt, type Source } from "../../../simulator/network/reach";
import { ADDRESSES, DOMAIN, RUNNER } from "./hub";
import { DNS_CIDR, VPN_CIDR, vpnNetwork, type VpnNetwork } from "./vpnNetwork";

const HOST = `lkc-abc123.${DOMAIN}`;
const SPOKE = "10.0.0.0/20";

describe("reaching a host from a named source", () => {
    let network: VpnNetwork;
    let client: Source;
    beforeEach(async () => {
        network = await vpnNetwork();
        client = { kind: "vpnClient", endpointId: network.endpointId };
    });

    const reach = (source = client, host = HOST, port = 443): Attempt =>
        reachFrom(network.account.world, source, host, port);
    const ends = (attempt: Attempt, hop: Hop, ...parts: string[]) => {
        expect(attempt, JSON.stringify(attempt)).to.include({ open: false, hop });
        for (const part of parts) {
            expect(attempt.reason).to.include(part);
        }
    };

    it("is open for the runner and for clients of the VPN", () => {
        const open = { resolvedTo: ADDRESSES, open: true };
        expect(reach({ kind: "vpc", ...RUNNER })).to.deep.equal(open);
        expect(reach()).to.deep.equal(open);
        expect(reach(client, "10.0.0.4")).to.deep.equal({ resolvedTo: ["10.0.0.4"], open: true });
    });

    it("ends in DNS for hosts on the internet, and at a private address", () => {
        ends(reach({ kind: "internet" }), HOPS.dns, `public DNS does not know ${HOST}`);
        ends(reach({ kind: "internet" }, "10.0.0.4"), HOPS.sourceRoute, "10.0.0.4 is a private address");
    });

    it("needs an authorization rule and a route of the VPN, for DNS as for the target", async () => {
        await network.drop(`authorization ${SPOKE}`);
        ends(reach(), HOPS.vpnAuthorization, `${network.endpointId} covers 10.0.0.4`);
        await network.again(`authorization ${SPOKE}`);
        await network.drop(`vpn route 1 ${SPOKE}`);
        expect(reach().open).to.equal(true);
        await network.drop(`vpn route 2 ${SPOKE}`);
        ends(reach(), HOPS.vpnRoute, `Client VPN endpoint ${network.endpointId} has no route to 10.0.0.4`);
        await network.drop(`authorization ${DNS_CIDR}`);
        ends(reach(), HOPS.vpnAuthorization, "DNS server 10.255.0.4: no authorization rule");
    });

    it("needs an associated network", async () => {
        await network.drop("network 1");
        await network.drop("network 2");
        ends(reach(client, "10.0.0.4"), HOPS.vpnRoute, "has no associated network");
    });

    it("goes on from the subnets that the VPN's routes lead through, each of which needs the way", async () => {
        await network.drop(`vpn table route 2 ${SPOKE}`);
        ends(reach(), HOPS.sourceRoute, network.id("vpn table 2"), "has no route to 10.0.0.4");
        await network.drop(`vpn route 2 ${SPOKE}`);
        expect(reach().open).to.equal(true);
    });

    it("names the hops behind the VPN", async () => {
        await network.drop("vpn in tgw-rtb-spokes");
        ends(reach(), HOPS.returnRoute, "return path: Transit Gateway route table tgw-rtb-spokes", VPN_CIDR);
        await network.again("vpn in tgw-rtb-spokes");
        await network.drop("spoke rule");
        ends(reach(), HOPS.securityGroup, `does not allow all of ${VPN_CIDR} on port 443`);
        await network.again("spoke rule");
        await network.drop("vpn association");
        ends(reach(client, "10.0.0.4"), HOPS.gatewayAssociation, "is not associated with a Transit Gateway route");
        await network.drop("vpn attachment");
        ends(reach(client, "10.0.0.4"), HOPS.gatewayAttachment, "is not attached to Transit Gateway tgw-hub");
    });

    it("lets out what the endpoint's security group lets out", async () => {
        await network.remake("vpn egress", { cidrIpv4: SPOKE });
        ends(reach(), HOPS.securityGroup, "DNS server 10.255.0.4: security group", "lets nothing out to 10.255.0.4");
        await network.remake("vpn egress", { cidrIpv4: DNS_CIDR });
        ends(reach(), HOPS.securityGroup, "lets nothing out to 10.0.0.4 on port 443");
    });

    it("asks the resolver on its port and protocol", async () => {
        await network.remake("dns rule", { ipProtocol: "tcp" });
        ends(reach(), HOPS.securityGroup, "DNS server 10.255.0.4", `does not allow all of ${VPN_CIDR} on port 53`);
        await network.remake("dns rule", { ipProtocol: "17", cidrIpv4: DNS_CIDR });
        ends(reach(), HOPS.securityGroup, "DNS server 10.255.0.4");
    });

    it("resolves as the VPC of the DNS server does", async () => {
        await network.drop("dns zone");
        ends(reach(), HOPS.dns, `public DNS does not know ${HOST}`);
        const { account } = network;
        const inputs = { clientCidrBlock: "10.200.0.0/22", splitTunnel: true, vpcId: network.id("vpn") };
        const own = { ...account.props(network.endpointId), ...inputs, dnsServers: ["10.100.0.2"] };
        await account.update("vpnEndpoint", network.endpointId, own);
        const authorization = { clientVpnEndpointId: network.endpointId, authorizeAllGroups: true };
        ends(reach(), HOPS.vpnAuthorization, "DNS server 10.100.0.2");
        await account.make("vpnAuthorization", { ...authorization, targetNetworkCidr: VPN_CIDR });
        ends(reach(), HOPS.dns, "public DNS does not know");
        await account.make("zoneAssociation", { zoneId: network.id("zone"), vpcId: network.id("vpn") });
        expect(reach()).to.deep.equal({ resolvedTo: ADDRESSES, open: true });
        await account.update("vpnEndpoint", network.endpointId, { ...own, dnsServers: [] });
        ends(reach(), HOPS.dns, "public DNS does not know");
    });

    it("asks the second DNS server where the first is silent", async () => {
        const { account } = network;
        const own = account.props(network.endpointId);
        await account.update("vpnEndpoint", network.endpointId, { ...own, dnsServers: ["10.255.0.99", "10.255.0.4"] });
        expect(reach().open).to.equal(true);
        await account.update("vpnEndpoint", network.endpointId, { ...own, dnsServers: ["10.255.0.99"] });
        ends(reach(), HOPS.target, "DNS server 10.255.0.99: no endpoint interface");
    });

    it("follows forward rules to an inbound endpoint, through the outbound one", async () => {
        const { account } = network;
        const [vpcId, direction] = [network.id("vpn"), "OUTBOUND"];
        const group = await account.make("securityGroup", { vpcId });
        const ipAddresses = [1, 2].map((zone) => ({ subnetId: network.id(`vpn subnet ${zone}`) }));
        const inputs = { direction, ipAddresses, securityGroupIds: [group] };
        const resolverEndpointId = await account.make("resolverEndpoint", inputs);
        const rule = { domainName: DOMAIN, ruleType: "FORWARD", targetIps: [{ ip: "10.255.0.4" }] };
        const resolverRuleId = await account.make("resolverRule", { ...rule, resolverEndpointId });
        await account.make("resolverRuleAssociation", { resolverRuleId, vpcId });
        const host: Source = { kind: "vpc", vpcId };
        ends(reach(host), HOPS.dns, `resolver rule ${resolverRuleId} forwards ${DOMAIN} to 10.255.0.4: security group`);
        const out = { securityGroupId: group, ipProtocol: "udp", fromPort: 53, toPort: 53, cidrIpv4: DNS_CIDR };
        await account.make("egressRule", out);
        expect(reach(host)).to.deep.equal({ resolvedTo: ADDRESSES, open: true });
    });

    it("asks the servers of a VPC's DHCP options", async () => {
        const { account } = network;
        const vpcId = network.id("vpn");
        const options = async (...domainNameServers: string[]) => {
            const dhcpOptionsId = await account.make("dhcpOptions", { domainNameServers });
            return account.make("dhcpAssociation", { dhcpOptionsId, vpcId });
        };
        const host: Source = { kind: "vpc", vpcId };
        ends(reach(host), HOPS.dns, "public DNS does not know");
        await options("10.255.0.4");
        expect(reach(host)).to.deep.equal({ resolvedTo: ADDRESSES, open: true });
        await options("10.100.0.2");
        ends(reach(host), HOPS.dns, "public DNS does not know");
        await options("10.255.0.99");
        ends(reach(host), HOPS.dns, "DNS server 10.255.0.99");
    });

    it("leads names of AWS's services to an endpoint in the VPC, else to the internet", async () => {
        const { account } = network;
        const vpcId = network.id("vpn");
        const name = "secretsmanager.us-east-1.amazonaws.com";
        const host: Source = { kind: "vpc", vpcId };
        expect(reach(host, name).open).to.equal(true);
        const securityGroupId = await account.make("securityGroup", { vpcId });
        await account.make("endpoint", {
            vpcId,
            serviceName: "com.amazonaws.us-east-1.secretsmanager",
            vpcEndpointType: "Interface",
            privateDnsEnabled: true,
            subnetIds: [network.id("vpn subnet 1")],
            securityGroupIds: [securityGroupId],
        });
        ends(reach(host, name), HOPS.securityGroup, `does not allow all of ${VPN_CIDR} on port 443`);
        expect(reach(host, name).resolvedTo).to.deep.equal(["10.100.0.4"]);
        expect(reach({ kind: "vpc", ...RUNNER }, name).open).to.equal(true);
    });

    it("sends public traffic through the VPN only without a split tunnel", async () => {
        const { account } = network;
        const name = "sts.us-east-1.amazonaws.com";
        expect(reach(client, name).open).to.equal(true);
        const own = account.props(network.endpointId);
        await account.update("vpnEndpoint", network.endpointId, { ...own, splitTunnel: false });
        ends(reach(client, name), HOPS.vpnAuthorization);
        const clientVpnEndpointId = network.endpointId;
        const all = "0.0.0.0/0";
        await account.make("vpnAuthorization", {
            clientVpnEndpointId,
            targetNetworkCidr: all,
            authorizeAllGroups: true,
        });
        ends(reach(client, name), HOPS.vpnRoute);
        const targetVpcSubnetId = network.id("vpn subnet 1");
        await account.make("vpnRoute", { clientVpnEndpointId, destinationCidrBlock: all, targetVpcSubnetId });
        await network.remake("vpn egress", { cidrIpv4: all });
        ends(reach(client, name), HOPS.sourceRoute, "has no route to the internet");
        const gatewayId = await account.make("internetGateway", { vpcId: network.id("vpn") });
        const routeTableId = network.id("vpn table 1");
        await account.make("route", { routeTableId, destinationCidrBlock: all, gatewayId });
        expect(reach(client, name).open).to.equal(true);
    });

    it("keeps the clients' own addresses where the endpoint is attached to the gateway", async () => {
        const { account } = network;
        const clientCidr = "10.210.0.0/22";
        const clientVpn = { endpointId: "cvpn-there", clientCidr, targetSubnetIds: [] };
        seedNetwork(account.world, { region: "us-east-1", vpcs: [], clientVpn });
        const there: Source = { kind: "vpnClient", endpointId: "cvpn-there" };
        const end = { clientVpnEndpointId: "cvpn-there" };
        ends(reach(there, "10.0.0.4"), HOPS.vpnAuthorization);
        await account.make("vpnAuthorization", { ...end, targetNetworkCidr: SPOKE, authorizeAllGroups: true });
        ends(reach(there, "10.0.0.4"), HOPS.vpnRoute);
        await account.make("vpnRoute", { ...end, destinationCidrBlock: SPOKE });
        ends(reach(there, "10.0.0.4"), HOPS.returnRoute, `has no route to ${clientCidr}`);
        const routeTableId = network.id("use1-az1 table");
        const back = { routeTableId, destinationCidrBlock: clientCidr, transitGatewayId: "tgw-hub" };
        await account.make("route", back);
        ends(reach(there, "10.0.0.4"), HOPS.securityGroup, clientCidr);
        const rule = { securityGroupId: network.id("group"), ipProtocol: "-1", cidrIpv4: clientCidr };
        await account.make("ingressRule", rule);
        expect(reach(there, "10.0.0.4").open).to.equal(true);
        ends(reach(there, "10.0.7.7"), HOPS.gatewayRoute, "no attached VPC has an interface");
        ends(reach({ kind: "vpnClient", endpointId: "cvpn-none" }, "10.0.0.4"), HOPS.vpnRoute, "does not exist");
    });
});
