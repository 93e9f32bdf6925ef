import { expect } from "chai";
import { checkAddresses } from "../../../../components/settings/checks/addresses";
import { checkClusters } from "../../../../components/settings/checks/clusters";
import { checkExisting } from "../../../../components/settings/checks/existing";
import { checkNetworkHub } from "../../../../components/settings/checks/networkHub";
import { readDraft } from "../../../../components/settings/draft";
import { parseSettings } from "../../../../components/settings/load";
import { accepts, arn, beside, CERTIFICATES, HUB, hub, refuses, tells, type Raw, type Telling } from "../hubSupport";
import { example, REGION } from "../support";

const { runner: RUNNER, dns: DNS, vpn: VPN } = HUB;

describe("a hub to make", () => {
    describe("what is right", () => {
        it("fills in every default, and needs neither clusters nor an environment", () => {
            const certificates = { imported: true };
            const settings = parseSettings(hub({ dns: {}, vpn: { certificates }, flowLogs: {} }), REGION);
            expect(settings.clusters).to.deep.equal({});
            expect(settings).to.not.have.property("environment");
            expect(settings.networkHub).to.deep.equal({
                amazonSideAsn: 64512,
                zoneIds: ["use1-az1", "use1-az2"],
                dns: { cidr: "10.255.0.0/24", inbound: true, forward: [] },
                vpn: {
                    cidr: "10.100.0.0/22",
                    clientCidr: "10.200.0.0/22",
                    splitTunnel: true,
                    logRetentionDays: 30,
                    certificates,
                },
                flowLogs: { retentionDays: 30 },
            });
        });

        it("keeps everything that is given", () => {
            expect(parseSettings({ networkHub: HUB }, REGION).networkHub).to.deep.equal(HUB);
        });

        it("leaves out what is left out", () => {
            expect(parseSettings(hub(), REGION).networkHub).to.deep.equal({
                amazonSideAsn: 64512,
                zoneIds: HUB.zoneIds,
            });
        });

        accepts("no clusters", { ...hub(), clusters: {} });
        accepts("a VPN without a DNS VPC", hub({ vpn: VPN }));
        accepts("a DNS VPC that only asks", hub({ dns: { inbound: false, forward: DNS.forward } }));
        accepts(
            "one certificate for both sides",
            hub({ vpn: { certificates: { ...CERTIFICATES, serverArn: arn("2") } } }),
        );
        accepts("an organisation and one of its units", {
            ...hub({
                share: {
                    principals: [
                        "arn:aws:organizations::000000000000:organization/o-abc",
                        "arn:aws:organizations::000000000000:ou/o-abc/ou-x1-y2",
                    ],
                },
            }),
        });
        accepts(
            "a domain above Confluent's private names",
            hub({ dns: { forward: [{ ...DNS.forward[0], domain: "cloud" }] } }),
        );
    });

    describe("one of each", () => {
        refuses("a hub beside one that is there", { ...example(), ...hub() }, [
            "networkHub",
            "a hub to make, beside hub, one that is there",
            "one of the two: networkHub where this stack makes the hub, hub where it uses one",
            "Remove hub here, and give the output hub of this stack to the stacks that use it; or remove networkHub.",
        ]);

        it("refuses a runner's VPC beside a runner to make", () => {
            const draft = readDraft({ ...hub({ runner: RUNNER }), deploymentRunner: {} }, []);
            tells(checkNetworkHub(draft, REGION), [
                "networkHub.runner",
                "a runner's VPC that is there, beside deploymentRunner, one to make",
                "one of the two; confluent-cluster-linking:deploymentRunner makes a VPC and attaches it",
                "Remove one of them.",
            ]);
            // They are at one block by default, and that is not another problem.
            expect(checkAddresses(draft)).to.deep.equal([]);
        });

        it("wants clusters and an environment, unless there is a hub or a runner to make", () => {
            const problems = (raw: Raw) => {
                const draft = readDraft(raw, []);
                return [...checkClusters(draft), ...checkExisting(draft, REGION)].map(({ path }) => path);
            };
            const wanted = ["clusters", "environment"].map((key) => `confluent-cluster-linking:${key}`);
            expect(problems({})).to.deep.equal(wanted);
            expect(problems({ networkHub: {} })).to.deep.equal([]);
            expect(problems({ deploymentRunner: {} })).to.deep.equal([]);
            expect(problems({ networkHub: {}, privateNetworks: { core: {} } })).to.deep.equal(wanted.slice(1));
        });

        const clusters: Telling = [
            "clusters",
            "nothing",
            "a map with at least one cluster; none only in a stack that makes a networkHub or deploymentRunner",
            "Add a cluster, such as shared: { type: dedicated, cku: 1 }.",
        ];
        refuses("no clusters without a hub", { environment: { id: "env-abc123" } }, clusters);
        refuses("an empty map of clusters without a hub", { environment: { id: "env-abc123" }, clusters: {} }, [
            clusters[0],
            "an empty map",
            clusters[2],
            clusters[3],
        ]);
    });

    describe("zones", () => {
        const ofRegion = "a zone id of us-east-1: use1-az and a number from 1 to 6";
        refuses("one zone", { networkHub: { zoneIds: ["use1-az1"] } }, [
            "networkHub.zoneIds",
            "a list of 1",
            "Zones of the hub's own VPCs, 2 to 6 zone ids.",
            "Give at least 2 of them.",
        ]);
        refuses("a zone of another region", { networkHub: { zoneIds: ["use1-az1", "usw2-az1"] } }, [
            "networkHub.zoneIds[1]",
            '"usw2-az1"',
            ofRegion,
            "This zone is in us-west-2; choose one of us-east-1, or set aws:region to us-west-2.",
        ]);
        refuses("a zone's name", { networkHub: { zoneIds: ["use1-az1", "us-east-1b"] } }, [
            "networkHub.zoneIds[1]",
            '"us-east-1b"',
            ofRegion,
            "This is a zone name, which means another zone in each account; give the id beside it in: aws ec2 " +
                "describe-availability-zones --query 'AvailabilityZones[].[ZoneName,ZoneId]'",
        ]);
        refuses("a zone twice", { networkHub: { zoneIds: ["use1-az1", "use1-az1"] } }, [
            "networkHub.zoneIds[1]",
            '"use1-az1" again',
            "each value once; it is at confluent-cluster-linking:networkHub.zoneIds[0] already",
            "Remove it.",
        ]);
        refuses("no zones", { networkHub: {} }, [
            "networkHub.zoneIds",
            "nothing",
            "Zones of the hub's own VPCs, 2 to 6 zone ids.",
            "Add it.",
        ]);
    });

    describe("addresses", () => {
        const FIX =
            "Choose a block that is free in all connected networks, or leave out a network that is named elsewhere.";
        const overlap = (path: string, given: string, other: string, block: string): Telling => [
            path,
            `"${given}"`,
            `a block that overlaps no other; confluent-cluster-linking:${other} is "${block}"`,
            FIX,
        ];
        refuses(
            "the VPN's VPC in the DNS VPC",
            hub({ dns: {}, vpn: { ...VPN, cidr: "10.255.0.0/22" } }),
            overlap("networkHub.vpn.cidr", "10.255.0.0/22", "networkHub.dns.cidr", "10.255.0.0/24"),
        );
        refuses(
            "VPN clients in the VPN's VPC",
            hub({ vpn: { ...VPN, clientCidr: "10.96.0.0/12" } }),
            overlap("networkHub.vpn.clientCidr", "10.96.0.0/12", "networkHub.vpn.cidr", "10.101.0.0/22"),
        );
        refuses(
            "the DNS VPC in the runner's",
            hub({ runner: RUNNER, dns: { cidr: "10.2.4.0/24" } }),
            overlap("networkHub.dns.cidr", "10.2.4.0/24", "networkHub.runner.cidr", "10.2.0.0/16"),
        );
        refuses(
            "a private network and its clients in the hub's VPCs",
            beside({ dns: { cidr: "10.0.1.0/24" }, vpn: { ...VPN, cidr: "10.40.0.0/22" } }),
            overlap("privateNetworks.core.clientCidrs[0]", "10.40.0.0/16", "networkHub.vpn.cidr", "10.40.0.0/22"),
            overlap("privateNetworks.core.vpcCidr", "10.0.0.0/20", "networkHub.dns.cidr", "10.0.1.0/24"),
        );

        it("refuses a hub in a runner's VPC to make, given or by default", () => {
            const problems = (cidr: string, runner: Raw) =>
                checkAddresses(readDraft({ ...hub({ dns: { cidr } }), deploymentRunner: runner }, []));
            const path = "deploymentRunner.cidr";
            tells(problems("10.2.9.0/24", {}), overlap("networkHub.dns.cidr", "10.2.9.0/24", path, "10.2.0.0/16"));
            tells(
                problems("10.3.9.0/24", { cidr: "10.3.0.0/16" }),
                overlap("networkHub.dns.cidr", "10.3.9.0/24", path, "10.3.0.0/16"),
            );
            tells(problems("10.3.9.0/24", {}));
        });

        it("refuses a private network in a runner's VPC to make", () => {
            const networks = { core: { vpcCidr: "10.2.16.0/20" } };
            tells(
                checkAddresses(readDraft({ deploymentRunner: {}, privateNetworks: networks }, [])),
                overlap("privateNetworks.core.vpcCidr", "10.2.16.0/20", "deploymentRunner.cidr", "10.2.0.0/16"),
            );
        });

        const ranges: [string, Raw, Telling][] = [
            [
                "a VPN's VPC whose subnets are too small",
                { vpn: { ...VPN, cidr: "10.100.0.0/24" } },
                [
                    "networkHub.vpn.cidr",
                    '"10.100.0.0/24"',
                    "Address block of the VPC to make, /16 to /23; clients are seen with addresses of it. Defaults to " +
                        "10.100.0.0/22.",
                    "Choose a prefix length from /16 to /23 instead of /24.",
                ],
            ],
            [
                "too few addresses for VPN clients",
                { vpn: { ...VPN, clientCidr: "10.200.0.0/23" } },
                [
                    "networkHub.vpn.clientCidr",
                    '"10.200.0.0/23"',
                    "Address block from which VPN clients get their own addresses, /12 to /22. A change replaces the " +
                        "endpoint. Defaults to 10.200.0.0/22.",
                    "Choose a prefix length from /12 to /22 instead of /23.",
                ],
            ],
            [
                "a DNS VPC whose subnets are too small",
                { dns: { cidr: "10.255.0.0/26" } },
                [
                    "networkHub.dns.cidr",
                    '"10.255.0.0/26"',
                    "Address block of the VPC to make, /16 to /24. Defaults to 10.255.0.0/24.",
                    "Choose a prefix length from /16 to /24 instead of /26.",
                ],
            ],
            [
                "an address for a block",
                { dns: { cidr: "10.255.0.1/24" } },
                [
                    "networkHub.dns.cidr",
                    '"10.255.0.1/24"',
                    "Address block of the VPC to make, /16 to /24. Defaults to 10.255.0.0/24.",
                    "Write 10.255.0.0/24: a block starts at its first address.",
                ],
            ],
        ];
        for (const [title, change, telling] of ranges) {
            refuses(title, hub(change), telling);
        }
    });
});
