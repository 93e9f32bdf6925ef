import { refuses, type Change } from "../support";

describe("lists", () => {
    const cases: [string, Change, string][] = [
        ["privateNetworks.core.zoneIds[1]", [["privateNetworks", "core", "zoneIds", 1], "use1-az1"], "use1-az1"],
        [
            "privateNetworks.core.clientCidrs[1]",
            [["privateNetworks", "core", "clientCidrs", 1], "10.40.0.0/16"],
            "10.40.0.0/16",
        ],
        [
            "privateNetworks.core.systemResolverRule[2]",
            [["privateNetworks", "core", "systemResolverRule", 2], "vpn"],
            "vpn",
        ],
        [
            "links.sandbox-shared.mirrorTopics.fromSource[2]",
            [["links", "sandbox-shared", "mirrorTopics", "fromSource", 2], "orders"],
            "orders",
        ],
        [
            "links.sandbox-shared.mirrorTopics.fromDestination[1]",
            [["links", "sandbox-shared", "mirrorTopics", "fromDestination", 1], "fills"],
            "fills",
        ],
        [
            "hub.runner.routeTableIds[1]",
            [["hub", "runner", "routeTableIds", 1], "rtb-00000000000000001"],
            "rtb-00000000000000001",
        ],
        [
            "hub.dns.routeTableIds[1]",
            [["hub", "dns", "routeTableIds", 1], "rtb-00000000000000002"],
            "rtb-00000000000000002",
        ],
        [
            "hub.vpn.routeTableIds[1]",
            [["hub", "vpn", "routeTableIds", 1], "rtb-00000000000000003"],
            "rtb-00000000000000003",
        ],
        [
            "hub.vpn.targetSubnetIds[1]",
            [["hub", "vpn", "targetSubnetIds", 1], "subnet-00000000000000001"],
            "subnet-00000000000000001",
        ],
        [
            "hub.transitGateway.propagationRouteTableIds[1]",
            [["hub", "transitGateway", "propagationRouteTableIds", 1], "tgw-rtb-00000000000000002"],
            "tgw-rtb-00000000000000002",
        ],
    ];
    for (const [path, change, value] of cases) {
        refuses(
            `one value twice in ${path.slice(0, -3)}`,
            [change],
            [path, `"${value}" again`, "each value once; it is at", "Remove it."],
        );
    }
});
