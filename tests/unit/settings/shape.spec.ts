import { expect } from "chai";
import { accepts, changed, problemsOf, refuses, type Change } from "./support";

describe("the shape of the settings", () => {
    describe("unknown keys, with the nearest known one", () => {
        const nearest = (key: string) => `Rename it to "${key}", the nearest known key, or remove it.`;
        refuses(
            "one at the top",
            [[["privateNetwork"], {}]],
            ["privateNetwork", 'the unknown key "privateNetwork"', "clusters, links, hub", nearest("privateNetworks")],
        );
        refuses(
            "one in a network",
            [[["privateNetworks", "core", "zones"], []]],
            ["privateNetworks.core.zones", 'the unknown key "zones"', "zoneIds", nearest("zoneIds")],
        );
        refuses(
            "one in the environment",
            [[["environment", "nmae"], "x"]],
            ["environment.nmae", 'the unknown key "nmae"', "name, streamGovernance, id", nearest("name")],
        );
        refuses(
            "one in a topic",
            [[["clusters", "shared", "topics", "fills", "partition"], 1]],
            [
                "clusters.shared.topics.fills.partition",
                'the unknown key "partition"',
                "partitions, config",
                nearest("partitions"),
            ],
        );
        refuses(
            "one in a link's mirrors",
            [[["links", "sandbox-shared", "mirrorTopics", "fromDest"], []]],
            [
                "links.sandbox-shared.mirrorTopics.fromDest",
                'the unknown key "fromDest"',
                "fromSource, fromDestination",
                nearest("fromDestination"),
            ],
        );
        refuses(
            "one in the hub",
            [[["hub", "transitGateway", "routeTableId"], "x"]],
            [
                "hub.transitGateway.routeTableId",
                'the unknown key "routeTableId"',
                "associationRouteTableId",
                nearest("associationRouteTableId"),
            ],
        );
        refuses(
            "one in a VPN",
            [[["hub", "vpn", "subnetIds"], []]],
            ["hub.vpn.subnetIds", 'the unknown key "subnetIds"', "targetSubnetIds", nearest("targetSubnetIds")],
        );
        refuses(
            "one in readiness",
            [[["readiness", "deadline"], 5]],
            ["readiness.deadline", 'the unknown key "deadline"', "deadlineSeconds", "nearest"],
        );
        refuses(
            "a key of another type of cluster",
            [[["clusters", "sandbox", "cku"], 1]],
            [
                "clusters.sandbox.cku",
                'the unknown key "cku"',
                "privateNetwork",
                "It belongs to type: dedicated; change that, or: Rename it to",
            ],
        );
        refuses(
            "a key of another mode of VPN",
            [
                [["hub", "vpn"], { mode: "tgw", clientCidr: "10.200.0.0/22", cidr: "10.100.0.0/22" }],
                [["privateNetworks", "core", "systemResolverRule"], []],
            ],
            [
                "hub.vpn.cidr",
                'the unknown key "cidr"',
                "mode, clientCidr, endpointId",
                "It belongs to mode: vpc; change that, or: Rename it to",
            ],
        );

        it("never shows what an unknown key holds", () => {
            const [problem] = problemsOf(changed([["cloudApiSecret"], "hush-hush"]));
            expect(problem?.message).to.not.include("hush");
        });
    });

    describe("values of another type", () => {
        refuses(
            "a text for true or false",
            [[["protection"], "yes"]],
            ["protection", '"yes"', "true or false. Defaults to false.", "Write true or false, without quotes."],
        );
        refuses(
            "a list for a map",
            [
                [["privateNetworks", "core"], []],
                [["clusters", "sandbox", "privateNetwork"], "core"],
            ],
            ["privateNetworks.core", "a list of 0", "A private network", "Write a map"],
        );
        refuses(
            "nothing for a map",
            [[["readiness"], null]],
            ["readiness", "nothing", "deadlineSeconds", "Write a map"],
        );
        refuses(
            "a text for a list",
            [[["privateNetworks", "core", "clientCidrs"], "10.40.0.0/16"]],
            ["privateNetworks.core.clientCidrs", '"10.40.0.0/16"', "a list of blocks", "Write a list, in YAML [a, b]."],
        );
        refuses(
            "a text for a number",
            [[["clusters", "shared", "cku"], "2"]],
            ["clusters.shared.cku", '"2"', "a whole number from 1", "Write a number, without quotes."],
        );
        refuses(
            "a fraction for partitions",
            [[["clusters", "shared", "topics", "fills", "partitions"], 1.5]],
            ["clusters.shared.topics.fills.partitions", "1.5", "a whole number from 1", "Write a whole number."],
        );
        refuses(
            "a number for a text",
            [[["clusters", "shared", "displayName"], 12]],
            ["clusters.shared.displayName", "12", "1 to 64 characters", "Write a text, in quotes"],
        );
        refuses(
            "a map for a configuration value",
            [[["clusters", "shared", "topics", "fills", "config", "retention.ms"], { a: 1 }]],
            [
                'clusters.shared.topics.fills.config["retention.ms"]',
                "a map with a",
                "text, a number or true or false",
                "Write the value in quotes.",
            ],
        );
        refuses(
            "a number that YAML has rounded",
            [[["clusters", "shared", "topics", "fills", "config", "retention.bytes"], 9223372036854775807]],
            [
                'clusters.shared.topics.fills.config["retention.bytes"]',
                "9223372036854776000",
                "in quotes",
                "Write the value in quotes.",
            ],
        );
        accepts("numbers, fractions and true or false as configuration values", [
            [
                ["clusters", "shared", "topics", "fills", "config"],
                { "retention.ms": -1, "min.cleanable.dirty.ratio": 0.5, preallocate: false },
            ],
        ]);
    });

    describe("values out of bounds", () => {
        refuses(
            "no zone",
            [[["privateNetworks", "core", "zoneIds"], []]],
            ["privateNetworks.core.zoneIds", "a list of 0", "1 to 6 zone ids", "Give at least 1 of them."],
        );
        it("refuses seven zones, one of which no region has", () => {
            const zones = [1, 2, 3, 4, 5, 6, 7].map((slot) => `use1-az${slot}`);
            const [list] = problemsOf(changed([["privateNetworks", "core", "zoneIds"], zones]));
            expect(list).to.include({ given: "a list of 7", fix: "Give at most 6 of them." });
        });
        refuses(
            "no partitions",
            [[["clusters", "shared", "topics", "fills", "partitions"], 0]],
            ["clusters.shared.topics.fills.partitions", "0", "from 1", "Give a number of at least 1."],
        );
        refuses(
            "more partitions than a cluster has",
            [[["clusters", "shared", "topics", "fills", "partitions"], 100_001]],
            ["clusters.shared.topics.fills.partitions", "100001", "to 100000", "Give a number of at most 100000."],
        );
        refuses(
            "no CKU",
            [[["clusters", "shared", "cku"], 0]],
            ["clusters.shared.cku", "0", "from 1", "Give a number of at least 1."],
        );
        refuses(
            "a deadline of more than an hour",
            [[["readiness", "deadlineSeconds"], 3601]],
            ["readiness.deadlineSeconds", "3601", "1 to 3600", "Give a number of at most 3600."],
        );
        refuses(
            "no route table",
            [[["hub", "runner", "routeTableIds"], []]],
            ["hub.runner.routeTableIds", "a list of 0", "at least one rtb- id", "Give at least 1 of them."],
        );
        refuses(
            "no propagation",
            [[["hub", "transitGateway", "propagationRouteTableIds"], []]],
            [
                "hub.transitGateway.propagationRouteTableIds",
                "a list of 0",
                "at least one tgw-rtb- id",
                "Give at least 1",
            ],
        );
        refuses(
            "no cluster",
            [
                [["clusters"], {}],
                [["links"], {}],
            ],
            ["clusters", "an empty map", "at least one", "Add a cluster"],
        );
        const empty: [string, Change[], string[]][] = [
            [
                "network",
                [[["privateNetworks", "core"], {}]],
                ["privateNetworks.core.vpcCidr", "privateNetworks.core.zoneIds"],
            ],
            ["cluster", [[["clusters", "spare"], {}]], ["clusters.spare.type"]],
            [
                "link",
                [[["links", "sandbox-shared"], {}]],
                ["links.sandbox-shared.destination", "links.sandbox-shared.mode", "links.sandbox-shared.source"],
            ],
            [
                "hub",
                [
                    [["hub"], {}],
                    [["privateNetworks", "core", "systemResolverRule"], []],
                ],
                ["hub.runner", "hub.transitGateway"],
            ],
            ["runner", [[["hub", "runner"], {}]], ["hub.runner.cidr", "hub.runner.routeTableIds", "hub.runner.vpcId"]],
        ];
        for (const [what, changes, paths] of empty) {
            it(`refuses an empty map for a ${what}, and names every key that is missing`, () => {
                const problems = problemsOf(changed(...changes));
                expect(problems.map(({ path }) => path)).to.deep.equal(
                    paths.map((path) => `confluent-cluster-linking:${path}`),
                );
                for (const { given, fix, path } of problems) {
                    expect(given).to.equal("nothing");
                    expect(fix).to.include(path.endsWith("hub.runner") ? "add deploymentRunner" : "Add it.");
                }
            });
        }
        accepts("no link", [[["links"], {}]]);
        accepts("no private network", [
            [["privateNetworks"], {}],
            [["links"], {}],
            [["clusters", "sandbox"], undefined],
        ]);
        accepts("no hub", [
            [["hub"], undefined],
            [["privateNetworks", "core", "systemResolverRule"], ["endpoint"]],
        ]);
    });

    describe("choices", () => {
        refuses(
            "another availability",
            [[["clusters", "sandbox", "availability"], "high"]],
            [
                "clusters.sandbox.availability",
                '"high"',
                "Defaults to HIGH",
                'Write "HIGH" or "LOW"; nearest is "HIGH".',
            ],
        );
        refuses(
            "another type of cluster",
            [[["clusters", "spare"], { type: "dedicatd" }]],
            [
                "clusters.spare.type",
                '"dedicatd"',
                "enterprise, dedicated or existing",
                'Write "enterprise", "dedicated" or "existing"; nearest is "dedicated".',
            ],
        );
        refuses(
            "a cluster without a type",
            [[["clusters", "spare"], {}]],
            ["clusters.spare.type", "nothing", "enterprise, dedicated or existing", "Add it."],
        );
        refuses(
            "a link mode that this pair cannot have, naming those that it can",
            [
                [["links", "sandbox-shared", "mode"], "destination-initiated"],
                [["links", "sandbox-shared", "config", "source"], undefined],
                [["links", "sandbox-shared", "mirrorTopics", "fromDestination"], undefined],
            ],
            [
                "links.sandbox-shared",
                'a destination-initiated link from "sandbox" to "shared"',
                "bidirectional or source-initiated",
                "cannot dial",
            ],
        );
        refuses(
            "a number for a link mode",
            [[["links", "sandbox-shared", "mode"], 1]],
            [
                "links.sandbox-shared.mode",
                "1",
                "bidirectional",
                'Write "bidirectional", "source-initiated" or "destination-initiated".',
            ],
        );
        refuses(
            "another connectivity",
            [[["privateNetworks", "core", "connectivity"], "gatway"]],
            ["privateNetworks.core.connectivity", '"gatway"', "the PrivateLink attachment", 'nearest is "gateway"'],
        );
        refuses(
            "another VPC role",
            [[["privateNetworks", "core", "systemResolverRule", 0], "runer"]],
            [
                "privateNetworks.core.systemResolverRule[0]",
                '"runer"',
                "endpoint, runner, dns or vpn",
                'nearest is "runner"',
            ],
        );
        refuses(
            "another mode of VPN",
            [[["hub", "vpn", "mode"], "vcp"]],
            ["hub.vpn.mode", '"vcp"', "mode is vpc or tgw", 'nearest is "vpc"'],
        );
        refuses(
            "another governance package",
            [[["environment", "streamGovernance"], "BASIC"]],
            ["environment.streamGovernance", '"BASIC"', "ESSENTIALS or ADVANCED", 'Write "ESSENTIALS" or "ADVANCED"'],
        );
    });

    describe("the environment", () => {
        const either = "Give name (and streamGovernance) for a new environment, or id alone for an existing one.";
        refuses(
            "a name and an id",
            [[["environment"], { name: "a", id: "env-abc123" }]],
            ["environment", "a map with name, id", "either name and streamGovernance, or id", either],
        );
        refuses("neither", [[["environment"], {}]], ["environment", "an empty map", "either", either]);
        refuses(
            "a package for an existing one",
            [[["environment"], { id: "env-abc123", streamGovernance: "ADVANCED" }]],
            ["environment", "a map with id, streamGovernance", "either", either],
        );
        refuses(
            "no environment at all",
            [[["environment"], undefined]],
            ["environment", "nothing", "either", "Add it."],
        );
        accepts("an id", [[["environment"], { id: "env-abc123" }]]);
    });
});
