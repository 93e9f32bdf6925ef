import { expect } from "chai";
import { accepts, changed, onlyProblem, problemsOf, refuses, type Change } from "../support";

const FREE = "Choose a block that is free in all connected networks";

describe("addresses", () => {
    const cases: [string, Change, string, string, string][] = [
        [
            "the endpoint's VPC and the runner's",
            [["privateNetworks", "core", "vpcCidr"], "10.2.16.0/20"],
            "privateNetworks.core.vpcCidr",
            "10.2.16.0/20",
            'hub.runner.cidr is "10.2.0.0/16"',
        ],
        [
            "the endpoint's VPC and the DNS VPC",
            [["privateNetworks", "core", "vpcCidr"], "10.255.0.0/20"],
            "privateNetworks.core.vpcCidr",
            "10.255.0.0/20",
            'hub.dns.cidr is "10.255.0.0/24"',
        ],
        [
            "the endpoint's VPC and the VPN's VPC",
            [["privateNetworks", "core", "vpcCidr"], "10.100.0.0/16"],
            "privateNetworks.core.vpcCidr",
            "10.100.0.0/16",
            'hub.vpn.cidr is "10.100.0.0/22"',
        ],
        [
            "the endpoint's VPC and VPN clients",
            [["privateNetworks", "core", "vpcCidr"], "10.200.0.0/24"],
            "privateNetworks.core.vpcCidr",
            "10.200.0.0/24",
            'hub.vpn.clientCidr is "10.200.0.0/22"',
        ],
        [
            "the runner's VPC and the DNS VPC",
            [["hub", "dns", "cidr"], "10.2.1.0/24"],
            "hub.dns.cidr",
            "10.2.1.0/24",
            'hub.runner.cidr is "10.2.0.0/16"',
        ],
        [
            "VPN clients and the runner's VPC",
            [["hub", "vpn", "clientCidr"], "10.2.0.0/22"],
            "hub.vpn.clientCidr",
            "10.2.0.0/22",
            'hub.runner.cidr is "10.2.0.0/16"',
        ],
        [
            "a client network and the endpoint's VPC",
            [["privateNetworks", "core", "clientCidrs", 0], "10.0.8.0/24"],
            "privateNetworks.core.clientCidrs[0]",
            "10.0.8.0/24",
            'privateNetworks.core.vpcCidr is "10.0.0.0/20"',
        ],
        [
            "a client network and a hub VPC",
            [["privateNetworks", "core", "clientCidrs", 0], "10.255.0.0/24"],
            "privateNetworks.core.clientCidrs[0]",
            "10.255.0.0/24",
            'hub.dns.cidr is "10.255.0.0/24"',
        ],
        [
            "two client networks",
            [["privateNetworks", "core", "clientCidrs", 1], "10.40.3.0/24"],
            "privateNetworks.core.clientCidrs[1]",
            "10.40.3.0/24",
            'privateNetworks.core.clientCidrs[0] is "10.40.0.0/16"',
        ],
    ];
    for (const [what, change, path, given, other] of cases) {
        refuses(
            `an overlap of ${what}`,
            [change],
            [path, `"${given}"`, `overlaps no other; confluent-cluster-linking:${other}`, FREE],
        );
    }

    accepts("blocks that touch", [
        [["privateNetworks", "core", "vpcCidr"], "10.1.240.0/20"],
        [["privateNetworks", "core", "clientCidrs", 0], "10.3.0.0/16"],
    ]);
    accepts("one VPC in two roles", [[["hub", "dns"], { vpcId: "vpc-00000000000000001", cidr: "10.2.0.0/16" }]]);

    refuses(
        "two blocks for one VPC",
        [[["hub", "dns", "vpcId"], "vpc-00000000000000001"]],
        [
            "hub.dns.cidr",
            '"10.255.0.0/24"',
            '"10.2.0.0/16", which confluent-cluster-linking:hub.runner.cidr gives',
            "Give the VPC's own block",
        ],
    );

    it("refuses two blocks for one VPC once, even when they overlap", () => {
        const { allowed } = onlyProblem([["hub", "dns"], { vpcId: "vpc-00000000000000001", cidr: "10.2.1.0/24" }]);
        expect(allowed).to.include("which confluent-cluster-linking:hub.runner.cidr gives for the same VPC");
    });

    it("looks at a gateway VPN's clients, which have no VPC", () => {
        const vpn = { mode: "tgw", clientCidr: "10.2.0.0/22" };
        const problems = problemsOf(
            changed([["hub", "vpn"], vpn], [["privateNetworks", "core", "systemResolverRule"], []]),
        );
        expect(problems.map(({ path }) => path)).to.deep.equal(["confluent-cluster-linking:hub.vpn.clientCidr"]);
    });

    it("tells of every overlap, and looks past blocks that are malformed", () => {
        const problems = problemsOf(
            changed(
                [["hub", "runner", "cidr"], "10.2.0.0/33"],
                [["hub", "dns", "cidr"], "10.0.0.0/16"],
                [["privateNetworks", "core", "clientCidrs"], ["10.0.0.0/20"]],
            ),
        );
        expect(problems.map(({ path, allowed }) => `${path.slice(26)} ${allowed.split("; ")[1] ?? ""}`)).to.deep.equal([
            "hub.runner.cidr ",
            'privateNetworks.core.clientCidrs[0] confluent-cluster-linking:hub.dns.cidr is "10.0.0.0/16"',
            'privateNetworks.core.clientCidrs[0] confluent-cluster-linking:privateNetworks.core.vpcCidr is "10.0.0.0/20"',
            'privateNetworks.core.vpcCidr confluent-cluster-linking:hub.dns.cidr is "10.0.0.0/16"',
        ]);
    });
});
