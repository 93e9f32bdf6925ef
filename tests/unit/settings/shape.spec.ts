import { expect } from "chai";
import { z } from "zod";
import { settingsSchema } from "../../../components/settings/schema";
import { descriptionOf, peel } from "../../../components/settings/shape";
import { accepts, changed, problemsOf, refuses } from "./support";

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
            ["clusters.sandbox.cku", 'the unknown key "cku"', "privateNetwork", "It belongs to type: dedicated."],
        );
        refuses(
            "a key of another mode of VPN",
            [
                [["hub", "vpn"], { mode: "tgw", clientCidr: "10.200.0.0/22", cidr: "10.100.0.0/22" }],
                [["privateNetworks", "core", "systemResolverRule"], []],
            ],
            ["hub.vpn.cidr", 'the unknown key "cidr"', "mode, clientCidr, endpointId", "It belongs to mode: vpc."],
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
            "a fraction",
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
        refuses(
            "seven zones",
            [[["privateNetworks", "core", "zoneIds"], [1, 2, 3, 4, 5, 6, 7].map((slot) => `use1-az${slot}`)]],
            ["privateNetworks.core.zoneIds", "a list of 7", "1 to 6 zone ids", "Give at most 6 of them."],
        );
        refuses(
            "no partition",
            [[["clusters", "shared", "topics", "fills", "partitions"], 0]],
            ["clusters.shared.topics.fills.partitions", "0", "from 1", "Give a number of at least 1."],
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
                "enterprise or dedicated",
                'Write "enterprise" or "dedicated"; nearest is "dedicated".',
            ],
        );
        refuses(
            "a cluster without a type",
            [[["clusters", "spare"], {}]],
            ["clusters.spare.type", "nothing", "enterprise or dedicated", "Add it."],
        );
        refuses(
            "another link mode",
            [[["links", "sandbox-shared", "mode"], 1]],
            ["links.sandbox-shared.mode", "1", "bidirectional", 'Write "bidirectional".'],
        );
        refuses(
            "another connectivity",
            [[["privateNetworks", "core", "connectivity"], "gateway"]],
            ["privateNetworks.core.connectivity", '"gateway"', "a PrivateLink attachment", 'Write "attachment"'],
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

    describe("texts", () => {
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

    it("is described field by field, so that every message can say what is allowed", () => {
        expect(undescribed(settingsSchema, "settings")).to.deep.equal([]);
    });
});

/** Paths of the schema's fields without a description of their own. */
function undescribed(schema: z.core.$ZodType, path: string): string[] {
    const own = descriptionOf(schema) === undefined ? [path] : [];
    return [...own, ...childrenOf(peeled(schema), path).flatMap(([child, childPath]) => undescribed(child, childPath))];
}

function childrenOf(schema: z.core.$ZodType, path: string): [z.core.$ZodType, string][] {
    if (schema instanceof z.ZodObject) {
        const fields = Object.entries(schema.shape as Record<string, z.core.$ZodType>);
        return fields.map(([key, field]) => [field, `${path}.${key}`]);
    }
    if (schema instanceof z.ZodRecord) {
        return [[schema.valueType, `${path}.*`]];
    }
    if (schema instanceof z.ZodArray) {
        return [[schema.element, `${path}[]`]];
    }
    return schema instanceof z.ZodDiscriminatedUnion ? schema.options.map((option) => [option, path]) : [];
}

function peeled(schema: z.core.$ZodType): z.core.$ZodType {
    const inner = peel(schema);
    return inner === schema ? schema : peeled(inner);
}
