import { accepts, refuses } from "./support";

describe("the form of single values", () => {
    describe("ids", () => {
        const hex = "8 or 17 hexadecimal digits";
        refuses(
            "an environment id of another form",
            [[["environment"], { id: "prod" }]],
            ["environment.id", '"prod"', "such as env-abc123", "confluent environment list"],
        );
        refuses(
            "a subnet for a VPC",
            [[["hub", "runner", "vpcId"], "subnet-00000000000000001"]],
            ["hub.runner.vpcId", '"subnet-00000000000000001"', hex, "This one is the id of a subnet."],
        );
        refuses(
            "an attachment for a gateway",
            [[["hub", "transitGateway", "id"], "tgw-attach-00000000000000001"]],
            ["hub.transitGateway.id", '"tgw-attach-00000000000000001"', hex, "the id of a Transit Gateway attachment."],
        );
        refuses(
            "a gateway's route table for a VPC's",
            [[["hub", "dns", "routeTableIds", 0], "tgw-rtb-00000000000000001"]],
            [
                "hub.dns.routeTableIds[0]",
                '"tgw-rtb-00000000000000001"',
                hex,
                "the id of a Transit Gateway route table.",
            ],
        );
        refuses(
            "a VPC's route table for a gateway's",
            [[["hub", "transitGateway", "associationRouteTableId"], "rtb-00000000000000001"]],
            [
                "hub.transitGateway.associationRouteTableId",
                '"rtb-00000000000000001"',
                hex,
                "the id of a VPC route table.",
            ],
        );
        refuses(
            "a shortened id",
            [[["hub", "vpn", "endpointId"], "cvpn-endpoint-0000"]],
            ["hub.vpn.endpointId", '"cvpn-endpoint-0000"', hex, "Give cvpn-endpoint- and 8 or 17"],
        );
        refuses(
            "a name for an id",
            [[["hub", "vpn", "targetSubnetIds", 0], "private-a"]],
            ["hub.vpn.targetSubnetIds[0]", '"private-a"', hex, "Give subnet- and 8 or 17"],
        );
        accepts("ids of the older, shorter form", [[["hub", "runner", "vpcId"], "vpc-0a1b2c3d"]]);
    });

    describe("blocks of addresses", () => {
        refuses(
            "host bits",
            [[["privateNetworks", "core", "vpcCidr"], "10.0.0.1/20"]],
            ["privateNetworks.core.vpcCidr", '"10.0.0.1/20"', "/16 to /24", "Write 10.0.0.0/20"],
        );
        for (const [form, block] of [
            ["an octal form", "010.0.0.0/20"],
            ["a short form", "10.0/20"],
            ["a prefix out of range", "10.0.0.0/33"],
            ["IPv6", "fd00::/20"],
            ["spaces", " 10.0.0.0/20"],
        ] as const) {
            refuses(
                `${form} for a block`,
                [[["privateNetworks", "core", "vpcCidr"], block]],
                [
                    "privateNetworks.core.vpcCidr",
                    JSON.stringify(block),
                    "/16 to /24",
                    "Write four numbers from 0 to 255 without leading zeros, and a prefix length from 0 to 32.",
                ],
            );
        }
        refuses(
            "a missing prefix length",
            [[["hub", "runner", "cidr"], "10.2.0.0"]],
            ["hub.runner.cidr", '"10.2.0.0"', "/16 to /28", "as in 10.2.0.0/20."],
        );
        refuses(
            "a VPC whose subnets would be too small",
            [[["privateNetworks", "core", "vpcCidr"], "10.0.0.0/25"]],
            ["privateNetworks.core.vpcCidr", '"10.0.0.0/25"', "/16 to /24", "from /16 to /24 instead of /25"],
        );
        refuses(
            "a VPC that AWS would not make",
            [[["privateNetworks", "core", "vpcCidr"], "172.16.0.0/15"]],
            ["privateNetworks.core.vpcCidr", '"172.16.0.0/15"', "/16 to /24", "from /16 to /24 instead of /15"],
        );
        refuses(
            "a pool too small for Client VPN",
            [[["hub", "vpn", "clientCidr"], "10.200.0.0/23"]],
            ["hub.vpn.clientCidr", '"10.200.0.0/23"', "/12 to /22", "instead of /23"],
        );
        refuses(
            "a pool too large for Client VPN",
            [[["hub", "vpn", "clientCidr"], "20.0.0.0/11"]],
            ["hub.vpn.clientCidr", '"20.0.0.0/11"', "/12 to /22", "instead of /11"],
        );
        refuses(
            "everybody as a client",
            [[["privateNetworks", "core", "clientCidrs", 0], "128.0.0.0/2"]],
            ["privateNetworks.core.clientCidrs[0]", '"128.0.0.0/2"', "/8 to /32", "instead of /2"],
        );
        refuses(
            "a range that no network can have",
            [[["privateNetworks", "core", "clientCidrs", 0], "169.254.0.0/24"]],
            ["privateNetworks.core.clientCidrs[0]", '"169.254.0.0/24"', "/8 to /32", "outside 169.254.0.0/16"],
        );
    });

    describe("names", () => {
        const long = "x".repeat(201);
        refuses(
            "a link name with spaces",
            [[["links", "sandbox-shared", "name"], "both ways"]],
            ["links.sandbox-shared.name", '"both ways"', "1 to 200", "Use letters, digits"],
        );
        refuses(
            "a link name that is too long",
            [[["links", "sandbox-shared", "name"], long]],
            ["links.sandbox-shared.name", `"${"x".repeat(79)}…`, "1 to 200", "Shorten it by 1."],
        );
        refuses(
            "a display name with a space at its end",
            [[["clusters", "shared", "displayName"], "Shared "]],
            ["clusters.shared.displayName", '"Shared "', "1 to 64 characters", "without spaces at either end"],
        );
        refuses(
            "a cluster's name that is too long for the service",
            [[["clusters", "shared", "displayName"], "n".repeat(65)]],
            ["clusters.shared.displayName", `"${"n".repeat(65)}"`, "1 to 64 characters", "Give 1 to 64"],
        );
        refuses(
            "an environment's name that is too long for the service",
            [[["environment", "name"], "n".repeat(65)]],
            ["environment.name", `"${"n".repeat(65)}"`, "1 to 64 characters", "Give 1 to 64"],
        );
        refuses(
            "an empty environment name",
            [[["environment", "name"], ""]],
            ["environment.name", '""', "1 to 64 characters", "Give 1 to 64"],
        );
        for (const resolver of [
            "dns.example:53",
            "10.0.0.2",
            "10.0.0.2:0",
            "10.0.0.2:65536",
            "[10.0.0.2]:53",
            "[::1]",
            ":53",
            "::1:53",
        ]) {
            refuses(
                `${resolver} for a resolver`,
                [[["readiness", "resolver"], resolver]],
                [
                    "readiness.resolver",
                    JSON.stringify(resolver),
                    "address:port",
                    "such as 10.255.0.2:53 or [fd00::2]:53",
                ],
            );
        }
        accepts("an IPv6 resolver", [[["readiness", "resolver"], "[fd00::2]:53"]]);
    });
});
