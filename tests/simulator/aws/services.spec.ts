import { expect } from "chai";
import { offeredZoneIds, zonesOf } from "../../../simulator/aws/availabilityZones";
import { seedNetwork } from "../../../simulator/aws/seed";
import { secondsOf } from "../../../simulator/latencies";
import type { Props } from "../../../simulator/provider/model";
import { hubNetwork, type HubNetwork } from "../network/hub";
import { Account, refused, SERVICE } from "./account";

describe("what the services refuse", () => {
    let account: Account;
    let vpcId: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.0.0.0/20");
    });

    it("a zone that the endpoint's service does not offer", async () => {
        const offered = await account.subnet(vpcId, "10.0.0.0/24", 1);
        const elsewhere = await account.subnet(vpcId, "10.0.1.0/24", 3);
        const message =
            `InvalidParameter: The VPC endpoint service ${SERVICE} does not support the availability zone of the ` +
            `subnet: ${elsewhere}.`;
        await refused(account.endpoint(vpcId, [offered, elsewhere]), "creating EC2 VPC Endpoint", message);
        const id = await account.endpoint(vpcId, [offered]);
        const inputs = { vpcId, serviceName: SERVICE, vpcEndpointType: "Interface" };
        await refused(account.update("endpoint", id, { ...inputs, subnetIds: [offered, elsewhere] }), message);
    });

    it("no zone of an endpoint's service but one, in the one region with more than four", () => {
        expect(offeredZoneIds("us-east-1")).to.have.members([
            "use1-az1",
            "use1-az2",
            "use1-az4",
            "use1-az5",
            "use1-az6",
        ]);
        for (const region of ["us-west-2", "us-east-2", "eu-central-1"]) {
            expect(offeredZoneIds(region)).to.deep.equal(zonesOf(region).map(({ id }) => id));
        }
    });

    it("arguments of another kind of endpoint", async () => {
        const inputs = { vpcId, serviceName: SERVICE };
        await refused(
            account.make("endpoint", inputs),
            "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]).",
        );
        const subnetIds = [await account.subnet(vpcId, "10.0.0.0/24")];
        await refused(
            account.make("endpoint", { ...inputs, vpcEndpointType: "Gateway", subnetIds }),
            "InvalidParameter: Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
        );
        await refused(
            account.make("endpoint", { ...inputs, vpcEndpointType: "Interface", routeTableIds: ["rtb-1"] }),
            "InvalidParameter: Route table IDs are only supported for Gateway type VPC Endpoint.",
        );
        await refused(
            account.make("endpoint", { vpcId, vpcEndpointType: "Interface" }),
            "MissingParameter: The request must contain the parameter ServiceName",
        );
    });

    it("ports that do not go with the protocol", async () => {
        const securityGroupId = await account.make("securityGroup", { vpcId });
        const rule = (inputs: Props) =>
            account.make("ingressRule", { securityGroupId, cidrIpv4: "10.2.0.0/16", ipProtocol: "tcp", ...inputs });
        const both = (kind: string) =>
            `InvalidParameterValue: Invalid value 'Must specify both from and to ports with ${kind}.' for portRange.`;
        await refused(rule({}), "AuthorizeSecurityGroupIngress", both("TCP/UDP"));
        await refused(rule({ fromPort: 443 }), both("TCP/UDP"));
        await refused(rule({ ipProtocol: "UDP", toPort: 53 }), both("TCP/UDP"));
        await refused(rule({ ipProtocol: "icmp" }), both("ICMP"));
        await refused(
            rule({ fromPort: 443, toPort: 80 }),
            "InvalidParameterValue: Invalid TCP/UDP port range (443:80)",
        );
        await refused(rule({ fromPort: -1, toPort: -1 }), "Invalid TCP/UDP port range (-1:-1)");
        await refused(
            rule({ ipProtocol: "-1", fromPort: 443, toPort: 443 }),
            "InvalidParameterValue: You may not specify all protocols and specific ports. Please specify each " +
                "protocol and port range combination individually, or all protocols and no port range.",
        );
        await rule({ ipProtocol: "icmp", fromPort: -1, toPort: -1 });
        await rule({ ipProtocol: "47" });
        await rule({ ipProtocol: "-1", fromPort: 0, toPort: 0 });
    });

    it("prefix lists, of which there are none", async () => {
        const securityGroupId = await account.make("securityGroup", { vpcId });
        const rule = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId: "pl-1" };
        await refused(
            account.make("ingressRule", rule),
            "InvalidPrefixListID.NotFound: The prefix list ID 'pl-1' does not exist",
        );
    });

    it("a subnet without a network", async () => {
        await refused(
            account.make("subnet", { vpcId }),
            "MissingParameter: Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.",
        );
    });

    it("a hosted zone in a VPC of another region", async () => {
        const zone = { name: "example.org", vpcs: [{ vpcId, vpcRegion: "eu-west-1" }] };
        const message = `InvalidVPCId: The VPC: ${vpcId} in region eu-west-1 does not exist.`;
        await refused(account.make("zone", zone), message);
        const zoneId = await account.make("zone", { name: "example.org", vpcs: [{ vpcId }] });
        const other = await account.vpc("10.1.0.0/20", { region: "eu-west-1" });
        const doing = `associating Route 53 Hosted Zone (${zoneId}) to EC2 VPC (${other})`;
        await refused(account.make("zoneAssociation", { zoneId, vpcId: other }), doing, "InvalidVPCId");
        const id = await account.make("zoneAssociation", { zoneId, vpcId: other, vpcRegion: "eu-west-1" });
        expect(id).to.equal(`${zoneId}:${other}:eu-west-1`);
    });

    it("records that hold what they cannot hold", async () => {
        const zoneId = await account.make("zone", { name: "example.org", vpcs: [{ vpcId }] });
        const record = (inputs: Props) =>
            account.make("record", { zoneId, name: "a", type: "A", ttl: 60, records: ["10.0.0.4"], ...inputs });
        const constraint =
            "at 'changeBatch.changes.1.member.resourceRecordSet.tTL' failed to satisfy constraint: Member must have value";
        await refused(
            record({ ttl: -1 }),
            `InvalidInput: 1 validation error detected: Value '-1' ${constraint} greater than or equal to 0`,
        );
        await refused(record({ ttl: 2 ** 31 }), `${constraint} less than or equal to 2147483647`);
        await refused(
            record({ records: ["10.0.0.4", "vpce.example"] }),
            "InvalidChangeBatch: [Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a " +
                "valid IPv4 address) encountered with 'vpce.example'']",
        );
        await refused(
            record({ type: "CNAME", records: ["one.example", "two.example"] }),
            "InvalidChangeBatch: [RRSet of type CNAME with DNS name a.example.org. is not permitted because it has " +
                "more than one value]",
        );
    });

    it("a change that makes one record stand in another's way", async () => {
        const zoneId = await account.make("zone", { name: "example.org", vpcs: [{ vpcId }] });
        const base = { zoneId, name: "a", ttl: 60 };
        await account.make("record", { ...base, type: "TXT", records: ["text"] });
        const id = await account.make("record", { ...base, type: "A", records: ["10.0.0.4"] });
        await refused(
            account.update("record", id, { ...base, type: "CNAME", records: ["b.example"] }),
            `updating Route53 Record (${id})`,
            "InvalidChangeBatch: [RRSet of type CNAME with DNS name a.example.org. is not permitted because a " +
                "conflicting RRSet of type TXT with the same DNS name already exists in zone example.org.]",
        );
        const changed = await account.update("record", id, { ...base, type: "A", records: ["10.0.0.5"] });
        expect(changed.records).to.deep.equal(["10.0.0.5"]);
    });

    it("tags without number or measure, and those of its own", async () => {
        const tagged = (tags: Record<string, string>) => account.make("vpc", { cidrBlock: "10.9.0.0/20", tags });
        const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, "value"]));
        await refused(tagged(many), "TagLimitExceeded: The maximum number of Tags for a resource has been reached.");
        await refused(
            tagged({ "aws:owner": "me" }),
            "InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use",
        );
        await refused(
            tagged({ ["k".repeat(129)]: "v" }),
            "InvalidParameterValue: Tag key exceeds the maximum length. Maximum length is 128 characters.",
        );
        await refused(
            tagged({ key: "v".repeat(257) }),
            "InvalidParameterValue: Tag value exceeds the maximum length. Maximum length is 256 characters.",
        );
        const inputs = { cidrBlock: "10.0.0.0/20", tags: { "aws:owner": "me" } };
        await refused(account.update("vpc", vpcId, inputs), "reserved for internal use");
        await refused(account.make("zone", { name: "a.org", tags: { "aws:a": "b" } }), "ChangeTagsForResource");
        const rule = { domainName: "a.org", ruleType: "SYSTEM", tags: { "aws:a": "b" } };
        await refused(account.make("resolverRule", rule), "TagResource");
    });

    it("names a security group after its prefix, and keeps that name", async () => {
        const inputs = { vpcId, namePrefix: "clients-" };
        const { id, outputs } = await account.create("securityGroup", inputs);
        expect(outputs.name).to.match(/^clients-[0-9a-f]{26}$/);
        expect(outputs.namePrefix).to.equal("clients-");
        const updated = await account.update("securityGroup", id, { ...inputs, tags: { a: "b" } });
        expect(updated.name).to.equal(outputs.name);
    });
});

describe("what the services refuse behind a Transit Gateway", () => {
    let network: HubNetwork;
    beforeEach(async () => {
        network = await hubNetwork();
    });

    it("a static route that leads to nothing on its own account, or to both", async () => {
        const { account } = network;
        const table = { transitGatewayRouteTableId: "tgw-rtb-spokes", destinationCidrBlock: "10.9.0.0/16" };
        const attachment = { transitGatewayAttachmentId: network.id("attachment") };
        await refused(
            account.make("gatewayRoute", table),
            "creating EC2 Transit Gateway Route (tgw-rtb-spokes_10.9.0.0/16)",
            "MissingParameter: The request must contain the parameter TransitGatewayAttachmentId",
        );
        await refused(
            account.make("gatewayRoute", { ...table, ...attachment, blackhole: true }),
            "InvalidParameterCombination: The parameter TransitGatewayAttachmentId cannot be used with the parameter",
        );
        const nowhere = await account.make("gatewayRoute", { ...table, blackhole: true });
        expect(nowhere).to.equal("tgw-rtb-spokes_10.9.0.0/16");
    });

    it("a Client VPN route without a subnet, unless the endpoint hangs on the gateway", async () => {
        const { account } = network;
        const hub = { region: "us-east-1", vpcs: [] };
        const client = { clientCidr: "10.200.0.0/22", targetSubnetIds: [] };
        seedNetwork(account.world, { ...hub, clientVpn: { ...client, endpointId: "cvpn-vpc", vpcId: "vpc-runner" } });
        seedNetwork(account.world, { ...hub, clientVpn: { ...client, endpointId: "cvpn-tgw" } });
        const add = (clientVpnEndpointId: string) =>
            account.make("vpnRoute", { clientVpnEndpointId, destinationCidrBlock: "10.0.0.0/20" });
        await refused(add("cvpn-vpc"), "MissingParameter: The request must contain the parameter TargetVpcSubnetId");
        await add("cvpn-tgw");
        await refused(add("cvpn-tgw"), "InvalidClientVpnDuplicateRoute: Route already exists");
    });

    it("an object beside the one that it replaces, until that is gone", async () => {
        const fixed = {
            "use1-az1 association": "Resource.AlreadyAssociated",
            "use1-az1 route": "RouteAlreadyExists",
            "runner rule": "InvalidPermission.Duplicate",
            wildcard: "InvalidChangeBatch",
            "zone association": "ConflictingDomainExists",
            association: "Resource.AlreadyAssociated",
            propagation: "TransitGatewayRouteTablePropagation.Duplicate",
            attachment: "DuplicateTransitGatewayAttachment",
        };
        for (const [name, code] of Object.entries(fixed)) {
            await refused(network.again(name), `${code}: `);
            const former = network.id(name);
            await network.drop(name);
            await network.again(name);
            expect(network.account.world.data.aws, former).to.have.property(network.id(name));
        }
    });

    it("takes the time of Client VPN objects", async () => {
        const { account } = network;
        const clientVpn = { endpointId: "cvpn-1", clientCidr: "10.200.0.0/22", vpcId: "vpc-runner" };
        const targetSubnetIds = ["subnet-target"];
        seedNetwork(account.world, { region: "us-east-1", vpcs: [], clientVpn: { ...clientVpn, targetSubnetIds } });
        const base = { clientVpnEndpointId: "cvpn-1" };
        account.waits.length = 0;
        const route = { ...base, destinationCidrBlock: "10.0.0.0/20", targetVpcSubnetId: "subnet-target" };
        const id = await account.make("vpnRoute", route);
        await account.make("vpnAuthorization", { ...base, targetNetworkCidr: "10.0.0.0/20", authorizeAllGroups: true });
        await account.drop("vpnRoute", id);
        const [made, allowed] = [secondsOf("clientVpnRoute", "cloud"), secondsOf("clientVpnAuthorization", "cloud")];
        expect(account.waits).to.deep.equal([made, allowed, made / 4]);
        expect([made, allowed]).to.deep.equal([60, 30]);
    });
});
