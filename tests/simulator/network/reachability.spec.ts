import { expect } from "chai";
import { awsProvider } from "../../../simulator/aws/provider";
import { path, PUBLIC_ADDRESS } from "../../../simulator/network/reachability";
import { ADDRESSES, hubNetwork, RUNNER, type HubNetwork } from "./hub";

describe("reachability", () => {
    let network: HubNetwork;
    beforeEach(async () => {
        network = await hubNetwork();
    });

    const probe = (address = "10.0.0.4", port = 443) => path(network.account.world, RUNNER, address, port);
    const broken = (...parts: string[]) => {
        const reach = probe();
        expect(reach.open).to.equal(false);
        for (const part of parts) {
            expect(reach).to.have.property("reason").that.includes(part);
        }
    };

    it("is open when every hop is there", () => {
        for (const address of ADDRESSES) {
            expect(probe(address)).to.deep.equal({ open: true });
        }
    });

    it("names a route table of the runner's VPC that lacks the route, whichever it is", async () => {
        for (const table of ["rtb-one", "rtb-two"]) {
            network = await hubNetwork();
            await network.drop(`${table} route`);
            broken(`route table ${table} of VPC vpc-runner has no route to 10.0.0.4`);
        }
    });

    it("names a route that leads elsewhere", async () => {
        const routeTableId = "rtb-one";
        const destinationCidrBlock = "10.0.0.0/24";
        const gatewayId = await network.account.make("internetGateway", { vpcId: RUNNER.vpcId });
        await network.account.make("route", { routeTableId, destinationCidrBlock, gatewayId });
        broken("rtb-one", `sends 10.0.0.4 to ${gatewayId} (10.0.0.0/24), not to a Transit Gateway`);
        expect(probe("10.0.1.4")).to.deep.equal({ open: true });
    });

    it("names a source VPC that is no longer attached, or attached without a table", () => {
        network.account.forget("tgw-rtb-hub_tgw-attach-runner");
        broken("attachment tgw-attach-runner of VPC vpc-runner is not associated with a Transit Gateway route table");
        network.account.forget("tgw-attach-runner");
        broken("VPC vpc-runner is not attached to Transit Gateway tgw-hub");
    });

    it("names the Transit Gateway table that does not know the spoke", async () => {
        await network.drop("propagation");
        broken("Transit Gateway route table tgw-rtb-hub has no route to 10.0.0.4");
        await network.account.make("gatewayRoute", {
            transitGatewayAttachmentId: network.id("attachment"),
            transitGatewayRouteTableId: "tgw-rtb-hub",
            destinationCidrBlock: "10.0.0.0/20",
        });
        expect(probe()).to.deep.equal({ open: true });
    });

    it("names the CIDR that kept the spoke from being propagated", async () => {
        const { account } = network;
        await network.drop("propagation");
        const other = await account.vpc("10.0.0.0/16");
        const subnetIds = [await account.subnet(other, "10.0.0.0/24")];
        const inputs = { vpcId: other, transitGatewayId: "tgw-hub", subnetIds };
        const attachment = await account.make("attachment", inputs);
        for (const transitGatewayAttachmentId of [attachment, network.id("attachment")]) {
            const ends = { transitGatewayAttachmentId, transitGatewayRouteTableId: "tgw-rtb-hub" };
            await account.make("gatewayPropagation", ends);
        }
        broken(`no endpoint interface in VPC ${other} has the address 10.0.0.4`);
        await account.drop("attachment", attachment);
        expect(probe()).to.deep.equal({ open: true });
    });

    it("says why the only matching propagation is not in effect", async () => {
        const { account } = network;
        await network.drop("propagation");
        const other = await account.vpc("10.0.8.0/21");
        const subnetIds = [await account.subnet(other, "10.0.8.0/24")];
        const inputs = { vpcId: other, transitGatewayId: "tgw-hub", subnetIds };
        const attachment = await account.make("attachment", inputs);
        for (const transitGatewayAttachmentId of [attachment, network.id("attachment")]) {
            const ends = { transitGatewayAttachmentId, transitGatewayRouteTableId: "tgw-rtb-hub" };
            await account.make("gatewayPropagation", ends);
        }
        broken(`(not propagated: 10.0.0.0/20 of ${network.id("attachment")} overlaps 10.0.8.0/21 of ${attachment})`);
    });

    it("names an address at which nothing is", () => {
        expect(probe("10.0.0.9")).to.deep.equal({
            open: false,
            reason: `no endpoint interface in VPC ${network.id("vpc")} has the address 10.0.0.9`,
        });
    });

    it("names the return route that is missing, for the one zone it is missing in", async () => {
        await network.drop("use1-az1 route");
        broken(`return path: route table ${network.id("use1-az1 table")} of VPC`, "has no route to 10.2.0.0/16");
        expect(probe("10.0.1.4")).to.deep.equal({ open: true });
    });

    it("uses the main table for a subnet without a table of its own", async () => {
        await network.drop("use1-az1 association");
        const main = String(network.account.props(network.id("vpc")).mainRouteTableId);
        broken(`return path: route table ${main}`);
        const inputs = { routeTableId: main, destinationCidrBlock: "10.2.0.0/16", transitGatewayId: "tgw-hub" };
        await network.account.make("route", inputs);
        expect(probe()).to.deep.equal({ open: true });
    });

    it("needs the return routes to cover all of the source", async () => {
        await network.drop("use1-az1 route");
        const routeTableId = network.id("use1-az1 table");
        const inputs = { routeTableId, destinationCidrBlock: "10.2.0.0/17", transitGatewayId: "tgw-hub" };
        await network.account.make("route", inputs);
        broken("return path", "has no route to 10.2.0.0/16");
        const half = await network.account.make("route", { ...inputs, destinationCidrBlock: "10.2.128.0/17" });
        expect(probe()).to.deep.equal({ open: true });
        await network.account.drop("route", half);
        const gatewayId = await network.account.make("internetGateway", { vpcId: network.id("vpc") });
        const other = { routeTableId, destinationCidrBlock: "10.2.128.0/17", gatewayId };
        await network.account.make("route", other);
        broken("return path", `sends 10.2.0.0/16 to ${gatewayId} (10.2.128.0/17)`);
    });

    it("names a spoke's attachment that is gone, has no table, or whose table does not know the runner", async () => {
        await network.drop("association");
        broken("return path: attachment", network.id("attachment"), "is not associated");
        network = await hubNetwork();
        network.account.forget("tgw-rtb-spokes_propagation_tgw-attach-runner");
        broken("return path: Transit Gateway route table tgw-rtb-spokes has no route to 10.2.0.0/16");
        network = await hubNetwork();
        await network.drop("attachment");
        broken("Transit Gateway route table tgw-rtb-hub has no route to 10.0.0.4");
    });

    it("names a way back to another VPC", async () => {
        network.account.forget("tgw-rtb-spokes_propagation_tgw-attach-runner");
        await network.account.make("gatewayRoute", {
            transitGatewayAttachmentId: network.id("attachment"),
            transitGatewayRouteTableId: "tgw-rtb-spokes",
            destinationCidrBlock: "10.2.0.0/16",
        });
        broken(`return path: 10.2.0.0/16 leads to ${network.id("attachment")}, not to VPC vpc-runner`);
    });

    it("names a zone in which the attachment has no subnet", async () => {
        const inputs = { vpcId: network.id("vpc"), transitGatewayId: "tgw-hub", subnetIds: [network.id("use1-az2")] };
        await network.account.update("attachment", network.id("attachment"), inputs);
        broken(`return path: attachment ${network.id("attachment")} has no subnet in zone use1-az1`);
    });

    it("names the security group that lets only a part of the source, or another port, through", async () => {
        expect(probe("10.0.0.4", 9092)).to.have.property("reason").that.includes("on port 9092");
        const securityGroupId = network.id("group");
        const rule = { securityGroupId, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
        await network.account.update("ingressRule", network.id("runner rule"), { ...rule, cidrIpv4: "10.2.0.0/17" });
        broken(`security group ${securityGroupId} does not allow all of 10.2.0.0/16 on port 443`);
        await network.account.make("ingressRule", { ...rule, fromPort: 1, toPort: 1024, cidrIpv4: "10.2.128.0/17" });
        expect(probe()).to.deep.equal({ open: true });
        await network.drop("runner rule");
        broken("does not allow all of 10.2.0.0/16");
        await network.account.make("ingressRule", { securityGroupId, ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" });
        expect(probe()).to.deep.equal({ open: true });
    });

    it("names an endpoint that nobody has accepted", () => {
        const [endpoint] = network.account.world.aws("aws:ec2/vpcEndpoint:VpcEndpoint");
        network.account.props(endpoint?.id ?? "").state = "pendingAcceptance";
        broken(`VPC endpoint ${endpoint?.id ?? ""} is pendingAcceptance, not available`);
    });

    it("never lets a VPC out whose own CIDR holds the address", async () => {
        network = await hubNetwork("10.0.16.0/20");
        expect(probe()).to.deep.equal({ open: true });
        network.account.props("vpc-runner").cidrBlock = "10.0.0.0/16";
        broken("no endpoint interface in VPC vpc-runner has the address 10.0.0.4");
    });

    it("needs no hub within the endpoint's own VPC", async () => {
        const own = { vpcId: network.id("vpc") };
        await network.drop("attachment");
        expect(path(network.account.world, own, "10.0.0.4", 443)).to.deep.equal({ open: true });
        await network.drop("own rule");
        expect(path(network.account.world, own, "10.0.0.4", 443))
            .to.have.property("reason")
            .that.includes("10.0.0.0/20");
    });

    it("needs one table with the route in a VPC of the stack", async () => {
        const { account } = network;
        const source = { vpcId: await account.vpc("10.7.0.0/20") };
        const subnetIds = [await account.subnet(source.vpcId, "10.7.0.0/24")];
        const reason = () => path(account.world, source, "10.0.0.4", 443);
        expect(reason()).to.have.property("reason").that.includes("has no route to 10.0.0.4");
        const attachment = await account.make("attachment", { ...source, transitGatewayId: "tgw-hub", subnetIds });
        const ends = { transitGatewayAttachmentId: attachment };
        await account.make("gatewayAssociation", { ...ends, transitGatewayRouteTableId: "tgw-rtb-hub" });
        await account.make("gatewayPropagation", { ...ends, transitGatewayRouteTableId: "tgw-rtb-spokes" });
        const routeTableId = await account.make("routeTable", source);
        const inputs = { routeTableId, destinationCidrBlock: "10.0.0.0/20", transitGatewayId: "tgw-hub" };
        await account.make("route", inputs);
        // A table that no subnet uses leads nobody anywhere.
        expect(reason()).to.have.property("reason").that.includes("has no route to 10.0.0.4");
        await account.make("routeTableAssociation", { subnetId: subnetIds[0], routeTableId });
        expect(reason()).to.have.property("reason").that.includes("return path");
    });

    it("tells the public internet from private networks", () => {
        const { world } = network.account;
        expect(path(world, "public", "10.0.0.4", 443)).to.deep.equal({
            open: false,
            reason: "10.0.0.4 is a private address and the runner is on the public internet",
        });
        expect(path(world, "public", PUBLIC_ADDRESS, 443)).to.deep.equal({ open: true });
        expect(path(world, RUNNER, PUBLIC_ADDRESS, 443)).to.deep.equal({ open: true });
        expect(path(world, { vpcId: "vpc-none" }, "10.0.0.4", 443)).to.deep.equal({
            open: false,
            reason: "the runner's VPC vpc-none does not exist",
        });
    });

    it("finds no way out of an existing VPC without route tables", () => {
        network.account.forget("rtb-one", "rtb-two");
        broken("VPC vpc-runner has no route table, so no route to 10.0.0.4");
    });

    it("reads back every object with all its computed outputs", async () => {
        const { account, ids } = network;
        const seen = new Set<string>();
        for (const id of Object.values(ids)) {
            const { type } = account.world.data.aws[id] ?? { type: "" };
            const model = awsProvider.resources[type];
            seen.add(type);
            expect(await model?.read(account.context, id, {}), type).to.include.all.keys(...(model?.computed ?? []));
        }
        expect(seen.size).to.equal(13);
    });
});
