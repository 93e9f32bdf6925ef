// Does not prove that a resolver answers; the simulated resolver does that.
import { expect } from "chai";
import { HubDns, type HubDnsArgs } from "../../../components/hub/hubDns";
import { record, valueOf } from "../../support/engine";
import { component, TYPES } from "../../support/types";

function make(change: Partial<HubDnsArgs> = {}) {
    return new HubDns("dns", {
        cidr: "10.255.0.0/24",
        zoneIds: ["use1-az1", "use1-az2"],
        gateway: { transitGatewayId: "tgw-1", hubRouteTableId: "tgw-rtb-1", spokeRouteTableId: "tgw-rtb-2" },
        inbound: true,
        clients: { vpn: "10.100.0.0/22" },
        forward: [{ domain: "corp.example", targets: ["10.9.0.2"] }],
        displayName: "prod-hub-dns",
        ...change,
    });
}

describe("HubDns", () => {
    it("lets its own VPC and its clients ask on port 53, over UDP and TCP", async () => {
        const { recording } = await record(make);
        const securityGroupId = recording.find(TYPES.securityGroup, "dns-inbound-security-group").id;
        const rule = (service: string, block: string, ipProtocol: string, cidrIpv4: string) => [
            `dns-inbound-${service}-from-${block}`,
            { securityGroupId, ipProtocol, fromPort: 53, toPort: 53, cidrIpv4, description: `${service}, ${block}` },
        ];
        expect(recording.ofType(TYPES.ingressRule).map(({ name, inputs }) => [name, inputs])).to.have.deep.members([
            rule("dns-udp", "dns", "udp", "10.255.0.0/24"),
            rule("dns-tcp", "dns", "tcp", "10.255.0.0/24"),
            rule("dns-udp", "vpn", "udp", "10.100.0.0/22"),
            rule("dns-tcp", "vpn", "tcp", "10.100.0.0/22"),
        ]);
    });

    it("answers at an address in each zone, whatever order AWS gives them in", async () => {
        const { made, recording } = await record(make);
        const subnets = ["use1-az1", "use1-az2"].map((zone) => recording.find(TYPES.subnet, `dns-subnet-${zone}`).id);
        expect(recording.find(TYPES.resolverEndpoint, "dns-inbound-endpoint").inputs).to.deep.equal({
            direction: "INBOUND",
            securityGroupIds: [recording.find(TYPES.securityGroup, "dns-inbound-security-group").id],
            ipAddresses: subnets.map((subnetId) => ({ subnetId })),
            tags: { Name: "prod-hub-dns" },
        });
        expect(await valueOf(made.inboundAddresses)).to.deep.equal(["10.255.0.20", "10.255.0.21"]);
    });

    it("asks the servers of a domain, and nobody else", async () => {
        const { recording } = await record(make);
        const resolverEndpointId = recording.find(TYPES.resolverEndpoint, "dns-outbound-endpoint").id;
        expect(recording.find(TYPES.resolverRule, "dns-forward-corp.example").inputs).to.deep.equal({
            domainName: "corp.example",
            ruleType: "FORWARD",
            resolverEndpointId,
            targetIps: [{ ip: "10.9.0.2" }],
            tags: { Name: "prod-hub-dns" },
        });
        expect(
            recording
                .ofType(TYPES.egressRule)
                .map(({ inputs }) => [inputs.ipProtocol, inputs.fromPort, inputs.cidrIpv4]),
        ).to.have.deep.members([
            ["udp", 53, "10.9.0.2/32"],
            ["tcp", 53, "10.9.0.2/32"],
        ]);
    });

    it("has one way to a server that knows several domains", async () => {
        const forward = ["corp.example", "lab.example"].map((domain) => ({ domain, targets: ["10.9.0.2"] }));
        const { recording } = await record(() => make({ clients: {}, forward }));
        expect(recording.names(TYPES.route)).to.deep.equal(["dns-to-10.9.0.2-use1-az1", "dns-to-10.9.0.2-use1-az2"]);
        expect(recording.ofType(TYPES.resolverRule)).to.have.length(2);
        expect(recording.ofType(TYPES.egressRule)).to.have.length(2);
    });

    it("makes no endpoint that nobody needs", async () => {
        const inbound = await record(() => make({ forward: [] }));
        expect(inbound.recording.names(TYPES.resolverEndpoint)).to.deep.equal(["dns-inbound-endpoint"]);
        expect(inbound.made.ruleIds).to.deep.equal({});
        const outbound = await record(() => make({ inbound: false, clients: {} }));
        expect(outbound.recording.names(TYPES.resolverEndpoint)).to.deep.equal(["dns-outbound-endpoint"]);
        expect(outbound.recording.ofType(TYPES.ingressRule)).to.deep.equal([]);
        expect(await valueOf(outbound.made.inboundAddresses)).to.deep.equal([]);
    });

    it("registers its outputs", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("HubDns"), "dns")).to.deep.equal({
            vpcId: recording.find(TYPES.vpc, "dns-vpc").id,
            inboundAddresses: ["10.255.0.20", "10.255.0.21"],
        });
    });
});
