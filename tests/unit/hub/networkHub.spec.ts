// Does not prove that packets or queries find their way; the simulated network does that.
import { expect } from "chai";
import { NetworkHub, type NetworkHubArgs } from "../../../components/hub/networkHub";
import { record, valueOf } from "../../support/engine";
import type { Recording } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const MINIMAL: NetworkHubArgs = { amazonSideAsn: 64512, zoneIds: ["use1-az1", "use1-az2"], displayName: "prod-hub" };
const FULL: NetworkHubArgs = {
    ...MINIMAL,
    runner: { vpcId: "vpc-runner", subnetIds: ["subnet-1", "subnet-2"] },
    dns: {
        cidr: "10.255.0.0/24",
        inbound: true,
        forward: [
            { domain: "corp.example", targets: ["10.9.0.2", "10.9.0.3"] },
            { domain: "lab.example", targets: ["10.9.0.3"] },
        ],
    },
    vpn: {
        cidr: "10.100.0.0/22",
        clientCidr: "10.200.0.0/22",
        splitTunnel: true,
        logRetentionDays: 30,
        certificates: { given: { serverArn: "arn:server", clientRootArn: "arn:root" } },
    },
    share: { principals: ["222222222222"], allowExternalPrincipals: false },
    flowLogs: { retentionDays: 14 },
};

const make = (args: NetworkHubArgs, name = "hub") => new NetworkHub(name, args);

/** That everything of one type and name waits for the other. */
function expectAfter(recording: Recording, later: [string, string], ...earlier: [string, string][]): void {
    const closure = recording.closure(recording.find(...later).urn);
    for (const one of earlier) {
        expect(closure.has(recording.find(...one).urn), `${later[1]} after ${one[1]}`).to.equal(true);
    }
}

describe("NetworkHub", () => {
    it("makes a gateway that associates and accepts nothing by itself", async () => {
        const { recording } = await record(() => make(MINIMAL));
        expect(recording.find(TYPES.gateway, "hub-gateway").inputs).to.deep.equal({
            amazonSideAsn: 64512,
            dnsSupport: "enable",
            vpnEcmpSupport: "enable",
            defaultRouteTableAssociation: "disable",
            defaultRouteTablePropagation: "disable",
            autoAcceptSharedAttachments: "disable",
            tags: { Name: "prod-hub" },
        });
    });

    it("has a table for the hub and one for spokes, and nothing else unless asked", async () => {
        const { made, recording } = await record(() => make(MINIMAL));
        const transitGatewayId = recording.find(TYPES.gateway, "hub-gateway").id;
        expect(recording.ofType(TYPES.gatewayTable).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["hub-routes-hub", { transitGatewayId, tags: { Name: "prod-hub-hub" } }],
            ["hub-routes-spokes", { transitGatewayId, tags: { Name: "prod-hub-spokes" } }],
        ]);
        expect(recording.resources).to.have.length(3);
        expect([made.dns, made.vpn, made.shareArn]).to.deep.equal([undefined, undefined, undefined]);
        expect(recording.outputsOf(component("NetworkHub"), "hub")).to.deep.equal({
            transitGatewayId,
            hubRouteTableId: recording.find(TYPES.gatewayTable, "hub-routes-hub").id,
            spokeRouteTableId: recording.find(TYPES.gatewayTable, "hub-routes-spokes").id,
        });
    });

    it("attaches its VPCs and the runner's: they look up the hub's table, and spokes learn the way", async () => {
        const { recording } = await record(() => make(FULL));
        const [hub, spokes] = ["hub", "spokes"].map(
            (key) => recording.find(TYPES.gatewayTable, `hub-routes-${key}`).id,
        );
        for (const vpc of ["dns", "vpn", "runner"]) {
            const transitGatewayAttachmentId = recording.find(TYPES.gatewayAttachment, `hub-${vpc}-attachment`).id;
            expect(recording.find(TYPES.gatewayAssociation, `hub-${vpc}-association`).inputs).to.deep.equal({
                transitGatewayAttachmentId,
                transitGatewayRouteTableId: hub,
            });
            expect(recording.find(TYPES.gatewayPropagation, `hub-${vpc}-propagation-spokes`).inputs).to.deep.equal({
                transitGatewayAttachmentId,
                transitGatewayRouteTableId: spokes,
            });
        }
        expect(recording.find(TYPES.gatewayAttachment, "hub-runner-attachment").inputs).to.deep.include({
            vpcId: "vpc-runner",
            subnetIds: ["subnet-1", "subnet-2"],
        });
    });

    it("lets DNS VPC and VPN know of each other, and nobody of the runner", async () => {
        const { recording } = await record(() => make(FULL));
        const learnt = recording.names(TYPES.gatewayPropagation).filter((name) => name.endsWith("-hub"));
        expect(learnt).to.deep.equal(["hub-dns-propagation-hub", "hub-vpn-propagation-hub"]);
        const ways = recording.ofType(TYPES.route).map(({ name, inputs }) => [name, inputs.destinationCidrBlock]);
        const zones = ["use1-az1", "use1-az2"];
        const way = (vpc: string, key: string, block: string) =>
            zones.map((zone) => [`hub-${vpc}-to-${key}-${zone}`, block]);
        expect(ways).to.have.deep.members([
            ...way("dns", "vpn", "10.100.0.0/22"),
            ...way("dns", "10.9.0.2", "10.9.0.2/32"),
            ...way("dns", "10.9.0.3", "10.9.0.3/32"),
            ...way("vpn", "dns", "10.255.0.0/24"),
        ]);
    });

    it("tells VPN clients of the resolver's addresses, of two at most and in order", async () => {
        const { made, recording } = await record(() =>
            make({ ...FULL, zoneIds: ["use1-az1", "use1-az2", "use1-az4"] }),
        );
        const endpoint = recording.find(TYPES.vpnEndpoint, "hub-vpn-endpoint");
        expect(endpoint.inputs.dnsServers).to.deep.equal(["10.255.0.20", "10.255.0.21"]);
        const resolver = recording.find(TYPES.resolverEndpoint, "hub-dns-inbound-endpoint");
        expect(endpoint.inputsFrom.dnsServers).to.deep.equal([resolver.urn]);
        const addresses = made.dns?.inboundAddresses;
        expect(addresses === undefined ? undefined : await valueOf(addresses)).to.deep.equal([
            "10.255.0.20",
            "10.255.0.21",
            "10.255.0.22",
        ]);
    });

    it("gives VPN clients the resolver of their own VPC where no other one can be asked", async () => {
        const withoutDns = { ...FULL };
        delete withoutDns.dns;
        const deaf = { ...FULL, dns: { cidr: "10.255.0.0/24", inbound: false, forward: FULL.dns?.forward ?? [] } };
        for (const args of [withoutDns, deaf]) {
            const { recording } = await record(() => make(args));
            const endpoint = recording.find(TYPES.vpnEndpoint, "hub-vpn-endpoint");
            expect(endpoint.inputs.dnsServers).to.deep.equal(["10.100.0.2"]);
            expect(recording.ofType(TYPES.vpnRoute)).to.deep.equal([]);
            expect(recording.find(TYPES.vpnRule, "hub-vpn-dns-access").inputs).to.include({
                targetNetworkCidr: "10.100.0.2/32",
            });
            expect(recording.names(TYPES.gatewayPropagation).filter((name) => name.endsWith("-hub"))).to.be.empty;
        }
    });

    it("makes the resolvers of all its VPCs follow the forwarding rules, one after the other", async () => {
        const { made, recording } = await record(() => make(FULL));
        const associations = ["dns", "vpn", "runner"].flatMap((vpc) =>
            ["corp.example", "lab.example"].map((domain) =>
                recording.find(TYPES.resolverRuleAssociation, `hub-forward-${vpc}-${domain}`),
            ),
        );
        expect(recording.ofType(TYPES.resolverRuleAssociation)).to.have.length(6);
        expect(associations.map(({ inputs }) => inputs.vpcId)).to.deep.equal(
            ["hub-dns-vpc", "hub-vpn-vpc"]
                .map((vpc) => recording.find(TYPES.vpc, vpc).id)
                .concat("vpc-runner")
                .flatMap((id) => [id, id]),
        );
        associations.slice(1).forEach(({ dependencies }, index) => {
            expect(dependencies).to.include(associations[index]?.urn);
        });
        expect(Object.keys(made.dns?.ruleIds ?? {})).to.deep.equal(["corp.example", "lab.example"]);
    });

    it("puts everything after what it needs, and so removes it before", async () => {
        const { recording } = await record(() => make(FULL));
        const after = (later: [string, string], ...earlier: [string, string][]) => {
            expectAfter(recording, later, ...earlier);
        };
        const dnsAttachment: [string, string] = [TYPES.gatewayAttachment, "hub-dns-attachment"];
        after([TYPES.route, "hub-dns-to-vpn-use1-az1"], dnsAttachment, [
            TYPES.gatewayAssociation,
            "hub-dns-association",
        ]);
        after(dnsAttachment, [TYPES.gateway, "hub-gateway"], [TYPES.subnet, "hub-dns-subnet-use1-az2"]);
        after(
            [TYPES.resolverRuleAssociation, "hub-forward-runner-corp.example"],
            [TYPES.resolverEndpoint, "hub-dns-outbound-endpoint"],
            [TYPES.egressRule, "hub-dns-outbound-dns-udp-to-10.9.0.2"],
            [TYPES.route, "hub-dns-to-10.9.0.2-use1-az1"],
            [TYPES.route, "hub-dns-to-10.9.0.3-use1-az2"],
        );
        after(
            [TYPES.vpnEndpoint, "hub-vpn-endpoint"],
            [TYPES.resolverEndpoint, "hub-dns-inbound-endpoint"],
            [TYPES.ingressRule, "hub-dns-inbound-dns-tcp-from-vpn"],
            [TYPES.route, "hub-dns-to-vpn-use1-az2"],
            [TYPES.logStream, "hub-vpn-connections"],
        );
        for (const last of [
            [TYPES.vpnRoute, "hub-vpn-to-dns-use1-az1"],
            [TYPES.vpnRule, "hub-vpn-dns-access"],
        ] as [string, string][]) {
            after(
                last,
                [TYPES.vpnTarget, "hub-vpn-target-use1-az1"],
                [TYPES.vpnTarget, "hub-vpn-target-use1-az2"],
                [TYPES.route, "hub-vpn-to-dns-use1-az1"],
                [TYPES.gatewayAttachment, "hub-vpn-attachment"],
            );
        }
        for (const flowLog of ["hub-flow-logs-gateway", "hub-flow-logs-dns", "hub-flow-logs-vpn"]) {
            after(
                [TYPES.flowLog, flowLog],
                [TYPES.rolePolicy, "hub-flow-logs-writer"],
                [TYPES.logGroup, "hub-flow-logs"],
            );
        }
    });

    it("hands out subnets of the VPN once the endpoint is associated with them", async () => {
        const { made, recording } = await record(() => make(FULL));
        const targets = Object.entries(made.vpn?.targetSubnetIds ?? {});
        expect(targets.map(([zone]) => zone)).to.deep.equal(["use1-az1", "use1-az2"]);
        for (const [zone, subnetId] of targets) {
            expect(await valueOf(subnetId)).to.equal(recording.find(TYPES.subnet, `hub-vpn-subnet-${zone}`).id);
        }
        const route = recording.find(TYPES.vpnRoute, "hub-vpn-to-dns-use1-az2");
        expect(route.inputsFrom.targetVpcSubnetId).to.include(
            recording.find(TYPES.vpnTarget, "hub-vpn-target-use1-az2").urn,
        );
    });

    it("replaces by deleting first what AWS allows one of", async () => {
        const { recording } = await record(() => make(FULL));
        const single = recording.ofType(
            TYPES.gatewayAttachment,
            TYPES.gatewayAssociation,
            TYPES.gatewayPropagation,
            TYPES.route,
            TYPES.resolverRuleAssociation,
            TYPES.vpnTarget,
            TYPES.vpnRoute,
            TYPES.vpnRule,
            TYPES.ingressRule,
            TYPES.egressRule,
            TYPES.sharedResource,
            TYPES.sharedWith,
        );
        expect(single.length).to.be.greaterThan(30);
        expect(single.filter((each) => !each.deleteBeforeReplace).map(({ name }) => name)).to.deep.equal([]);
    });

    it("is protected as a whole when it is told so", async () => {
        const { recording } = await record(() => new NetworkHub("hub", FULL, { protect: true }));
        expect(recording.resources.filter((each) => !each.protect).map(({ name }) => name)).to.deep.equal([]);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make(FULL, "left"), make(FULL, "right")]);
        expect(recording.names(TYPES.gateway)).to.deep.equal(["left-gateway", "right-gateway"]);
        const update = await record(() => make(FULL));
        const preview = await record(() => make(FULL), { preview: true });
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
