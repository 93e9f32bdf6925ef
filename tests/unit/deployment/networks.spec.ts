// Does not prove that packets find their way; the simulated network does that.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { deploymentContext, entry } from "../../../components/deployment/context";
import { deployHub } from "../../../components/deployment/hub";
import { deployNetworks } from "../../../components/deployment/networks";
import { deployEnvironment } from "../../../components/deployment/environment";
import type { Settings } from "../../../components/settings/settings";
import { record, valueOf } from "../../support/engine";
import { devConfig, devSettings } from "../../support/fixtures";
import type { Recording } from "../../support/recording";
import { component, TYPES } from "../../support/types";

function deploy(settings: Settings) {
    return record(async () => {
        const context = deploymentContext(settings);
        return deployNetworks(context, deployEnvironment(context), await deployHub(context));
    });
}

const HUB = devConfig().hub as Record<string, Record<string, unknown>>;
const CORE = (devConfig().privateNetworks as Record<string, Record<string, unknown>>).core;

function inputsOf(recording: Recording, type: string) {
    return Object.fromEntries(recording.ofType(type).map(({ name, inputs }) => [name, inputs]));
}

describe("deployNetworks", () => {
    it("makes nothing without private networks", async () => {
        const open = { type: "dedicated", cku: 1, availability: "SINGLE_ZONE" };
        const settings = devSettings({ privateNetworks: {}, clusters: { open }, links: {}, hub: undefined });
        const { made, recording } = await deploy(settings);
        expect(made).to.deep.equal({});
        expect(recording.resources.map(({ name }) => name)).to.deep.equal(["confluent-environment"]);
    });

    it("puts all networks behind one attachment", async () => {
        const { recording } = await deploy(devSettings());
        const attachment = recording.find(TYPES.privateLink, "privatelink-attachment");
        expect(attachment.inputs).to.deep.equal({
            displayName: "test-privatelink",
            cloud: "AWS",
            region: "us-east-1",
            environment: { id: recording.find(TYPES.environment, "confluent-environment").id },
        });
        expect(recording.find(TYPES.connection, "core-connection").inputs.privateLinkAttachment).to.deep.equal({
            id: attachment.id,
        });
        expect(recording.find(TYPES.zone, "core-zone").inputs.name).to.equal(attachment.state.dnsDomain);
    });

    it("admits, routes to and associates the hub's VPCs", async () => {
        const { made, recording } = await deploy(devSettings());
        expect(Object.keys(made)).to.deep.equal(["core"]);
        expect(recording.names(TYPES.zoneAssociation)).to.deep.equal([
            "core-association-dns",
            "core-association-runner",
            "core-association-vpn",
        ]);
        const admitted = recording.ofType(TYPES.ingressRule).map(({ inputs }) => inputs.cidrIpv4);
        expect(new Set(admitted)).to.deep.equal(
            new Set(["10.0.0.0/20", "10.2.0.0/16", "10.255.0.0/24", "10.100.0.0/22"]),
        );
        expect(recording.names(TYPES.route).filter((name) => name.startsWith("core-from-"))).to.deep.equal([
            "core-from-rtb-0123456789abcdef0",
            "core-from-rtb-0123456789abcdef1",
            "core-from-rtb-0123456789abcdef2",
        ]);
    });

    it("leaves the hub's routes to others when told so", async () => {
        const { recording } = await deploy(devSettings({ hub: { ...HUB, manageRoutes: false } }));
        expect(recording.names(TYPES.route).filter((name) => name.startsWith("core-from-"))).to.deep.equal([]);
        expect(recording.names(TYPES.route)).to.have.length(9);
    });

    it("lets VPN users in through the endpoint that is named, in a VPC", async () => {
        const { recording } = await deploy(devSettings());
        expect(inputsOf(recording, TYPES.vpnRoute)).to.deep.equal({
            "core-vpn-subnet-0123456789abcdef0": {
                clientVpnEndpointId: "cvpn-endpoint-0123456789abcdef0",
                destinationCidrBlock: "10.0.0.0/20",
                targetVpcSubnetId: "subnet-0123456789abcdef0",
            },
        });
    });

    it("lets VPN users in on the gateway, where they keep their own addresses", async () => {
        const vpn = { mode: "tgw", clientCidr: "10.200.0.0/22", endpointId: "cvpn-endpoint-0123456789abcdef0" };
        const { recording } = await deploy(devSettings({ hub: { ...HUB, vpn } }));
        expect(recording.ofType(TYPES.vpnRoute)).to.deep.equal([]);
        expect(recording.names(TYPES.vpnRule)).to.deep.equal(["core-vpn-access"]);
        expect(recording.find(TYPES.ingressRule, "core-https-from-vpn").inputs.cidrIpv4).to.equal("10.200.0.0/22");
        expect(recording.names(TYPES.zoneAssociation)).to.not.include("core-association-vpn");
    });

    it("leaves a VPN endpoint that is not named to others", async () => {
        const { mode, vpcId, cidr, routeTableIds, clientCidr } = HUB.vpn ?? {};
        const vpn = { mode, vpcId, cidr, routeTableIds, clientCidr };
        const { recording } = await deploy(devSettings({ hub: { ...HUB, vpn } }));
        expect(recording.ofType(TYPES.vpnRoute, TYPES.vpnRule)).to.deep.equal([]);
        expect(recording.names(TYPES.zoneAssociation)).to.include("core-association-vpn");
    });

    it("makes SYSTEM rules for the VPCs that are named, once per VPC", async () => {
        const dns = { ...HUB.dns, vpcId: HUB.runner?.vpcId, cidr: HUB.runner?.cidr };
        const systemResolverRule = ["endpoint", "dns", "runner", "vpn"];
        const { recording } = await deploy(
            devSettings({ hub: { ...HUB, dns }, privateNetworks: { core: { ...CORE, systemResolverRule } } }),
        );
        const rules = Object.values(inputsOf(recording, TYPES.resolverRuleAssociation)).map(({ vpcId }) => vpcId);
        expect(rules).to.have.members([
            recording.find(TYPES.vpc, "core-vpc").id,
            "vpc-0123456789abcdef0",
            "vpc-0123456789abcdef2",
        ]);
    });

    it("stays within the VPC without a hub", async () => {
        const { recording } = await deploy(devSettings({ hub: undefined }));
        expect(recording.ofType(component("TransitGatewaySpoke"), TYPES.zoneAssociation, TYPES.route)).to.deep.equal(
            [],
        );
        expect(recording.names(TYPES.ingressRule)).to.deep.equal(["core-https-from-own", "core-kafka-from-own"]);
    });

    it("admits further client networks and routes back to them", async () => {
        const settings = devSettings({ privateNetworks: { core: { ...CORE, clientCidrs: ["10.40.0.0/16"] } } });
        const { recording } = await deploy(settings);
        expect(recording.find(TYPES.ingressRule, "core-kafka-from-10.40.0.0/16").inputs.cidrIpv4).to.equal(
            "10.40.0.0/16",
        );
        expect(recording.names(TYPES.route)).to.include("core-to-10.40.0.0/16-use1-az4");
    });

    const EDGE = { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1", "use1-az2"] };
    const two = (mode: string, changes: object = {}) =>
        devSettings({ privateNetworks: { core: CORE, edge: EDGE }, dns: { mode, network: "core" }, ...changes });

    it("shares one endpoint: the neighbour's VPC is attached, knows the names, is admitted, and has a way both ways", async () => {
        const { made, recording } = await deploy(two("shared"));
        expect(recording.names(TYPES.endpoint)).to.deep.equal(["core-endpoint"]);
        expect(recording.names(TYPES.zone)).to.deep.equal(["core-zone"]);
        const edge = recording.find(TYPES.vpc, "edge-vpc").id;
        expect(recording.find(TYPES.zoneAssociation, "core-association-network-edge").inputs.vpcId).to.equal(edge);
        expect(recording.names(TYPES.gatewayAttachment)).to.have.length(2);
        expect(recording.names(TYPES.gatewayPropagation)).to.have.members([
            "core-propagation-tgw-rtb-0123456789abcdef0",
            "core-propagation-tgw-rtb-0123456789abcdef1",
            "edge-propagation-tgw-rtb-0123456789abcdef0",
        ]);
        const routes = inputsOf(recording, TYPES.route);
        for (const zone of EDGE.zoneIds) {
            expect(routes[`edge-to-network-core-${zone}`]).to.include({ destinationCidrBlock: "10.0.0.0/20" });
        }
        for (const zone of ["use1-az1", "use1-az2", "use1-az4"]) {
            expect(routes[`core-to-network-edge-${zone}`]).to.include({ destinationCidrBlock: "10.1.0.0/20" });
        }
        for (const service of ["https", "kafka"]) {
            const rule = recording.find(TYPES.ingressRule, `core-${service}-from-network-edge`);
            expect(rule.inputs.cidrIpv4).to.equal("10.1.0.0/20");
        }
        expect(await valueOf(entry(made, "edge").vpcId)).to.equal(edge);
        expect(await valueOf(entry(made, "edge").endpointId)).to.equal(
            recording.find(TYPES.endpoint, "core-endpoint").id,
        );
        expect(made.edge?.runnerPath).to.equal(made.core?.runnerPath);
    });

    it("gives each network an endpoint: the hub follows one, and nothing is attached for the other", async () => {
        const { made, recording } = await deploy(two("perVpc"));
        expect(recording.names(TYPES.endpoint)).to.deep.equal(["core-endpoint", "edge-endpoint"]);
        expect(recording.names(TYPES.connection)).to.deep.equal(["core-connection", "edge-connection"]);
        expect(recording.names(TYPES.zoneAssociation).filter((name) => name.startsWith("edge-"))).to.deep.equal([]);
        expect(recording.find(TYPES.zone, "edge-zone").inputs.vpcs).to.deep.equal([
            { vpcId: recording.find(TYPES.vpc, "edge-vpc").id },
        ]);
        expect(recording.names(TYPES.gatewayAttachment)).to.have.length(1);
        expect(recording.names(TYPES.ingressRule).filter((name) => name.startsWith("edge-"))).to.deep.equal([
            "edge-https-from-own",
            "edge-kafka-from-own",
        ]);
        expect(made.edge?.runnerPath).to.equal(made.core?.runnerPath);
    });

    it("attaches a network that the hub does not follow for its own further clients", async () => {
        const edge = { ...EDGE, clientCidrs: ["10.41.0.0/16"] };
        const { recording } = await deploy(two("perVpc", { privateNetworks: { core: CORE, edge } }));
        expect(recording.names(TYPES.route).filter((name) => name.startsWith("edge-"))).to.deep.equal([
            "edge-to-10.41.0.0/16-use1-az1",
            "edge-to-10.41.0.0/16-use1-az2",
        ]);
        expect(recording.names(TYPES.vpnRule)).to.deep.equal(["core-vpn-access"]);
    });

    it("makes a SYSTEM rule for a neighbour's VPC with those of the network it follows", async () => {
        const edge = { ...EDGE, systemResolverRule: ["endpoint"] };
        const { recording } = await deploy(two("shared", { privateNetworks: { core: CORE, edge } }));
        expect(recording.names(TYPES.resolverRuleAssociation)).to.deep.equal(["core-system-rule-network-edge"]);
    });

    const onGateway = (change: object = {}) =>
        devSettings({ privateNetworks: { core: { ...CORE, connectivity: "gateway", ...change } } });

    it("puts networks on the gateway behind one gateway, each with an access point and names that all hub VPCs know", async () => {
        const privateNetworks = {
            core: { ...CORE, connectivity: "gateway" },
            edge: { ...EDGE, connectivity: "gateway", systemResolverRule: ["dns"] },
        };
        const { made, recording } = await deploy(devSettings({ privateNetworks }));
        const gateway = recording.find(TYPES.ingressGateway, "ingress-gateway");
        expect(gateway.inputs).to.deep.equal({
            displayName: "test-ingress",
            environment: { id: recording.find(TYPES.environment, "confluent-environment").id },
            awsIngressPrivateLinkGateway: { region: "us-east-1" },
        });
        expect(recording.ofType(TYPES.privateLink, TYPES.connection)).to.deep.equal([]);
        expect(recording.ofType(TYPES.accessPoint).map(({ inputs }) => inputs.gateway)).to.deep.equal([
            { id: gateway.id },
            { id: gateway.id },
        ]);
        for (const key of ["core", "edge"]) {
            expect(recording.names(TYPES.zoneAssociation).filter((name) => name.startsWith(key))).to.deep.equal(
                ["dns", "runner", "vpn"].map((role) => `${key}-gateway-association-${role}`),
            );
            expect(recording.names(TYPES.route)).to.include(`${key}-from-rtb-0123456789abcdef0`);
            expect(recording.names(TYPES.vpnRule)).to.include(`${key}-vpn-access`);
        }
        expect(recording.names(TYPES.resolverRuleAssociation)).to.deep.equal(["edge-gateway-system-rule-dns"]);
        expect(made.edge?.runnerPath).to.not.equal(made.core?.runnerPath);
        const edge = entry(made, "edge");
        expect(await valueOf(edge.endpointId)).to.equal(recording.find(TYPES.endpoint, "edge-gateway-endpoint").id);
        expect(await valueOf(pulumi.output(edge.accessPoint?.id))).to.equal(
            recording.find(TYPES.accessPoint, "edge-gateway-access-point").id,
        );
    });

    it("keeps the attachment on the way to the gateway: all that there was, under its names and with its inputs", async () => {
        const [before, both] = [await deploy(devSettings()), await deploy(onGateway({ keepAttachment: true }))];
        for (const { type, name, inputs } of before.recording.resources) {
            expect(both.recording.find(type, name).inputs, name).to.deep.equal(inputs);
        }
        const path = await Promise.all(entry(both.made, "core").runnerPath.path.map((part) => valueOf(part.urn)));
        const names = path.map((urn) => both.recording.at(urn).name);
        expect(names).to.include.members(["core-connection", "core-wildcard", "core-association-runner"]);
        expect(names).to.include.members([
            "core-gateway-access-point",
            "core-gateway-wildcard",
            "core-gateway-association-runner",
        ]);
        expect(names).to.have.length(new Set(names).size);
        expect(both.made.core?.accessPoint?.keepsNames).to.equal(true);
    });

    it("lets clusters of a network on an attachment follow that network, whatever others use", async () => {
        const privateNetworks = { core: { ...CORE, connectivity: "gateway" }, edge: EDGE };
        const clusters = { ...(devConfig().clusters as object), vault: { type: "enterprise", privateNetwork: "edge" } };
        const { made, recording } = await deploy(devSettings({ privateNetworks, clusters }));
        const names = await Promise.all(
            entry(made, "edge").runnerPath.path.map(async (part) => recording.at(await valueOf(part.urn)).name),
        );
        expect(names).to.include.members(["edge-connection", "edge-association-runner"]);
        expect(names.filter((name) => name.startsWith("core"))).to.deep.equal([]);
        expect(made.edge?.accessPoint).to.equal(undefined);
    });

    it("makes no attachment when the last network has left it", async () => {
        const { recording } = await deploy(onGateway());
        expect(recording.ofType(TYPES.privateLink, TYPES.connection)).to.deep.equal([]);
        expect(recording.names(TYPES.zone)).to.deep.equal(["core-gateway-zone"]);
    });
});
