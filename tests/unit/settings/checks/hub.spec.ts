import { accepts, refuses } from "../support";

describe("the hub", () => {
    refuses(
        "a route table of two VPCs",
        [[["hub", "dns", "routeTableIds"], ["rtb-00000000000000001"]]],
        [
            "hub.dns.routeTableIds[0]",
            '"rtb-00000000000000001"',
            "confluent-cluster-linking:hub.runner.routeTableIds[0] names it",
            "Give each VPC its own route tables",
        ],
    );
    accepts("a route table twice for one VPC in two roles", [
        [
            ["hub", "dns"],
            { vpcId: "vpc-00000000000000001", cidr: "10.2.0.0/16", routeTableIds: ["rtb-00000000000000001"] },
        ],
    ]);

    refuses(
        "a VPN endpoint without subnets",
        [[["hub", "vpn", "targetSubnetIds"], undefined]],
        ["hub.vpn", "endpointId without targetSubnetIds", "both", "Add the subnets"],
    );
    refuses(
        "a VPN's subnets without its endpoint",
        [[["hub", "vpn", "endpointId"], undefined]],
        ["hub.vpn", "targetSubnetIds without endpointId", "or neither", "Add the id of the VPN endpoint"],
    );
    accepts("a VPN whose routes are somebody else's", [
        [["hub", "vpn", "endpointId"], undefined],
        [["hub", "vpn", "targetSubnetIds"], undefined],
    ]);
    accepts("a VPN on the gateway", [
        [["hub", "vpn"], { mode: "tgw", clientCidr: "10.200.0.0/22", endpointId: "cvpn-endpoint-00000000000000001" }],
        [["privateNetworks", "core", "systemResolverRule"], ["dns"]],
    ]);
    accepts("a hub of a runner only", [
        [["hub", "dns"], undefined],
        [["hub", "vpn"], undefined],
        [
            ["privateNetworks", "core", "systemResolverRule"],
            ["endpoint", "runner"],
        ],
    ]);

    refuses(
        "a resolver rule for a VPC that is not described",
        [
            [["hub", "dns"], undefined],
            [["privateNetworks", "core", "systemResolverRule"], ["dns"]],
        ],
        ["privateNetworks.core.systemResolverRule[0]", '"dns"', "endpoint, runner, vpn", "Describe that VPC under hub"],
    );
    refuses(
        "a resolver rule for a VPN that has no VPC",
        [
            [["hub", "vpn"], { mode: "tgw", clientCidr: "10.200.0.0/22" }],
            [["privateNetworks", "core", "systemResolverRule"], ["vpn"]],
        ],
        ["privateNetworks.core.systemResolverRule[0]", '"vpn"', "endpoint, runner, dns", 'remove "vpn" here'],
    );
    refuses(
        "a resolver rule for a runner's VPC without a hub",
        [
            [["hub"], undefined],
            [["privateNetworks", "core", "systemResolverRule"], ["runner"]],
        ],
        [
            "privateNetworks.core.systemResolverRule[0]",
            '"runner"',
            "roles that have a VPC in this stack: endpoint",
            "Describe that VPC under hub",
        ],
    );

    const OWNER = { roleArn: "arn:aws:iam::222222222222:role/spokes" };
    const SHARE = "arn:aws:ram:us-east-1:222222222222:resource-share/00000000-0000-0000-0000-000000000001";
    accepts("a hub in another account", [
        [["hub", "owner"], { ...OWNER, shareArn: SHARE }],
        [["privateNetworks", "core", "systemResolverRule"], ["endpoint"]],
    ]);
    refuses(
        "a role that is none",
        [
            [["hub", "owner"], { roleArn: "arn:aws:iam::222222222222:user/me" }],
            [["privateNetworks", "core", "systemResolverRule"], []],
        ],
        [
            "hub.owner.roleArn",
            '"arn:aws:iam::222222222222:user/me"',
            "arn:aws:iam::ACCOUNT:role/NAME",
            "Give the ARN of a role in the hub's account",
        ],
    );
    refuses(
        "a share that is none",
        [
            [["hub", "owner"], { ...OWNER, shareArn: "arn:aws:ec2:us-east-1:222222222222:transit-gateway/tgw-1" }],
            [["privateNetworks", "core", "systemResolverRule"], []],
        ],
        [
            "hub.owner.shareArn",
            '"arn:aws:ec2:us-east-1:222222222222:transit-gateway/tgw-1"',
            "arn:aws:ram:REGION",
            "get-resource-share-invitations",
        ],
    );
    refuses(
        "a resolver rule in a VPC of another account",
        [
            [["hub", "owner"], OWNER],
            [["privateNetworks", "core", "systemResolverRule"], ["runner"]],
        ],
        [
            "privateNetworks.core.systemResolverRule[0]",
            '"runner"',
            "endpoint alone: the hub's VPCs are in another account",
            "Remove it, and make the SYSTEM rule in the hub's account",
        ],
    );
    refuses(
        "a runner to make for a hub in another account",
        [
            [["hub", "owner"], OWNER],
            [["hub", "runner"], undefined],
            [["privateNetworks", "core", "systemResolverRule"], []],
            [["deploymentRunner"], { availabilityZones: ["us-east-1a", "us-east-1b"] }],
        ],
        [
            "deploymentRunner",
            "a runner to make, beside a hub in another account",
            "hub.runner describes its VPC",
            "Make the runner in the stack that makes the hub",
        ],
    );
});
