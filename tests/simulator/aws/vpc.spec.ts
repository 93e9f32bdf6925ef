import { expect } from "chai";
import { zonesOf } from "../../../simulator/aws/availabilityZones";
import { UNKNOWN } from "../../../simulator/provider/model";
import { Account, refused } from "./account";

describe("VPCs, subnets and route tables", () => {
    let account: Account;
    beforeEach(() => {
        account = new Account();
    });

    it("gives a VPC its companions and the provider's defaults", async () => {
        const { id, outputs } = await account.create("vpc", { cidrBlock: "10.0.0.0/20", tags: { Name: "core" } });
        expect(outputs).to.include({ enableDnsSupport: true, enableDnsHostnames: false, region: "us-east-1" });
        expect(outputs.mainRouteTableId).to.match(/^rtb-0[0-9a-f]{16}$/);
        expect(outputs.ownerId).to.match(/^\d{12}$/);
        expect(outputs.arn).to.equal(`arn:aws:ec2:us-east-1:${String(outputs.ownerId)}:vpc/${id}`);
        expect(outputs.tagsAll).to.deep.equal({ Name: "core" });
        expect(await account.read("vpc", id)).to.deep.equal(outputs);
    });

    it("keeps what the service decided when a VPC is updated", async () => {
        const { id, outputs } = await account.create("vpc", { cidrBlock: "10.0.0.0/20", tags: { a: "1" } });
        const inputs = { cidrBlock: "10.0.0.0/20", enableDnsHostnames: true };
        const updated = await account.update("vpc", id, inputs, outputs);
        expect(updated).to.include({ mainRouteTableId: outputs.mainRouteTableId, enableDnsHostnames: true });
        expect(updated.tagsAll).to.deep.equal({});
        expect(updated).not.to.have.property("tags");
    });

    it("waits as long as the service takes, and less for updates and deletes", async () => {
        const id = await account.vpc("10.0.0.0/20");
        await account.update("vpc", id, { cidrBlock: "10.0.0.0/20" });
        await account.drop("vpc", id);
        expect(account.waits).to.deep.equal([12, 1, 3]);
        expect(await account.read("vpc", id)).to.equal(undefined);
        await account.drop("vpc", id);
        expect(Object.keys(account.world.data.aws)).to.deep.equal([]);
    });

    it("checks addresses before the service is asked, unknown ones later", () => {
        const check = (kind: "vpc" | "subnet" | "route", inputs: Record<string, unknown>) => () => {
            account.model(kind).check?.(inputs);
        };
        expect(check("vpc", { cidrBlock: "10.0.0.1/16" })).to.throw(
            '"10.0.0.1/16" is not a valid CIDR block; did you mean "10.0.0.0/16"?',
        );
        expect(check("vpc", { cidrBlock: "10.0.0.0" })).to.throw('"10.0.0.0" is not a valid CIDR block');
        expect(check("vpc", { cidrBlock: "10.0.0.0/8" })).to.throw("between 16 and 28 significant bits, got: 8");
        expect(check("vpc", { cidrBlock: UNKNOWN })).not.to.throw();
        expect(
            check("subnet", { vpcId: "vpc-1", availabilityZone: "us-east-1a", availabilityZoneId: "use1-az1" }),
        ).to.throw('"availability_zone": conflicts with availability_zone_id');
        expect(check("route", { routeTableId: "rtb-1", destinationCidrBlock: "10.0.0.0/16" })).to.throw(
            "must be specified",
        );
    });

    it("refuses VPC sizes that do not exist", async () => {
        const { context } = account;
        await refused(
            account.model("vpc").create(context, { cidrBlock: "10.0.0.0/15" }),
            "creating EC2 VPC: operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: ",
            "api error InvalidVpc.Range: The CIDR '10.0.0.0/15' is invalid.",
        );
        await refused(account.model("vpc").create(context, {}), "MissingParameter: Either 'cidrBlock'");
    });

    it("refuses to delete a VPC that still holds something", async () => {
        const vpcId = await account.vpc("10.0.0.0/20");
        const inside = [
            ["subnet", await account.subnet(vpcId, "10.0.0.0/24")],
            ["securityGroup", await account.make("securityGroup", { vpcId })],
            ["routeTable", await account.make("routeTable", { vpcId })],
        ] as const;
        for (const [kind, id] of inside) {
            const message = `DependencyViolation: The vpc '${vpcId}' has dependencies and cannot be deleted.`;
            await refused(account.drop("vpc", vpcId), `deleting EC2 VPC (${vpcId})`, message);
            await account.drop(kind, id);
        }
        await account.drop("vpc", vpcId);
        expect(account.world.data.aws).to.deep.equal({});
    });

    it("places subnets by zone id, whose names are out of step", async () => {
        const vpcId = await account.vpc("10.0.0.0/20");
        const props = account.props(await account.subnet(vpcId, "10.0.0.0/24", 1));
        expect(props).to.include({ availabilityZoneId: "use1-az1", availabilityZone: "us-east-1c" });
        const inputs = { vpcId, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1a" };
        expect(account.props(await account.make("subnet", inputs))).to.include({ availabilityZoneId: "use1-az2" });
        const first = await account.make("subnet", { vpcId, cidrBlock: "10.0.2.0/24" });
        expect(account.props(first)).to.include({ availabilityZone: "us-east-1a" });
    });

    it("knows at least three zones where Confluent offers Enterprise clusters, none of them in step", () => {
        for (const region of ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2"]) {
            const zones = zonesOf(region);
            expect(zones.length, region).to.be.at.least(3);
            expect(zones.map(({ name }) => name)).to.deep.equal(zones.map(({ name }) => name).sort());
            expect(zones[0]?.id, region).not.to.match(/-az1$/);
        }
        expect(zonesOf("moon-1")).to.deep.equal([]);
    });

    it("refuses subnets in the wrong place", async () => {
        const vpcId = await account.vpc("10.0.0.0/20");
        await account.subnet(vpcId, "10.0.0.0/24");
        await refused(
            account.subnet("vpc-none", "10.0.1.0/24"),
            "creating EC2 Subnet",
            "InvalidVpcID.NotFound: The vpc ID 'vpc-none' does not exist",
        );
        await refused(account.subnet(vpcId, "10.1.0.0/24"), "InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.");
        await refused(account.subnet(vpcId, "10.0.1.0/29"), "InvalidSubnet.Range: The CIDR '10.0.1.0/29' is invalid.");
        await refused(
            account.subnet(vpcId, "10.0.0.128/25"),
            "InvalidSubnet.Conflict: The CIDR '10.0.0.128/25' conflicts with another subnet",
        );
        await refused(
            account.subnet(vpcId, "10.0.1.0/24", 9),
            "InvalidParameterValue: Value (use1-az9) for parameter availabilityZoneId is invalid. " +
                "Subnets can currently only be created in the following availability zones: us-east-1a, us-east-1b",
        );
        const named = { vpcId, cidrBlock: "10.0.1.0/24", availabilityZone: "use1-az1" };
        await refused(account.make("subnet", named), "Value (use1-az1) for parameter availabilityZone is invalid.");
    });

    it("refuses to delete a subnet that an endpoint or an attachment uses", async () => {
        const vpcId = await account.vpc("10.0.0.0/20");
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        const endpointId = await account.endpoint(vpcId, [subnetId]);
        const message = `DependencyViolation: The subnet '${subnetId}' has dependencies and cannot be deleted.`;
        await refused(account.drop("subnet", subnetId), message);
        await account.drop("endpoint", endpointId);
        await account.drop("subnet", subnetId);
        expect(await account.read("subnet", subnetId)).to.equal(undefined);
    });

    it("associates one table with a subnet, and lets the table go with its associations", async () => {
        const [vpcId, other] = [await account.vpc("10.0.0.0/20"), await account.vpc("10.1.0.0/20")];
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        const routeTableId = await account.make("routeTable", { vpcId });
        const second = await account.make("routeTable", { vpcId });
        const foreign = await account.make("routeTable", { vpcId: other });
        const associate = (table: string, subnet = subnetId) =>
            account.make("routeTableAssociation", { routeTableId: table, subnetId: subnet });
        await refused(
            associate("rtb-none"),
            "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-none' does not exist",
        );
        await refused(
            associate(routeTableId, "subnet-none"),
            "InvalidSubnetID.NotFound: The subnet ID 'subnet-none' does not exist",
        );
        await refused(associate(foreign), "belong to different networks");
        const id = await associate(routeTableId);
        const conflict = `the specified association for route table ${second} conflicts with an existing association`;
        await refused(associate(second), `Resource.AlreadyAssociated: ${conflict}`);
        await account.update("routeTableAssociation", id, { routeTableId: second, subnetId });
        expect(account.props(id)).to.include({ routeTableId: second });
        await refused(
            account.update("routeTableAssociation", id, { routeTableId: "rtb-none", subnetId }),
            "InvalidRouteTableID.NotFound",
        );
        await account.drop("routeTable", second);
        expect(await account.read("routeTableAssociation", id)).to.equal(undefined);
    });

    it("takes the associations of a subnet along", async () => {
        const vpcId = await account.vpc("10.0.0.0/20");
        const subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        const routeTableId = await account.make("routeTable", { vpcId });
        const id = await account.make("routeTableAssociation", { routeTableId, subnetId });
        await account.drop("subnet", subnetId);
        expect(await account.read("routeTableAssociation", id)).to.equal(undefined);
    });

    it("has no inline routes and rules", () => {
        expect(() => account.model("routeTable").check?.({ vpcId: "vpc-1", routes: [] })).to.throw("use aws.ec2.Route");
        expect(() => account.model("securityGroup").check?.({ ingress: [] })).to.throw(
            "use aws.vpc.SecurityGroupIngressRule",
        );
    });

    it("lists what leaves a group, rule by rule, and nothing where there is none", async () => {
        const securityGroupId = await account.make("securityGroup", { vpcId: await account.vpc("10.0.0.0/20") });
        expect(await account.read("securityGroup", securityGroupId)).to.deep.include({ egress: [] });
        const inputs = { securityGroupId, ipProtocol: "udp", fromPort: 53, toPort: 53, cidrIpv4: "10.255.0.0/24" };
        const id = await account.make("egressRule", inputs);
        await refused(
            account.make("egressRule", inputs),
            "AuthorizeSecurityGroupEgress",
            "InvalidPermission.Duplicate",
        );
        await account.make("ingressRule", inputs);
        const group = await account.read("securityGroup", securityGroupId);
        const [rule, ...others] = group?.egress as { cidrBlocks: string[]; fromPort: number }[];
        expect(rule).to.deep.include({ cidrBlocks: ["10.255.0.0/24"], fromPort: 53 });
        expect(others).to.deep.equal([]);
        await account.drop("securityGroup", securityGroupId);
        expect(account.world.data.aws).not.to.have.property(id);
    });

    it("replaces where the provider cannot change in place", () => {
        expect(account.model("subnet").replaceOn).to.include.members(["vpcId", "cidrBlock", "availabilityZoneId"]);
        expect(account.model("vpc").replaceOn).to.include.members(["cidrBlock", "region"]);
        expect(account.model("route").replaceOn).to.include.members(["routeTableId", "destinationCidrBlock"]);
        expect(account.model("endpoint").replaceOn).to.include.members(["vpcId", "serviceName", "vpcEndpointType"]);
        expect(account.model("attachment").replaceOn).to.include.members(["vpcId", "transitGatewayId"]);
        expect(account.model("ingressRule").replaceOn).not.to.include("cidrIpv4");
        expect(account.model("zone").replaceOn).to.deep.equal(["name", "delegationSetId"]);
        expect(account.model("record").replaceOn).to.deep.equal(["name", "zoneId"]);
    });
});
