import { expect } from "chai";
import { seedNetwork, type Hub } from "../../../simulator/aws/seed";
import { gatewayRoutesOf } from "../../../simulator/aws/transitGateway";
import { Account, refused } from "./account";

const HUB: Hub = {
    region: "us-east-1",
    transitGateway: {
        id: "tgw-hub",
        associationRouteTableId: "tgw-rtb-spokes",
        propagationRouteTableIds: ["tgw-rtb-hub"],
    },
    vpcs: [{ role: "runner", vpcId: "vpc-runner", cidr: "10.2.0.0/16", routeTableIds: ["rtb-a", "rtb-b"] }],
    clientVpn: {
        endpointId: "cvpn-endpoint-1",
        clientCidr: "10.200.0.0/22",
        vpcId: "vpc-runner",
        targetSubnetIds: ["subnet-target"],
    },
};

describe("Transit Gateway, routes and Client VPN", () => {
    let account: Account;
    let vpcId: string;
    let subnetId: string;
    let routeTableId: string;
    beforeEach(async () => {
        account = new Account();
        seedNetwork(account.world, HUB);
        vpcId = await account.vpc("10.0.0.0/20");
        subnetId = await account.subnet(vpcId, "10.0.0.0/24");
        routeTableId = await account.make("routeTable", { vpcId });
    });

    const attach = (inputs: Record<string, unknown> = {}) =>
        account.make("attachment", { vpcId, transitGatewayId: "tgw-hub", subnetIds: [subnetId], ...inputs });
    const route = (inputs: Record<string, unknown> = {}) =>
        account.make("route", {
            routeTableId,
            destinationCidrBlock: "10.2.0.0/16",
            transitGatewayId: "tgw-hub",
            ...inputs,
        });

    it("attaches a VPC once, with one subnet per zone", async () => {
        const same = await account.subnet(vpcId, "10.0.1.0/24");
        const missing = "Transit Gateway tgw-none was deleted or does not exist.";
        await refused(attach({ transitGatewayId: "tgw-none" }), `InvalidTransitGatewayID.NotFound: ${missing}`);
        await refused(attach({ vpcId: "vpc-none" }), "InvalidVpcID.NotFound");
        await refused(attach({ subnetIds: [subnetId, same] }), "DuplicateSubnetsInSameZone: Duplicate Subnets");
        await refused(attach({ subnetIds: ["subnet-runner"] }), "InvalidParameterValue: Subnet subnet-runner");
        const id = await attach();
        await refused(
            attach(),
            "creating EC2 Transit Gateway VPC Attachment: operation error EC2: CreateTransitGatewayVpcAttachment",
            "DuplicateTransitGatewayAttachment: tgw-hub has non-deleted Transit Gateway Attachments with same VPC ID.",
        );
        await refused(
            account.update("attachment", id, { vpcId, transitGatewayId: "tgw-hub", subnetIds: [subnetId, same] }),
            "DuplicateSubnetsInSameZone",
        );
        await refused(account.drop("subnet", subnetId), "DependencyViolation");
        await account.drop("attachment", id);
        await attach();
    });

    it("needs the attachment before a route, and the gateway's id in it", async () => {
        const missing = (id: string) =>
            `InvalidTransitGatewayID.NotFound: The transitGateway ID '${id}' does not exist`;
        await refused(
            route(),
            `creating Route in Route Table (${routeTableId}) with destination (10.2.0.0/16)`,
            missing("tgw-hub"),
        );
        const attachmentId = await attach();
        await refused(route({ transitGatewayId: attachmentId }), missing(attachmentId));
        const id = await route();
        await refused(
            account.update("route", id, {
                routeTableId,
                destinationCidrBlock: "10.2.0.0/16",
                transitGatewayId: "tgw-none",
            }),
            `updating Route in Route Table (${routeTableId})`,
            missing("tgw-none"),
        );
        expect((await account.read("route", id))?.state).to.equal("active");
        await account.drop("attachment", attachmentId);
        expect((await account.read("route", id))?.state).to.equal("blackhole");
    });

    it("refuses a route that is there, that is local, or whose table is not there", async () => {
        await attach();
        await route();
        await refused(route(), "RouteAlreadyExists: The route identified by 10.2.0.0/16 already exists.");
        await refused(
            route({ destinationCidrBlock: "10.0.1.0/24" }),
            "InvalidParameterValue: The destination CIDR block 10.0.1.0/24 is equal to or more specific than one of " +
                "this VPC's CIDR blocks. This route can target only an interface or an instance.",
        );
        await refused(
            route({ routeTableId: "rtb-none" }),
            "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-none' does not exist",
        );
        const shown = await account.read("routeTable", routeTableId);
        expect(shown?.routes).to.deep.equal([{ cidrBlock: "10.2.0.0/16", transitGatewayId: "tgw-hub" }]);
    });

    it("takes routes into main tables, which go with their VPC", async () => {
        const attachmentId = await attach();
        const main = String(account.props(vpcId).mainRouteTableId);
        await route({ routeTableId: main });
        await account.drop("attachment", attachmentId);
        await account.drop("subnet", subnetId);
        await account.drop("routeTable", routeTableId);
        await account.drop("vpc", vpcId);
        expect(Object.values(account.world.data.aws).every(({ existing }) => existing === true)).to.equal(true);
    });

    it("associates an attachment with one table, unless told to replace", async () => {
        const transitGatewayAttachmentId = await attach();
        const associate = (transitGatewayRouteTableId: string, inputs = {}) =>
            account.make("gatewayAssociation", { transitGatewayAttachmentId, transitGatewayRouteTableId, ...inputs });
        await refused(
            associate("tgw-rtb-none"),
            "InvalidRouteTableID.NotFound: Transit Gateway Route Table tgw-rtb-none was deleted or does not exist.",
        );
        await refused(
            associate("tgw-rtb-hub", { transitGatewayAttachmentId: "tgw-attach-none" }),
            "InvalidTransitGatewayAttachmentID.NotFound: Transit Gateway Attachment tgw-attach-none was deleted",
        );
        const first = await associate("tgw-rtb-hub");
        expect(account.props(first)).to.include({ resourceId: vpcId, resourceType: "vpc" });
        await refused(
            associate("tgw-rtb-spokes"),
            `Resource.AlreadyAssociated: Transit Gateway Attachment ${transitGatewayAttachmentId} is already ` +
                "associated to a route table.",
        );
        await associate("tgw-rtb-spokes", { replaceExistingAssociation: true });
        expect(await account.read("gatewayAssociation", first)).to.equal(undefined);
    });

    it("propagates once per table, and never an overlapping CIDR", async () => {
        const propagate = (transitGatewayAttachmentId: string) =>
            account.make("gatewayPropagation", {
                transitGatewayAttachmentId,
                transitGatewayRouteTableId: "tgw-rtb-hub",
            });
        const first = await attach();
        const id = await propagate(first);
        await refused(
            propagate(first),
            `TransitGatewayRouteTablePropagation.Duplicate: Propagation ${first} already exists in Transit Gateway ` +
                "Route Table tgw-rtb-hub.",
        );
        const other = await account.vpc("10.0.0.0/16");
        const otherSubnet = await account.subnet(other, "10.0.0.0/24");
        const second = await attach({ vpcId: other, subnetIds: [otherSubnet] });
        await propagate(second);
        expect(gatewayRoutesOf(account.world, "tgw-rtb-hub")).to.deep.equal([
            { cidr: "10.0.0.0/20", attachmentId: first },
            {
                cidr: "10.0.0.0/16",
                attachmentId: second,
                rejected: `10.0.0.0/16 of ${second} overlaps 10.0.0.0/20 of ${first}`,
            },
        ]);
        await account.drop("attachment", first);
        expect(await account.read("gatewayPropagation", id)).to.equal(undefined);
    });

    it("keeps static routes of a gateway's table apart from propagated ones", async () => {
        const inputs = {
            transitGatewayAttachmentId: await attach(),
            transitGatewayRouteTableId: "tgw-rtb-hub",
            destinationCidrBlock: "10.9.0.0/16",
        };
        await account.make("gatewayRoute", inputs);
        await refused(
            account.make("gatewayRoute", inputs),
            "RouteAlreadyExists: Route 10.9.0.0/16 already exists in Transit Gateway Route Table tgw-rtb-hub.",
        );
    });

    it("adds Client VPN routes through associated subnets only", async () => {
        const add = (inputs = {}) =>
            account.make("vpnRoute", {
                clientVpnEndpointId: "cvpn-endpoint-1",
                destinationCidrBlock: "10.0.0.0/20",
                targetVpcSubnetId: "subnet-target",
                ...inputs,
            });
        await refused(
            add({ clientVpnEndpointId: "cvpn-endpoint-2" }),
            "InvalidClientVpnEndpointId.NotFound: Endpoint cvpn-endpoint-2 does not exist",
        );
        await refused(
            add({ targetVpcSubnetId: "subnet-runner" }),
            "InvalidClientVpnActiveAssociationNotFound: Subnet subnet-runner is not associated with Client VPN endpoint",
        );
        expect(await add()).to.equal("cvpn-endpoint-1,subnet-target,10.0.0.0/20");
        await refused(add(), "InvalidClientVpnDuplicateRoute: Route already exists");
    });

    it("authorises a network once", async () => {
        const inputs = {
            clientVpnEndpointId: "cvpn-endpoint-1",
            targetNetworkCidr: "10.0.0.0/20",
            authorizeAllGroups: true,
        };
        await account.make("vpnAuthorization", inputs);
        await refused(
            account.make("vpnAuthorization", inputs),
            "InvalidClientVpnDuplicateAuthorizationRule: An authorization rule for 10.0.0.0/20 already exists",
        );
        await refused(
            account.make("vpnAuthorization", { ...inputs, clientVpnEndpointId: "cvpn-endpoint-2" }),
            "InvalidClientVpnEndpointId.NotFound",
        );
        const rest = { clientVpnEndpointId: "cvpn-endpoint-1", targetNetworkCidr: "10.0.0.0/20" };
        expect(() => account.model("vpnAuthorization").check?.(rest)).to.throw("one of `access_group_id");
    });
});

describe("the hub that is there before the stack", () => {
    it("is put there once, and follows the configuration", () => {
        const { world } = new Account();
        seedNetwork(world, HUB);
        const first = structuredClone(world.data.aws);
        seedNetwork(world, HUB);
        expect(world.data.aws).to.deep.equal(first);
        expect(Object.values(first).every(({ existing }) => existing === true)).to.equal(true);
        seedNetwork(world, {
            ...HUB,
            region: "eu-west-1",
            vpcs: HUB.vpcs.map((one) => ({ ...one, cidr: "10.3.0.0/16" })),
        });
        expect(world.data.aws["vpc-runner"]?.props).to.include({ cidrBlock: "10.3.0.0/16", region: "eu-west-1" });
    });

    it("lets the hub's VPCs propagate to the spokes' table and ask the hub's table", () => {
        const { world } = new Account();
        seedNetwork(world, HUB);
        expect(gatewayRoutesOf(world, "tgw-rtb-spokes")).to.deep.equal([
            { cidr: "10.2.0.0/16", attachmentId: "tgw-attach-runner" },
        ]);
        expect(world.data.aws["tgw-rtb-hub_tgw-attach-runner"]?.props).to.include({ resourceId: "vpc-runner" });
        expect(world.data.aws["subnet-target"]?.props).to.include({ cidrBlock: "10.2.16.0/20", vpcId: "vpc-runner" });
    });

    it("leaves a stack's own objects alone, and needs neither gateway nor VPN", async () => {
        const account = new Account();
        const vpcId = await account.vpc("10.0.0.0/20");
        seedNetwork(account.world, {
            region: "us-east-1",
            vpcs: [{ role: "runner", vpcId, cidr: "10.9.0.0/28", routeTableIds: [] }],
        });
        expect(account.props(vpcId)).to.include({ cidrBlock: "10.0.0.0/20" });
        expect(account.world.aws("aws:ec2transitgateway/vpcAttachment:VpcAttachment")).to.deep.equal([]);
    });
});
