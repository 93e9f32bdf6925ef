// Does not prove that the runner gets through; the simulated network does that.
import { expect } from "chai";
import { digest } from "../../../components/internal/digest";
import { PrivateNetwork, type NetworkWay, type PrivateNetworkArgs } from "../../../components/network/privateNetwork";
import { failureOf, record, valueOf } from "../../support/engine";
import { byId } from "../../support/fixtures";
import { UNKNOWN, type Recording } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const HUB = {
    transitGatewayId: "tgw-1",
    associationRouteTableId: "tgw-rtb-1",
    propagationRouteTableIds: byId("tgw-rtb-2"),
    clients: ["runner", "vpn"],
    routeTableIds: byId("rtb-runner"),
};

const ZONE_VPCS = { runner: "vpc-runner", vpn: "vpc-vpn" };
const ATTACHMENT = {
    attachmentId: "platt-1",
    domain: "us-east-1.aws.private.confluent.cloud",
    serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-1",
    zoneVpcs: ZONE_VPCS,
};

/** The way over the attachment, which every network here has unless it is told otherwise. */
function wayOf({ attachment }: PrivateNetwork): NetworkWay {
    if (attachment === undefined) {
        throw new Error("the network has no way over an attachment");
    }
    return attachment;
}

const WITHOUT_WAY = {
    vpcCidr: "10.0.0.0/20",
    zoneIds: ["use1-az1", "use1-az2"],
    environmentId: "env-1",
    clients: { own: "10.0.0.0/20", runner: "10.2.0.0/16", vpn: "10.100.0.0/22" },
    runner: "runner",
    hub: HUB,
    displayName: "dev-core",
};
const ARGS = { ...WITHOUT_WAY, attachment: ATTACHMENT };

function make(name = "core", change: Partial<PrivateNetworkArgs> = {}) {
    return new PrivateNetwork(name, { ...ARGS, ...change });
}

function makeWithoutHub() {
    const { own } = { own: "10.0.0.0/20" };
    const network = new PrivateNetwork("core", {
        vpcCidr: own,
        zoneIds: ["use1-az1"],
        environmentId: "env-1",
        attachment: { attachmentId: "platt-1", domain: "d.test", serviceName: "com.amazonaws.vpce.x", zoneVpcs: {} },
        clients: { own },
        runner: "own",
        displayName: "dev-core",
    });
    return network;
}

const RUNNERS_PATH = [
    "core-association",
    "core-association-runner",
    "core-attachment",
    "core-connection",
    "core-endpoint",
    "core-from-rtb-runner",
    "core-https-from-runner",
    "core-kafka-from-runner",
    "core-propagation-tgw-rtb-2",
    "core-to-runner-use1-az1",
    "core-to-runner-use1-az2",
    "core-wildcard",
    "core-zonal-use1-az1",
    "core-zonal-use1-az2",
    "core-zone",
];

async function pathOf(network: PrivateNetwork, recording: Recording) {
    const urns = await Promise.all(wayOf(network).path.map((part) => valueOf(part.urn)));
    return urns.map((urn) => recording.at(urn));
}

describe("PrivateNetwork", () => {
    it("names exactly what the runner's packets and names need", async () => {
        const { made, recording } = await record(make);
        const path = await pathOf(made, recording);
        expect(path.map(({ name }) => name).sort()).to.deep.equal(RUNNERS_PATH);
    });

    it("is reachable when all of that exists: a digest of the ids", async () => {
        const { made, recording } = await record(make);
        const path = await pathOf(made, recording);
        expect(await valueOf(wayOf(made).reachable)).to.equal(digest(path.map(({ id }) => id)));
        const { inputs } = recording.find(TYPES.vpc, "core-vpc");
        expect(inputs.cidrBlock).to.equal("10.0.0.0/20");
    });

    const changes: [string, Partial<PrivateNetworkArgs>][] = [
        ["a zone is added", { zoneIds: ["use1-az1", "use1-az2", "use1-az4"] }],
        ["the hub's tables change", { hub: { ...HUB, routeTableIds: byId("rtb-runner", "rtb-more") } }],
        ["a propagation is added", { hub: { ...HUB, propagationRouteTableIds: byId("tgw-rtb-2", "tgw-rtb-3") } }],
    ];
    for (const [title, change] of changes) {
        it(`says something else when ${title}`, async () => {
            const [before, after] = [await record(make), await record(() => make("core", change))];
            expect(await valueOf(wayOf(after.made).reachable)).to.not.equal(
                await valueOf(wayOf(before.made).reachable),
            );
        });
    }

    it("says the same when only another client's way changes", async () => {
        const attachment = { ...ATTACHMENT, zoneVpcs: { runner: "vpc-runner" } };
        const change = { clients: { own: "10.0.0.0/20", runner: "10.2.0.0/16" }, attachment };
        const [before, after] = [await record(make), await record(() => make("core", change))];
        expect(await valueOf(wayOf(after.made).reachable)).to.equal(await valueOf(wayOf(before.made).reachable));
    });

    it("routes to the clients behind the gateway only", async () => {
        const { recording } = await record(make);
        expect(recording.names(TYPES.route)).to.deep.equal([
            "core-from-rtb-runner",
            "core-to-runner-use1-az1",
            "core-to-runner-use1-az2",
            "core-to-vpn-use1-az1",
            "core-to-vpn-use1-az2",
        ]);
    });

    it("without a hub: no gateway, and the runner's path ends in the VPC itself", async () => {
        const { made, recording } = await record(makeWithoutHub);
        const path = await pathOf(made, recording);
        expect(path.map(({ name }) => name).sort()).to.deep.equal([
            "core-connection",
            "core-endpoint",
            "core-https-from-own",
            "core-kafka-from-own",
            "core-wildcard",
            "core-zonal-use1-az1",
            "core-zone",
        ]);
        const { gatewayAttachment, gatewayAssociation, gatewayPropagation, route, zoneAssociation } = TYPES;
        expect(
            recording.ofType(gatewayAttachment, gatewayAssociation, gatewayPropagation, route, zoneAssociation),
        ).to.deep.equal([]);
        expect(recording.registrations.map(({ type }) => type)).to.not.include(component("TransitGatewaySpoke"));
    });

    it("passes on VPN access and SYSTEM rules", async () => {
        const clientVpn = { endpointId: "cvpn-1", targetSubnetIds: byId("subnet-9") };
        const { recording } = await record(() => {
            return make("core", {
                hub: { ...HUB, clientVpn },
                attachment: { ...ATTACHMENT, systemRuleVpcs: ["endpoint"] },
            });
        });
        expect(recording.names(TYPES.vpnRoute)).to.deep.equal(["core-vpn-subnet-9"]);
        expect(recording.find(TYPES.resolverRuleAssociation, "core-system-rule-endpoint").inputs.vpcId).to.equal(
            recording.find(TYPES.vpc, "core-vpc").id,
        );
    });

    it("registers its outputs", async () => {
        const { made, recording } = await record(make);
        expect(recording.outputsOf(component("PrivateNetwork"), "core")).to.deep.equal({
            vpcId: recording.find(TYPES.vpc, "core-vpc").id,
            endpointId: recording.find(TYPES.endpoint, "core-endpoint").id,
            hostedZoneId: recording.find(TYPES.zone, "core-zone").id,
            reachable: await valueOf(wayOf(made).reachable),
        });
    });

    it("can be made twice side by side", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.endpoint)).to.deep.equal(["left-endpoint", "right-endpoint"]);
    });

    it("previews the same resources, and does not know yet whether it is reachable", async () => {
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
        expect(preview.recording.outputsOf(component("PrivateNetwork"), "core").reachable).to.equal(UNKNOWN);
    });

    const GATEWAY = { gatewayId: "gw-1", serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-2", zoneVpcs: ZONE_VPCS };

    /** A network on the gateway alone. */
    function makeOnGateway(change: Partial<PrivateNetworkArgs> = {}) {
        return new PrivateNetwork("core", { ...WITHOUT_WAY, gateway: GATEWAY, ...change });
    }

    it("over a gateway: an access point in place of the connection, its own zone, and no zonal names", async () => {
        const { made, recording } = await record(makeOnGateway);
        expect(made.attachment).to.equal(undefined);
        const path = await Promise.all((made.gateway?.path ?? []).map((part) => valueOf(part.urn)));
        expect(path.map((urn) => recording.at(urn).name).sort()).to.deep.equal([
            "core-association",
            "core-attachment",
            "core-from-rtb-runner",
            "core-gateway-access-point",
            "core-gateway-association-runner",
            "core-gateway-endpoint",
            "core-gateway-https-from-runner",
            "core-gateway-kafka-from-runner",
            "core-gateway-wildcard",
            "core-gateway-zone",
            "core-propagation-tgw-rtb-2",
            "core-to-runner-use1-az1",
            "core-to-runner-use1-az2",
        ]);
        expect(recording.ofType(TYPES.connection)).to.deep.equal([]);
        expect(recording.names(TYPES.record)).to.deep.equal(["core-gateway-wildcard"]);
        const point = recording.find(TYPES.accessPoint, "core-gateway-access-point");
        const { dnsDomain } = point.state.awsIngressPrivateLinkEndpoint as { dnsDomain: string };
        expect(recording.find(TYPES.zone, "core-gateway-zone").inputs.name).to.equal(dnsDomain);
        expect(made.gateway && (await valueOf(made.gateway.accessPointId))).to.equal(point.id);
    });

    it("over both: each way keeps its own parts, and what there was keeps its names", async () => {
        const [attached, both] = [await record(make), await record(() => make("core", { gateway: GATEWAY }))];
        const added = both.recording.identities().filter((each) => !attached.recording.identities().includes(each));
        expect(attached.recording.identities().filter((each) => !both.recording.identities().includes(each))).to.be
            .empty;
        expect(added.every((each) => each.includes("::core-gateway"))).to.equal(true);
        expect(await valueOf(wayOf(both.made).reachable)).to.equal(await valueOf(wayOf(attached.made).reachable));
        expect(both.recording.outputsOf(component("PrivateNetwork"), "core").endpointId).to.equal(
            both.recording.find(TYPES.endpoint, "core-gateway-endpoint").id,
        );
    });

    it("previews the same resources over a gateway, when no domain is known", async () => {
        const [update, preview] = [await record(makeOnGateway), await record(makeOnGateway, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });

    it("needs a way to Confluent", async () => {
        const fault = await failureOf(
            record(() => {
                return new PrivateNetwork("core", WITHOUT_WAY);
            }),
        );
        expect(fault).to.include("network core has no way to Confluent");
    });
});
