// Does not prove that packets find their way; the simulated network does that.
import { expect } from "chai";
import { TransitGatewaySpoke, type TransitGatewaySpokeArgs } from "../../../components/network/transitGatewaySpoke";
import { record } from "../../support/engine";
import { byId } from "../../support/fixtures";
import { component, TYPES } from "../../support/types";

function make(name = "core", change: Partial<TransitGatewaySpokeArgs> = {}) {
    return new TransitGatewaySpoke(name, {
        vpcId: "vpc-1",
        vpcCidr: "10.0.0.0/20",
        zones: {
            "use1-az1": { subnetId: "subnet-1", routeTableId: "rtb-1" },
            "use1-az2": { subnetId: "subnet-2", routeTableId: "rtb-2" },
        },
        transitGatewayId: "tgw-1",
        associationRouteTableId: "tgw-rtb-1",
        propagationRouteTableIds: byId("tgw-rtb-2", "tgw-rtb-3"),
        destinations: { runner: "10.2.0.0/16", vpn: "10.100.0.0/22" },
        hubRouteTableIds: byId("rtb-hub"),
        displayName: "dev-core",
        ...change,
    });
}

describe("TransitGatewaySpoke", () => {
    it("attaches every zone, and leaves the gateway's default tables alone", async () => {
        const { recording } = await record(make);
        expect(recording.find(TYPES.gatewayAttachment, "core-attachment").inputs).to.deep.equal({
            vpcId: "vpc-1",
            transitGatewayId: "tgw-1",
            subnetIds: ["subnet-1", "subnet-2"],
            dnsSupport: "enable",
            transitGatewayDefaultRouteTableAssociation: false,
            transitGatewayDefaultRouteTablePropagation: false,
            tags: { Name: "dev-core" },
        });
    });

    it("associates one table and propagates to each of the others", async () => {
        const { recording } = await record(make);
        const transitGatewayAttachmentId = recording.find(TYPES.gatewayAttachment, "core-attachment").id;
        expect(recording.find(TYPES.gatewayAssociation, "core-association").inputs).to.deep.equal({
            transitGatewayAttachmentId,
            transitGatewayRouteTableId: "tgw-rtb-1",
        });
        expect(recording.ofType(TYPES.gatewayPropagation).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["core-propagation-tgw-rtb-2", { transitGatewayAttachmentId, transitGatewayRouteTableId: "tgw-rtb-2" }],
            ["core-propagation-tgw-rtb-3", { transitGatewayAttachmentId, transitGatewayRouteTableId: "tgw-rtb-3" }],
        ]);
    });

    it("routes from each zone to each destination, and from the hub back", async () => {
        const { recording } = await record(make);
        const route = (name: string, routeTableId: string, destinationCidrBlock: string) => [
            name,
            { routeTableId, destinationCidrBlock, transitGatewayId: "tgw-1" },
        ];
        expect(recording.ofType(TYPES.route).map(({ name, inputs }) => [name, inputs])).to.have.deep.members([
            route("core-to-runner-use1-az1", "rtb-1", "10.2.0.0/16"),
            route("core-to-runner-use1-az2", "rtb-2", "10.2.0.0/16"),
            route("core-to-vpn-use1-az1", "rtb-1", "10.100.0.0/22"),
            route("core-to-vpn-use1-az2", "rtb-2", "10.100.0.0/22"),
            route("core-from-rtb-hub", "rtb-hub", "10.0.0.0/20"),
        ]);
    });

    it("adds no route to the hub when somebody else does", async () => {
        const { recording } = await record(() => make("core", { hubRouteTableIds: byId() }));
        expect(recording.names(TYPES.route).filter((name) => name.includes("-from-"))).to.deep.equal([]);
    });

    it("lets VPN users in with a route per subnet and a rule", async () => {
        const clientVpn = { endpointId: "cvpn-1", targetSubnetIds: byId("subnet-8", "subnet-9") };
        const { made, recording } = await record(() => make("core", { clientVpn }));
        const common = { clientVpnEndpointId: "cvpn-1", destinationCidrBlock: "10.0.0.0/20" };
        expect(recording.ofType(TYPES.vpnRoute).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["core-vpn-subnet-8", { ...common, targetVpcSubnetId: "subnet-8" }],
            ["core-vpn-subnet-9", { ...common, targetVpcSubnetId: "subnet-9" }],
        ]);
        expect(recording.find(TYPES.vpnRule, "core-vpn-access").inputs).to.deep.equal({
            clientVpnEndpointId: "cvpn-1",
            targetNetworkCidr: "10.0.0.0/20",
            authorizeAllGroups: true,
        });
        expect(made.parts.clientVpn).to.have.length(3);
    });

    it("needs no route for a VPN endpoint on the gateway itself", async () => {
        const clientVpn = { endpointId: "cvpn-1", targetSubnetIds: byId() };
        const { recording } = await record(() => make("core", { clientVpn }));
        expect(recording.ofType(TYPES.vpnRoute)).to.deep.equal([]);
        expect(recording.names(TYPES.vpnRule)).to.deep.equal(["core-vpn-access"]);
    });

    it("has nothing to do with VPN unless asked", async () => {
        const { made, recording } = await record(make);
        expect(recording.ofType(TYPES.vpnRoute, TYPES.vpnRule)).to.deep.equal([]);
        expect(made.parts).to.not.have.property("clientVpn");
        expect(recording.resources).to.have.length(9);
    });

    it("replaces everything by deleting first: AWS allows one of each", async () => {
        const clientVpn = { endpointId: "cvpn-1", targetSubnetIds: byId("subnet-8") };
        const { recording } = await record(() => make("core", { clientVpn }));
        expect(recording.resources.filter((each) => !each.deleteBeforeReplace)).to.deep.equal([]);
    });

    it("sorts what traffic needs by the client that it serves", async () => {
        const { made } = await record(make);
        expect(Object.keys(made.parts)).to.have.members(["*", "runner", "vpn"]);
        expect(made.parts["*"]).to.have.length(5);
        expect(made.parts.runner).to.have.length(2);
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("TransitGatewaySpoke"), "core")).to.deep.equal({
            attachmentId: recording.find(TYPES.gatewayAttachment, "core-attachment").id,
        });
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.gatewayAttachment)).to.deep.equal(["left-attachment", "right-attachment"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
