// Does not prove that anybody can dial in.
import { randomBytes } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ClientVpnEndpoint, vpcResolver, type ClientVpnEndpointArgs } from "../../../components/hub/clientVpnEndpoint";
import type { ImportedVpnCertificates } from "../../../components/hub/vpnCertificates";
import { failureOf, record } from "../../support/engine";
import { component, TYPES } from "../../support/types";

const GIVEN = { given: { serverArn: "arn:server", clientRootArn: "arn:root" } };

function make(change: Partial<ClientVpnEndpointArgs> = {}) {
    return new ClientVpnEndpoint("vpn", {
        cidr: "10.100.0.0/22",
        clientCidr: "10.200.0.0/22",
        zoneIds: ["use1-az1", "use1-az2"],
        gateway: { transitGatewayId: "tgw-1", hubRouteTableId: "tgw-rtb-1", spokeRouteTableId: "tgw-rtb-2" },
        splitTunnel: true,
        logRetentionDays: 30,
        certificates: GIVEN,
        dns: { cidr: "10.255.0.0/24", addresses: ["10.255.0.20", "10.255.0.21", "10.255.0.22"] },
        displayName: "prod-hub-vpn",
        ...change,
    });
}

/** PEM texts of no meaning, and the same as secrets. */
function pems(): { plain: Record<keyof ImportedVpnCertificates, string>; secret: Required<ImportedVpnCertificates> } {
    const text = () => `-----BEGIN ${randomBytes(12).toString("hex")}`;
    const plain = {
        serverCertificate: text(),
        serverPrivateKey: text(),
        chain: text(),
        clientRootCertificate: text(),
        clientRootPrivateKey: text(),
    };
    const secret = {
        serverCertificate: pulumi.secret(plain.serverCertificate),
        serverPrivateKey: pulumi.secret(plain.serverPrivateKey),
        chain: pulumi.secret(plain.chain),
        clientRootCertificate: pulumi.secret(plain.clientRootCertificate),
        clientRootPrivateKey: pulumi.secret(plain.clientRootPrivateKey),
    };
    return { plain, secret };
}

/** How a secret travels to the engine. */
const SECRET = "4dabf18193072939515e22adb298388d";
const envelope = (value: string) => ({ [SECRET]: "1b47061264138c4ac30d75fd1eb44270", value });

describe("ClientVpnEndpoint", () => {
    it("makes an endpoint with mutual TLS that writes down who was connected", async () => {
        const { recording } = await record(make);
        const logs = recording.find(TYPES.logGroup, "vpn-connections");
        const stream = recording.find(TYPES.logStream, "vpn-connections");
        expect(logs.inputs).to.deep.equal({ retentionInDays: 30, tags: { Name: "prod-hub-vpn" } });
        expect(stream.inputs).to.deep.equal({ logGroupName: logs.state.name });
        expect(recording.find(TYPES.vpnEndpoint, "vpn-endpoint").inputs).to.deep.equal({
            description: "prod-hub-vpn: Confluent Cloud over PrivateLink",
            clientCidrBlock: "10.200.0.0/22",
            vpcId: recording.find(TYPES.vpc, "vpn-vpc").id,
            securityGroupIds: [recording.find(TYPES.securityGroup, "vpn-security-group").id],
            serverCertificateArn: "arn:server",
            authenticationOptions: [{ type: "certificate-authentication", rootCertificateChainArn: "arn:root" }],
            connectionLogOptions: {
                enabled: true,
                cloudwatchLogGroup: logs.state.name,
                cloudwatchLogStream: stream.state.name,
            },
            dnsServers: ["10.255.0.20", "10.255.0.21"],
            splitTunnel: true,
            tags: { Name: "prod-hub-vpn" },
        });
    });

    it("is associated with a subnet in each zone, of a size that Client VPN takes", async () => {
        const { recording } = await record(make);
        const clientVpnEndpointId = recording.find(TYPES.vpnEndpoint, "vpn-endpoint").id;
        const subnets = ["use1-az1", "use1-az2"].map((zone) => recording.find(TYPES.subnet, `vpn-subnet-${zone}`));
        expect(subnets.map(({ inputs }) => inputs.cidrBlock)).to.deep.equal(["10.100.0.64/26", "10.100.0.128/26"]);
        expect(recording.ofType(TYPES.vpnTarget).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["vpn-target-use1-az1", { clientVpnEndpointId, subnetId: subnets[0]?.id }],
            ["vpn-target-use1-az2", { clientVpnEndpointId, subnetId: subnets[1]?.id }],
        ]);
    });

    it("leads its clients to the resolver, and leaves every other way to spokes", async () => {
        const { recording } = await record(make);
        const clientVpnEndpointId = recording.find(TYPES.vpnEndpoint, "vpn-endpoint").id;
        expect(recording.ofType(TYPES.vpnRoute).map(({ name, inputs }) => [name, inputs])).to.deep.equal(
            ["use1-az1", "use1-az2"].map((zone) => [
                `vpn-to-dns-${zone}`,
                {
                    clientVpnEndpointId,
                    destinationCidrBlock: "10.255.0.0/24",
                    targetVpcSubnetId: recording.find(TYPES.subnet, `vpn-subnet-${zone}`).id,
                },
            ]),
        );
        expect(recording.ofType(TYPES.vpnRule).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["vpn-dns-access", { clientVpnEndpointId, targetNetworkCidr: "10.255.0.0/24", authorizeAllGroups: true }],
        ]);
    });

    it("lets clients out to Confluent's ports, and to DNS in the resolver's block alone", async () => {
        const { recording } = await record(make);
        const rules = recording
            .ofType(TYPES.egressRule)
            .map(({ inputs: { ipProtocol, fromPort, toPort, cidrIpv4 } }) => [ipProtocol, fromPort, toPort, cidrIpv4]);
        expect(rules).to.have.deep.members([
            ["tcp", 443, 443, "0.0.0.0/0"],
            ["tcp", 9092, 9092, "0.0.0.0/0"],
            ["udp", 53, 53, "10.255.0.0/24"],
            ["tcp", 53, 53, "10.255.0.0/24"],
        ]);
        expect(recording.ofType(TYPES.ingressRule)).to.deep.equal([]);
    });

    it("imports both certificates, and keeps every PEM text a secret", async () => {
        const { plain, secret } = pems();
        const { recording } = await record(() => make({ certificates: { imported: secret } }));
        const [server, root] = [
            recording.find(TYPES.certificate, "vpn-server-certificate"),
            recording.find(TYPES.certificate, "vpn-client-root-certificate"),
        ];
        const tags = { Name: "prod-hub-vpn" };
        expect(server.inputs).to.deep.equal({
            certificateBody: envelope(plain.serverCertificate),
            privateKey: envelope(plain.serverPrivateKey),
            certificateChain: envelope(plain.chain),
            tags,
        });
        expect(root.inputs).to.deep.equal({
            certificateBody: envelope(plain.clientRootCertificate),
            privateKey: envelope(plain.clientRootPrivateKey),
            tags,
        });
        const endpoint = recording.find(TYPES.vpnEndpoint, "vpn-endpoint").inputs;
        expect(endpoint.serverCertificateArn).to.equal(server.id);
        expect(endpoint.authenticationOptions).to.deep.equal([
            { type: "certificate-authentication", rootCertificateChainArn: root.id },
        ]);
        expect(server.additionalSecretOutputs).to.include("privateKey");
    });

    it("checks clients against the server's authority where their root has no key", async () => {
        const { plain, secret } = pems();
        const { serverCertificate, serverPrivateKey, clientRootCertificate } = secret;
        const imported = { serverCertificate, serverPrivateKey, clientRootCertificate };
        const { recording } = await record(() => make({ certificates: { imported } }));
        expect(recording.names(TYPES.certificate)).to.deep.equal(["vpn-server-certificate"]);
        const server = recording.find(TYPES.certificate, "vpn-server-certificate");
        expect(server.inputs.certificateChain).to.deep.equal(envelope(plain.clientRootCertificate));
        expect(recording.find(TYPES.vpnEndpoint, "vpn-endpoint").inputs.authenticationOptions).to.deep.equal([
            { type: "certificate-authentication", rootCertificateChainArn: server.id },
        ]);
    });

    it("wants certificates of one kind", async () => {
        const message = "Client VPN vpn wants certificates that are there, or such to import, not both";
        expect(await failureOf(record(() => make({ certificates: {} })))).to.equal(message);
        const both = { ...GIVEN, imported: pems().secret };
        expect(await failureOf(record(() => make({ certificates: both })))).to.equal(message);
    });

    it("knows where the resolver of a VPC is", () => {
        expect(vpcResolver("10.100.0.0/22")).to.equal("10.100.0.2");
        expect(vpcResolver("10.100.4.0/23")).to.equal("10.100.4.2");
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("ClientVpnEndpoint"), "vpn")).to.deep.equal({
            vpcId: recording.find(TYPES.vpc, "vpn-vpc").id,
            endpointId: recording.find(TYPES.vpnEndpoint, "vpn-endpoint").id,
        });
    });
});
