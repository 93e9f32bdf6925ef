import { expect } from "chai";
import {
    attachmentNetworks,
    clientNetworks,
    followedNetwork,
    hasEndpoint,
    hubReturnRoutes,
    mirrorTopicName,
    neighbours,
    runnersNetwork,
    zoneVpcs,
} from "../../../components/settings/topology";
import { settingsWith, type Change } from "./support";

const NO_HUB: Change[] = [
    [["hub"], undefined],
    [["privateNetworks", "core", "systemResolverRule"], []],
];
const GATEWAY_VPN: Change[] = [
    [["hub", "vpn"], { mode: "tgw", clientCidr: "10.200.0.0/22", endpointId: "cvpn-endpoint-00000000000000001" }],
    [["privateNetworks", "core", "systemResolverRule"], []],
];
/** The runner, the resolver and the VPN in one VPC, with route tables that partly agree. */
const ONE_VPC: Change[] = [
    [["hub", "dns"], { vpcId: "vpc-00000000000000001", cidr: "10.2.0.0/16", routeTableIds: ["rtb-00000000000000002"] }],
    [["hub", "vpn", "vpcId"], "vpc-00000000000000001"],
    [["hub", "vpn", "cidr"], "10.2.0.0/16"],
    [
        ["hub", "vpn", "routeTableIds"],
        ["rtb-00000000000000001", "rtb-00000000000000003"],
    ],
];

const OWN = { key: "own", cidr: "10.0.0.0/20", viaTransitGateway: false, routeTableIds: [] };
const RUNNER = {
    key: "runner",
    cidr: "10.2.0.0/16",
    viaTransitGateway: true,
    vpcId: "vpc-00000000000000001",
    routeTableIds: ["rtb-00000000000000001"],
};
const DNS = {
    key: "dns",
    cidr: "10.255.0.0/24",
    viaTransitGateway: true,
    vpcId: "vpc-00000000000000002",
    routeTableIds: ["rtb-00000000000000002"],
};
const VPN = {
    key: "vpn",
    cidr: "10.100.0.0/22",
    viaTransitGateway: true,
    vpcId: "vpc-00000000000000003",
    routeTableIds: ["rtb-00000000000000003"],
};
const FURTHER = { key: "10.40.0.0/16", cidr: "10.40.0.0/16", viaTransitGateway: true, routeTableIds: [] };

describe("client networks", () => {
    it("are the endpoint's VPC, the hub's and the further ones", () => {
        expect(clientNetworks(settingsWith(), "core")).to.deep.equal([OWN, RUNNER, DNS, VPN, FURTHER]);
    });

    it("without a hub do not cross a gateway", () => {
        const further = { ...FURTHER, viaTransitGateway: false };
        expect(clientNetworks(settingsWith(...NO_HUB), "core")).to.deep.equal([OWN, further]);
    });

    it("leave out a DNS VPC that only answers for names", () => {
        const settings = settingsWith([["hub", "dns", "routeTableIds"], []]);
        expect(clientNetworks(settings, "core")).to.deep.equal([OWN, RUNNER, VPN, FURTHER]);
    });

    it("hold the clients' own addresses when the VPN is on the gateway", () => {
        const vpn = { key: "vpn", cidr: "10.200.0.0/22", viaTransitGateway: true, routeTableIds: [] };
        expect(clientNetworks(settingsWith(...GATEWAY_VPN), "core")).to.deep.equal([OWN, RUNNER, DNS, vpn, FURTHER]);
    });

    it("hold a VPC of several roles once, with the route tables of all", () => {
        const runner = {
            ...RUNNER,
            routeTableIds: ["rtb-00000000000000001", "rtb-00000000000000002", "rtb-00000000000000003"],
        };
        expect(clientNetworks(settingsWith(...ONE_VPC), "core")).to.deep.equal([OWN, runner, FURTHER]);
    });

    it("keep their keys when others come and go", () => {
        const settings = settingsWith(
            [["hub", "vpn"], undefined],
            [["hub", "dns"], undefined],
            [["privateNetworks", "core", "systemResolverRule"], []],
            [
                ["privateNetworks", "core", "clientCidrs"],
                ["10.41.0.0/16", "10.40.0.0/16"],
            ],
        );
        expect(clientNetworks(settings, "core").map(({ key }) => key)).to.deep.equal([
            "own",
            "runner",
            "10.41.0.0/16",
            "10.40.0.0/16",
        ]);
    });

    it("belong to a network that exists", () => {
        expect(() => clientNetworks(settingsWith(), "edge")).to.throw('There is no private network "edge", only core.');
        expect(() => clientNetworks(settingsWith(), "constructor")).to.throw("no private network");
    });
});

describe("VPCs that know the private zone", () => {
    it("are the runner's, the DNS and the VPN's", () => {
        expect(zoneVpcs(settingsWith(), "core")).to.deep.equal({
            runner: "vpc-00000000000000001",
            dns: "vpc-00000000000000002",
            vpn: "vpc-00000000000000003",
        });
    });

    it("include a DNS VPC that only answers for names", () => {
        expect(zoneVpcs(settingsWith([["hub", "dns", "routeTableIds"], []]), "core")).to.have.property("dns");
    });

    it("hold a VPC of several roles once, under the first", () => {
        expect(zoneVpcs(settingsWith(...ONE_VPC), "core")).to.deep.equal({ runner: "vpc-00000000000000001" });
    });

    it("do not include a VPN on the gateway, which has none", () => {
        expect(Object.keys(zoneVpcs(settingsWith(...GATEWAY_VPN), "core"))).to.deep.equal(["runner", "dns"]);
    });

    it("are none without a hub", () => {
        expect(zoneVpcs(settingsWith(...NO_HUB), "core")).to.deep.equal({});
    });
});

describe("two private networks", () => {
    const EDGE = { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1"] };
    const two = (mode: string, network: string, ...further: Change[]) =>
        settingsWith([["privateNetworks", "edge"], EDGE], [["dns"], { mode, network }], ...further);
    const NEIGHBOUR = { key: "network-edge", cidr: "10.1.0.0/20", viaTransitGateway: true, routeTableIds: [] };

    it("that share an endpoint are clients of it: the hub's and the neighbour's", () => {
        const settings = two("shared", "core");
        expect(["core", "edge"].map((key) => hasEndpoint(settings, key))).to.deep.equal([true, false]);
        expect(neighbours(settings, "core")).to.deep.equal(["edge"]);
        expect(neighbours(settings, "edge")).to.deep.equal([]);
        expect(clientNetworks(settings, "core")).to.deep.equal([OWN, RUNNER, DNS, VPN, NEIGHBOUR, FURTHER]);
    });

    it("with an endpoint each have clients of their own: the hub follows one of them", () => {
        const settings = two("perVpc", "core");
        expect(["core", "edge"].map((key) => hasEndpoint(settings, key))).to.deep.equal([true, true]);
        expect(neighbours(settings, "core")).to.deep.equal([]);
        expect(clientNetworks(settings, "core")).to.deep.equal([OWN, RUNNER, DNS, VPN, FURTHER]);
        expect(clientNetworks(settings, "edge")).to.deep.equal([{ ...OWN, cidr: "10.1.0.0/20" }]);
        expect(zoneVpcs(settings, "edge")).to.deep.equal({});
        expect(hubReturnRoutes(settings, "edge")).to.deep.equal([]);
    });

    it("are followed where the setting says so, else there is one only", () => {
        const NO_ROLES: Change = [["privateNetworks", "core", "systemResolverRule"], []];
        expect(followedNetwork(two("perVpc", "edge", NO_ROLES))).to.equal("edge");
        expect(Object.keys(zoneVpcs(two("perVpc", "edge", NO_ROLES), "edge"))).to.have.length(3);
        expect(followedNetwork(settingsWith())).to.equal("core");
    });
});

describe("return routes of the hub", () => {
    const route = (routeTableId: string) => ({
        key: routeTableId,
        routeTableId,
        destinationCidr: "10.0.0.0/20",
        transitGatewayId: "tgw-00000000000000001",
    });
    const all = [route("rtb-00000000000000001"), route("rtb-00000000000000002"), route("rtb-00000000000000003")];

    it("lead from every route table of a client VPC to the private network", () => {
        expect(hubReturnRoutes(settingsWith(), "core")).to.deep.equal(all);
    });

    it("are made once per route table", () => {
        expect(hubReturnRoutes(settingsWith(...ONE_VPC), "core")).to.have.deep.members(all);
    });

    it("need none in a VPC that the VPN does not have", () => {
        expect(hubReturnRoutes(settingsWith(...GATEWAY_VPN), "core")).to.deep.equal(all.slice(0, 2));
    });

    it("are none without a hub", () => {
        expect(hubReturnRoutes(settingsWith(...NO_HUB), "core")).to.deep.equal([]);
    });
});

describe("mirror topics", () => {
    const link = (...changes: Change[]) => {
        const found = settingsWith(...changes).links["sandbox-shared"];
        if (found === undefined) {
            throw new Error("the example has this link");
        }
        return found;
    };

    it("are called as their topics", () => {
        expect(mirrorTopicName(link(), "fromSource", "orders")).to.equal("orders");
        expect(mirrorTopicName(link(), "fromDestination", "fills")).to.equal("fills");
    });

    it("take the prefix of the half on their own cluster", () => {
        const prefixed = link(
            [["links", "sandbox-shared", "config", "destination", "cluster.link.prefix"], "east."],
            [["links", "sandbox-shared", "config", "source", "cluster.link.prefix"], "west."],
        );
        expect(mirrorTopicName(prefixed, "fromSource", "orders")).to.equal("east.orders");
        expect(mirrorTopicName(prefixed, "fromDestination", "fills")).to.equal("west.fills");
    });
});

describe("networks on the gateway", () => {
    const ON_GATEWAY: Change = [["privateNetworks", "core", "connectivity"], "gateway"];
    const KEPT: Change = [["privateNetworks", "core", "keepAttachment"], true];
    const EDGE: Change = [["privateNetworks", "edge"], { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1"] }];

    it("are followed by nobody, and serve the hub all the same", () => {
        const settings = settingsWith(ON_GATEWAY);
        expect(followedNetwork(settings)).to.equal(undefined);
        expect(runnersNetwork(settings)).to.equal("core");
        expect(attachmentNetworks(settings)).to.deep.equal([]);
        expect(hasEndpoint(settings, "core")).to.equal(true);
        expect(clientNetworks(settings, "core")).to.deep.equal([OWN, RUNNER, DNS, VPN, FURTHER]);
        expect(Object.keys(zoneVpcs(settings, "core", "gateway"))).to.deep.equal(["runner", "dns", "vpn"]);
        expect(hubReturnRoutes(settings, "core")).to.have.length(3);
    });

    it("leave the attachment's names to the other networks", () => {
        const settings = settingsWith(ON_GATEWAY, EDGE);
        expect(followedNetwork(settings)).to.equal("edge");
        expect(attachmentNetworks(settings)).to.deep.equal(["edge"]);
        expect(neighbours(settings, "core")).to.deep.equal([]);
        expect(Object.keys(zoneVpcs(settings, "edge"))).to.deep.equal(["runner", "dns", "vpn"]);
    });

    it("share the attachment's names while they keep it", () => {
        const settings = settingsWith(
            ON_GATEWAY,
            KEPT,
            EDGE,
            [["dns"], { mode: "perVpc", network: "edge" }],
            [["privateNetworks", "core", "systemResolverRule"], []],
        );
        expect(attachmentNetworks(settings)).to.deep.equal(["core", "edge"]);
        expect(followedNetwork(settings)).to.equal("edge");
        expect(zoneVpcs(settings, "core")).to.deep.equal({});
        expect(Object.keys(zoneVpcs(settings, "core", "gateway"))).to.deep.equal(["runner", "dns", "vpn"]);
    });
});
