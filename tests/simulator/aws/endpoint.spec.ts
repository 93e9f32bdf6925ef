import { expect } from "chai";
import type { Props } from "../../../simulator/provider/model";
import { Account, refused, SERVICE } from "./account";

describe("security groups and endpoints", () => {
    let account: Account;
    let vpcId: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.0.0.0/20");
    });

    const rule = (securityGroupId: string, inputs: Props = {}): Props => ({
        securityGroupId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.2.0.0/16",
        ...inputs,
    });

    const referring = (securityGroupId: string, referencedSecurityGroupId: string): Props => ({
        securityGroupId,
        referencedSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
    });

    it("names a security group that has no name, and refuses one name twice", async () => {
        const { outputs } = await account.create("securityGroup", { vpcId });
        expect(outputs.name).to.match(/^securityGroup-[0-9a-f]{7}$/);
        expect(outputs.description).to.equal("Managed by Pulumi");
        const message = `InvalidGroup.Duplicate: The security group 'broker' already exists for VPC '${vpcId}'`;
        await account.make("securityGroup", { vpcId, name: "broker" });
        await refused(account.make("securityGroup", { vpcId, name: "broker" }), message);
        await refused(account.make("securityGroup", { vpcId: "vpc-none" }), "InvalidVpcID.NotFound");
        await refused(account.make("securityGroup", {}), "VPCIdNotSpecified: No default VPC for this user");
    });

    it("keeps the generated name over an update", async () => {
        const { id, outputs } = await account.create("securityGroup", { vpcId });
        const updated = await account.update("securityGroup", id, { vpcId, tags: { a: "b" } });
        expect(updated.name).to.equal(outputs.name);
    });

    it("shows rules on their group and takes them along", async () => {
        const groupId = await account.make("securityGroup", { vpcId });
        const id = await account.make("ingressRule", rule(groupId));
        const shown = (await account.read("securityGroup", groupId))?.ingress as Props[];
        expect(shown).to.have.length(1);
        expect(shown[0]).to.deep.include({ cidrBlocks: ["10.2.0.0/16"], fromPort: 443, protocol: "tcp" });
        await account.drop("securityGroup", groupId);
        expect(await account.read("ingressRule", id)).to.equal(undefined);
    });

    it("refuses a rule that is there already, also by an update", async () => {
        const groupId = await account.make("securityGroup", { vpcId });
        await account.make("ingressRule", rule(groupId));
        const other = await account.make("ingressRule", rule(groupId, { cidrIpv4: "10.3.0.0/16" }));
        const duplicate =
            'InvalidPermission.Duplicate: the specified rule "peer: 10.2.0.0/16, TCP, from port: 443, to port: 443, ' +
            'ALLOW" already exists';
        await refused(account.make("ingressRule", rule(groupId)), duplicate);
        await refused(account.update("ingressRule", other, rule(groupId)), duplicate);
        await account.update("ingressRule", other, rule(groupId, { cidrIpv4: "10.4.0.0/16" }));
        expect(account.props(other)).to.include({ cidrIpv4: "10.4.0.0/16", securityGroupRuleId: other });
        const all = { securityGroupId: groupId, ipProtocol: "-1", cidrIpv4: "10.5.0.0/16" };
        await account.make("ingressRule", all);
        await refused(account.make("ingressRule", all), 'rule "peer: 10.5.0.0/16, ALL, ALLOW"');
    });

    it("refuses rules that are wrong on their own or name unknown groups", async () => {
        const groupId = await account.make("securityGroup", { vpcId });
        const check = (inputs: Props) => () => {
            account.model("ingressRule").check?.(inputs);
        };
        expect(check(rule(groupId, { prefixListId: "pl-1" }))).to.throw("only one of");
        expect(check({ securityGroupId: groupId, ipProtocol: "tcp" })).to.throw("one of `cidr_ipv4");
        expect(check(rule(groupId, { cidrIpv4: "10.2.0.1/16" }))).to.throw("did you mean");
        const missing = "InvalidGroup.NotFound: The security group 'sg-none' does not exist";
        await refused(account.make("ingressRule", rule("sg-none")), missing);
        await refused(account.make("ingressRule", referring(groupId, "sg-none")), missing);
    });

    it("refuses to delete a group that is in use", async () => {
        const [groupId, other] = [
            await account.make("securityGroup", { vpcId }),
            await account.make("securityGroup", { vpcId }),
        ];
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        const endpointId = await account.endpoint(vpcId, [subnetId], { securityGroupIds: [groupId] });
        const message = `DependencyViolation: resource ${groupId} has a dependent object`;
        await refused(account.drop("securityGroup", groupId), `deleting Security Group (${groupId})`, message);
        await account.drop("endpoint", endpointId);
        const ruleId = await account.make("ingressRule", referring(other, groupId));
        await refused(account.drop("securityGroup", groupId), message);
        await account.drop("ingressRule", ruleId);
        await account.drop("securityGroup", groupId);
        expect(await account.read("securityGroup", groupId)).to.equal(undefined);
    });

    it("makes an endpoint with one interface and one zonal name per subnet, the regional name not first", async () => {
        const subnetIds = [
            await account.subnet(vpcId, "10.0.0.0/24", 1),
            await account.subnet(vpcId, "10.0.1.0/24", 2),
        ];
        const inputs = { vpcId, subnetIds, serviceName: SERVICE, vpcEndpointType: "Interface" };
        const { id, outputs } = await account.create("endpoint", inputs);
        expect(outputs.state).to.equal("pendingAcceptance");
        expect(outputs.networkInterfaceIds).to.have.length(2);
        expect(outputs.subnetConfigurations).to.deep.equal([
            { subnetId: subnetIds[0], ipv4: "10.0.0.4" },
            { subnetId: subnetIds[1], ipv4: "10.0.1.4" },
        ]);
        const names = (outputs.dnsEntries as Props[]).map(({ dnsName }) => String(dnsName));
        const end = "\\.vpce-svc-0a1b2c3d4e5f60718\\.us-east-1\\.vpce\\.amazonaws\\.com$";
        expect(names[0]).to.match(new RegExp(`^${id}-[0-9a-f]{8}-us-east-1c${end}`));
        expect(names[1]).to.match(new RegExp(`^${id}-[0-9a-f]{8}-us-east-1a${end}`));
        expect(names[2]).to.match(new RegExp(`^${id}-[0-9a-f]{8}${end}`));
        expect(outputs).to.include.all.keys(...account.model("endpoint").computed);
        expect(outputs.securityGroupIds).to.deep.equal([account.props(vpcId).defaultSecurityGroupId]);
        expect(await account.read("endpoint", id)).to.deep.equal(outputs);
    });

    it("keeps interfaces and state when a subnet is added or taken away", async () => {
        const subnetIds = [
            await account.subnet(vpcId, "10.0.0.0/24", 1),
            await account.subnet(vpcId, "10.0.1.0/24", 2),
        ];
        const id = await account.endpoint(vpcId, subnetIds.slice(0, 1));
        account.props(id).state = "available";
        const [first] = account.props(id).networkInterfaceIds as string[];
        const inputs = { vpcId, serviceName: SERVICE, vpcEndpointType: "Interface" };
        const grown = await account.update("endpoint", id, { ...inputs, subnetIds });
        expect(grown.networkInterfaceIds).to.have.length(2).and.include(first);
        expect(grown.state).to.equal("available");
        const shrunk = await account.update("endpoint", id, { ...inputs, subnetIds: subnetIds.slice(0, 1) });
        expect(shrunk.networkInterfaceIds).to.deep.equal([first]);
        expect(shrunk.dnsEntries).to.have.length(2);
    });

    it("gives two endpoints in one subnet two addresses", async () => {
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        await account.endpoint(vpcId, [subnetId]);
        const second = await account.endpoint(vpcId, [subnetId]);
        expect(account.props(second).subnetConfigurations).to.deep.equal([{ subnetId, ipv4: "10.0.0.5" }]);
    });

    it("runs out of addresses", async () => {
        const subnetId = await account.subnet(vpcId, "10.0.0.0/28");
        for (let count = 0; count < 11; count += 1) {
            await account.endpoint(vpcId, [subnetId]);
        }
        await refused(account.endpoint(vpcId, [subnetId]), "InsufficientFreeAddressesInSubnet: The subnet");
    });

    it("refuses what the service does not offer", async () => {
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        const unknown = "com.amazonaws.vpce.us-east-1.vpce-svc-0ffffffffffffffff";
        await refused(
            account.endpoint(vpcId, [subnetId], { serviceName: unknown }),
            `InvalidServiceName: The Vpc Endpoint Service '${unknown}' does not exist`,
        );
        await refused(account.endpoint(vpcId, [subnetId], { serviceRegion: "eu-west-1" }), "InvalidServiceName");
        await refused(
            account.endpoint(vpcId, [subnetId], { vpcEndpointType: "Gateway" }),
            "InvalidParameter: Subnet IDs are only supported for Interface",
        );
        await refused(
            account.endpoint(vpcId, [subnetId], { privateDnsEnabled: true }),
            `Private DNS can't be enabled because the service ${SERVICE} does not provide a private DNS name.`,
        );
        await refused(account.endpoint("vpc-none", [subnetId]), "InvalidVpcID.NotFound");
    });

    it("refuses subnets and groups of other VPCs, unknown ones, and two subnets of one zone", async () => {
        const other = await account.vpc("10.1.0.0/20");
        const [own, same] = [await account.subnet(vpcId, "10.0.0.0/24"), await account.subnet(vpcId, "10.0.1.0/24")];
        const foreign = await account.subnet(other, "10.1.0.0/24", 2);
        const group = await account.make("securityGroup", { vpcId: other });
        const duplicate = `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${same}`;
        await refused(account.endpoint(vpcId, [own, same]), duplicate);
        await refused(account.endpoint(vpcId, [foreign]), "belong to different networks");
        await refused(account.endpoint(vpcId, [own], { securityGroupIds: [group] }), "belong to different networks");
        await refused(account.endpoint(vpcId, ["subnet-none"]), "InvalidSubnetID.NotFound");
        await refused(account.endpoint(vpcId, [own], { securityGroupIds: ["sg-none"] }), "InvalidGroup.NotFound");
        const id = await account.endpoint(vpcId, [own]);
        const inputs = { vpcId, serviceName: SERVICE, vpcEndpointType: "Interface", subnetIds: [own, same] };
        await refused(account.update("endpoint", id, inputs), "updating EC2 VPC Endpoint", duplicate);
    });
});
