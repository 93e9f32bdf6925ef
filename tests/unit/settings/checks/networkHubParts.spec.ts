import { arn, CERTIFICATES, HUB, hub, refuses, type Raw } from "../hubSupport";

const { runner: RUNNER, dns: DNS, vpn: VPN } = HUB;

describe("the parts of a hub to make", () => {
    describe("the runner's VPC", () => {
        const digits = "and 8 or 17 hexadecimal digits";
        const asShown = `${digits}, as the AWS console shows it.`;
        const wrong = (change: Raw) => hub({ runner: { ...RUNNER, ...change } });
        refuses("the id of a gateway", wrong({ vpcId: "tgw-00000000000000001" }), [
            "networkHub.runner.vpcId",
            '"tgw-00000000000000001"',
            `Id of an existing VPC: vpc- ${digits}.`,
            `Give vpc- ${asShown} This one is the id of a Transit Gateway.`,
        ]);
        refuses("the id of a gateway's table for a VPC's", wrong({ routeTableIds: ["tgw-rtb-00000000000000001"] }), [
            "networkHub.runner.routeTableIds[0]",
            '"tgw-rtb-00000000000000001"',
            `Id of a route table of that VPC: rtb- ${digits}.`,
            `Give rtb- ${asShown} This one is the id of a Transit Gateway route table.`,
        ]);
        refuses("the id of a table for a subnet's", wrong({ subnetIds: ["rtb-00000000000000001"] }), [
            "networkHub.runner.subnetIds[0]",
            '"rtb-00000000000000001"',
            `Id of a subnet of that VPC: subnet- ${digits}.`,
            `Give subnet- ${asShown} This one is the id of a VPC route table.`,
        ]);
        refuses("no subnet", wrong({ subnetIds: [] }), [
            "networkHub.runner.subnetIds",
            "a list of 0",
            "Subnets of that VPC to attach, one per zone, a list of at least one subnet- id.",
            "Give at least 1 of them.",
        ]);
        refuses("no route table", wrong({ routeTableIds: [] }), [
            "networkHub.runner.routeTableIds",
            "a list of 0",
            "Route tables of that VPC, which get routes to private networks, a list of at least one rtb- id.",
            "Give at least 1 of them.",
        ]);
        const twice = ["subnet-00000000000000001", "subnet-00000000000000001"];
        refuses("a subnet twice", wrong({ subnetIds: twice }), [
            "networkHub.runner.subnetIds[1]",
            '"subnet-00000000000000001" again',
            "each value once; it is at confluent-cluster-linking:networkHub.runner.subnetIds[0] already",
            "Remove it.",
        ]);
    });

    describe("names", () => {
        refuses("a DNS VPC that does nothing", hub({ dns: { inbound: false } }), [
            "networkHub.dns",
            "inbound: false without forward",
            "inbound: true, domains to forward, or both",
            "Remove dns: VPCs have resolvers of their own.",
        ]);
        refuses("VPN clients that cannot ask", hub({ dns: { inbound: false, forward: DNS.forward }, vpn: VPN }), [
            "networkHub.dns.inbound",
            "false",
            "true with a VPN: its clients ask the resolver of the DNS VPC",
            "Write inbound: true; or remove dns, and VPN clients ask the resolver of the VPN's own VPC.",
        ]);
        const forward = (domain: string, ...targets: string[]) =>
            hub({ dns: { forward: [{ domain, targets }] }, vpn: VPN });
        const target = "networkHub.dns.forward[0].targets[0]";
        const outside =
            "Give the address of the server that knows the domain, in a network behind the Transit Gateway.";
        refuses("a server in the DNS VPC", forward("corp.example", "10.255.0.10"), [
            target,
            '"10.255.0.10"',
            'a DNS server outside the hub\'s own VPCs; confluent-cluster-linking:networkHub.dns.cidr is "10.255.0.0/24"',
            outside,
        ]);
        refuses("a server among VPN clients", forward("corp.example", "10.201.0.10"), [
            target,
            '"10.201.0.10"',
            'a DNS server outside the hub\'s own VPCs; confluent-cluster-linking:networkHub.vpn.clientCidr is "10.201.0.0/22"',
            outside,
        ]);
        const address = "IPv4 address of a DNS server, such as 10.9.0.2.";
        refuses("a server with a port", forward("corp.example", "10.9.0.2:53"), [
            target,
            '"10.9.0.2:53"',
            address,
            "Write four numbers from 0 to 255 with dots between them, without a port.",
        ]);
        refuses("a server that no network can have", forward("corp.example", "127.0.0.1"), [
            target,
            '"127.0.0.1"',
            address,
            "Choose an address outside 127.0.0.0/8, which no server can have.",
        ]);
        refuses("a domain without servers", forward("corp.example"), [
            "networkHub.dns.forward[0].targets",
            "a list of 0",
            "DNS servers that know the domain, a list of 1 to 6 IPv4 addresses.",
            "Give at least 1 of them.",
        ]);
        refuses("a domain with a dot at its end", forward("corp.example.", "10.9.0.2"), [
            "networkHub.dns.forward[0].domain",
            '"corp.example."',
            "A domain that other DNS servers know, such as corp.example.",
            "Write labels of lower-case letters, digits and hyphens with dots between them, and no dot at the end.",
        ]);
        refuses("a domain of Confluent's", forward("use1.aws.private.confluent.cloud", "10.9.0.2"), [
            "networkHub.dns.forward[0].domain",
            '"use1.aws.private.confluent.cloud"',
            "no domain of Confluent's private names, such as private.confluent.cloud and all beneath it",
            "Remove it: those names are in private hosted zones, which a forwarding rule would hide.",
        ]);
        refuses("a domain twice", hub({ dns: { forward: [DNS.forward[0], DNS.forward[0]] } }), [
            "networkHub.dns.forward[1].domain",
            '"corp.example" again',
            "each value once; it is at confluent-cluster-linking:networkHub.dns.forward[0].domain already",
            "Remove it.",
        ]);
    });

    describe("the VPN", () => {
        const path = "networkHub.vpn.certificates";
        const either =
            "Certificates of the VPN, for mutual TLS: a map with either serverArn and clientRootArn, or imported: true.";
        const fix =
            "Give both ARNs (they may be the same where one authority has signed both sides), or imported: true alone.";
        const vpn = (certificates: unknown) => hub({ vpn: { ...VPN, certificates } });
        refuses("no certificates", vpn(undefined), [path, "nothing", either, "Add it."]);
        refuses("an empty map of certificates", vpn({}), [path, "an empty map", either, fix]);
        refuses("one ARN", vpn({ serverArn: arn("1") }), [path, "a map with serverArn", either, fix]);
        refuses("ARNs beside imported", vpn({ ...CERTIFICATES, imported: true }), [
            path,
            "a map with serverArn, clientRootArn, imported",
            either,
            fix,
        ]);
        refuses("imported: false", vpn({ imported: false }), [
            `${path}.imported`,
            "false",
            "true: the PEM texts are secrets of the stack, in the namespace vpn-certificates.",
            "Write true, or remove it and give both ARNs.",
        ]);
        refuses("what is no certificate", vpn({ ...CERTIFICATES, serverArn: "arn:aws:iam::000000000000:role/x" }), [
            `${path}.serverArn`,
            '"arn:aws:iam::000000000000:role/x"',
            "ARN of the server's certificate in ACM, arn:aws:acm:REGION:ACCOUNT:certificate/ID.",
            "Give the ARN that `aws acm list-certificates` shows, or import the certificates with imported: true.",
        ]);
        refuses("a certificate of another region", vpn({ ...CERTIFICATES, clientRootArn: arn("2", "eu-west-1") }), [
            `${path}.clientRootArn`,
            `"${arn("2", "eu-west-1").slice(0, 79)}…`,
            "a certificate in us-east-1, where the VPN is",
            "Import the certificate into ACM there, and give that ARN.",
        ]);
        refuses("days that CloudWatch does not know", hub({ vpn: { ...VPN, logRetentionDays: 10 } }), [
            "networkHub.vpn.logRetentionDays",
            "10",
            "Days for which it is kept who was connected: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, " +
                "731, 1096, 1827, 2192, 2557, 2922, 3288, 3653. Defaults to 30.",
            "Write one of these numbers, as CloudWatch Logs knows no other.",
        ]);
    });

    describe("the rest", () => {
        refuses("a number of the internet's", hub({ amazonSideAsn: 3356 }), [
            "networkHub.amazonSideAsn",
            "3356",
            "The gateway's own number in BGP, 64512 to 65534 or 4200000000 to 4294967294. A change replaces the " +
                "gateway. Defaults to 64512.",
            "Choose one that no network behind the gateway has.",
        ]);
        const principal = "An AWS account by its 12 digits, in quotes, or an organisation or one of its units by ARN.";
        refuses("an account that YAML has read as a number", hub({ share: { principals: [222222222222] } }), [
            "networkHub.share.principals[0]",
            "222222222222",
            principal,
            "Write a text, in quotes where YAML would read a number.",
        ]);
        refuses("what is no account", hub({ share: { principals: ["2222-2222-2222"] } }), [
            "networkHub.share.principals[0]",
            '"2222-2222-2222"',
            principal,
            "Give 12 digits, or the ARN that `aws organizations` shows for the organisation or unit.",
        ]);
        refuses("an account twice", hub({ share: { principals: ["222222222222", "222222222222"] } }), [
            "networkHub.share.principals[1]",
            '"222222222222" again',
            "each value once; it is at confluent-cluster-linking:networkHub.share.principals[0] already",
            "Remove it.",
        ]);
        refuses("a share with nobody", hub({ share: { principals: [] } }), [
            "networkHub.share.principals",
            "a list of 0",
            "Who may attach VPCs to the gateway, a list of at least one account, organisation or unit.",
            "Give at least 1 of them.",
        ]);
        refuses("days that flow logs cannot be kept", hub({ flowLogs: { retentionDays: 0 } }), [
            "networkHub.flowLogs.retentionDays",
            "0",
            "Days for which records are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, " +
                "1827, 2192, 2557, 2922, 3288, 3653. Defaults to 30.",
            "Write one of these numbers, as CloudWatch Logs knows no other.",
        ]);
        refuses("an unknown key", hub({ dnss: {} }), [
            "networkHub.dnss",
            'the unknown key "dnss"',
            "the keys amazonSideAsn, zoneIds, runner, dns, vpn, share, flowLogs",
            'Rename it to "dns", the nearest known key, or remove it.',
        ]);
    });
});
