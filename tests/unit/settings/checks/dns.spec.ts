import { accepts, refuses, type Change } from "../support";

/** A new one each time: further changes are made in it. */
const edge = (): Change => [["privateNetworks", "edge"], { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1"] }];
const dns = (mode: string, network: string): Change => [["dns"], { mode, network }];

describe("whose endpoint the private names lead to", () => {
    refuses(
        "two private networks without a word on their names",
        [edge()],
        ["dns", "nothing, with 2 private networks: core, edge", "shared or perVpc", "add dns: { mode: shared"],
    );
    refuses(
        "a network that is not there",
        [edge(), dns("perVpc", "edges")],
        ["dns.network", '"edges"', "a private network: core, edge", 'Write "edge"'],
    );
    refuses(
        "another mode",
        [edge(), dns("pervpc", "core")],
        ["dns.mode", '"pervpc"', "shared, one endpoint for all networks", 'nearest is "perVpc"'],
    );
    refuses(
        "a shared endpoint that nothing leads to",
        [edge(), dns("shared", "core"), [["hub"], undefined], [["privateNetworks", "core", "systemResolverRule"], []]],
        ["dns.mode", '"shared"', "perVpc without a hub", "or describe the hub"],
    );
    refuses(
        "clients of a network without an endpoint",
        [edge(), dns("shared", "core"), [["privateNetworks", "edge", "clientCidrs"], ["10.41.0.0/16"]]],
        [
            "privateNetworks.edge.clientCidrs[0]",
            '"10.41.0.0/16"',
            "clients use the endpoint of network core",
            "Move it to privateNetworks.core.clientCidrs",
        ],
    );
    for (const mode of ["shared", "perVpc"]) {
        refuses(
            `a hub VPC's resolver rule in a network that the hub does not follow (${mode})`,
            [
                edge(),
                dns(mode, "core"),
                [
                    ["privateNetworks", "edge", "systemResolverRule"],
                    ["endpoint", "dns"],
                ],
            ],
            [
                "privateNetworks.edge.systemResolverRule[1]",
                '"dns"',
                "the hub's VPCs follow network core",
                "Move it to privateNetworks.core.systemResolverRule",
            ],
        );
    }
    refuses(
        "networks with overlapping blocks",
        [[["privateNetworks", "edge"], { vpcCidr: "10.0.8.0/21", zoneIds: ["use1-az1"] }], dns("perVpc", "core")],
        ["privateNetworks.edge.vpcCidr", '"10.0.8.0/21"', "overlaps no other", "Choose a block that is free"],
    );
    accepts("one endpoint for two networks", [edge(), dns("shared", "core")]);
    accepts("an endpoint for each network", [edge(), dns("perVpc", "core")]);
    accepts("an endpoint for each network without a hub", [
        edge(),
        dns("perVpc", "core"),
        [["hub"], undefined],
        [["privateNetworks", "core", "systemResolverRule"], []],
    ]);
    accepts("a word on names where there is one network", [dns("shared", "core")]);
});
