import { expect } from "chai";
import { isFree } from "../../../simulator/aws/interfaces";
import { Account, refused } from "./account";

describe("ways to the internet, and DHCP options", () => {
    let account: Account;
    let vpcId: string;
    let subnetId: string;
    beforeEach(async () => {
        account = new Account();
        vpcId = await account.vpc("10.2.0.0/20");
        subnetId = await account.subnet(vpcId, "10.2.0.0/24");
    });

    it("attaches one Internet Gateway to a VPC, and keeps it while addresses are mapped", async () => {
        const gateway = await account.make("internetGateway", { vpcId });
        await refused(
            account.make("internetGateway", { vpcId }),
            `InvalidParameterValue: Network ${vpcId} already has an internet gateway attached`,
        );
        await refused(account.make("internetGateway", { vpcId: "vpc-none" }), "InvalidVpcID.NotFound");
        const allocationId = await account.make("elasticIp", {});
        const nat = await account.make("natGateway", { subnetId, allocationId });
        const mapped = `DependencyViolation: Network ${vpcId} has some mapped public address(es).`;
        await refused(account.drop("internetGateway", gateway), mapped);
        await refused(account.update("internetGateway", gateway, { vpcId: await account.vpc("10.9.0.0/20") }), mapped);
        await account.drop("natGateway", nat);
        await refused(account.drop("vpc", vpcId), "DependencyViolation");
        await account.drop("internetGateway", gateway);
        await account.drop("subnet", subnetId);
        await account.drop("vpc", vpcId);
    });

    it("makes a NAT Gateway with an address of its own, behind an Internet Gateway", async () => {
        const [allocationId, other] = [await account.make("elasticIp", {}), await account.make("elasticIp", {})];
        const nat = (inputs: Record<string, unknown>) => account.make("natGateway", { subnetId, ...inputs });
        await refused(nat({ allocationId }), `Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`);
        await account.make("internetGateway", { vpcId });
        await refused(nat({}), "MissingParameter", "AllocationId");
        await refused(nat({ allocationId, subnetId: undefined }), "MissingParameter", "SubnetId");
        await refused(nat({ allocationId, connectivityType: "private" }), "InvalidParameterCombination");
        const missing = "The allocation ID 'eipalloc-none' does not exist";
        await refused(nat({ allocationId: "eipalloc-none" }), `InvalidAllocationID.NotFound: ${missing}`);
        const id = await nat({ allocationId });
        await refused(nat({ allocationId }), `Elastic IP address [${allocationId}] is already associated`);
        const address = await account.read("elasticIp", allocationId);
        expect(account.props(id)).to.include({ publicIp: address?.publicIp, privateIp: address?.privateIp, vpcId });
        await refused(account.drop("elasticIp", allocationId), "InvalidIPAddress.InUse: Address", "is in use.");
        await refused(account.drop("subnet", subnetId), "DependencyViolation");
        await account.drop("elasticIp", other);
    });

    it("leads routes through gateways that exist, of the table's VPC", async () => {
        const routeTableId = await account.make("routeTable", { vpcId });
        const route = (target: Record<string, unknown>) =>
            account.make("route", { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...target });
        await refused(
            route({ gatewayId: "igw-none" }),
            "InvalidGatewayID.NotFound: The gateway ID 'igw-none' does not exist",
        );
        await refused(
            route({ natGatewayId: "nat-none" }),
            "InvalidNatGatewayID.NotFound: The natGateway ID 'nat-none' does not exist",
        );
        const elsewhere = await account.make("internetGateway", { vpcId: await account.vpc("10.9.0.0/20") });
        await refused(route({ gatewayId: elsewhere }), `${elsewhere} belong to different networks`);
        const gatewayId = await account.make("internetGateway", { vpcId });
        const id = await route({ gatewayId });
        expect(await account.read("route", id)).to.include({ state: "active" });
        await account.drop("internetGateway", gatewayId);
        expect(await account.read("route", id)).to.include({ state: "blackhole" });
        await account.drop("route", id);
        const natGatewayId = await account.make("natGateway", { subnetId, connectivityType: "private" });
        const through = await route({ natGatewayId });
        expect(await account.read("route", through)).to.include({ state: "active" });
        await account.drop("natGateway", natGatewayId);
        expect(await account.read("route", through)).to.include({ state: "blackhole" });
    });

    it("gives every interface of a subnet an address of its own", async () => {
        const first = await account.make("natGateway", { subnetId, connectivityType: "private" });
        const second = await account.make("natGateway", { subnetId, connectivityType: "private" });
        expect([first, second].map((id) => account.props(id).privateIp)).to.deep.equal(["10.2.0.4", "10.2.0.5"]);
        const subnet = account.world.data.aws[subnetId];
        const free = (address: string) => subnet !== undefined && isFree(account.world, subnet, address);
        expect(["10.2.0.3", "10.2.0.4", "10.2.0.6", "10.2.1.6"].map(free)).to.deep.equal([false, false, true, false]);
    });

    it("keeps DHCP options for VPCs, which get the default ones back", async () => {
        await refused(account.make("dhcpOptions", {}), "MissingParameter", "dhcpConfiguration");
        const domainNameServers = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"];
        await refused(account.make("dhcpOptions", { domainNameServers }), "at most 4 DNS servers");
        const dhcpOptionsId = await account.make("dhcpOptions", { domainNameServers: ["AmazonProvidedDNS"] });
        const bind = (id: string) => account.make("dhcpAssociation", { dhcpOptionsId: id, vpcId });
        await refused(bind("dopt-none"), "InvalidDhcpOptionID.NotFound: The dhcpOption ID 'dopt-none' does not exist");
        const association = await bind(dhcpOptionsId);
        expect(account.props(vpcId).dhcpOptionsId).to.equal(dhcpOptionsId);
        await account.drop("dhcpAssociation", association);
        expect(account.props(vpcId).dhcpOptionsId).to.equal("default");
        await bind(dhcpOptionsId);
        await account.drop("dhcpOptions", dhcpOptionsId);
        expect(account.props(vpcId).dhcpOptionsId).to.equal("default");
    });
});
