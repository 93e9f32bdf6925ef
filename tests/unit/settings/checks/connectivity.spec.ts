import { accepts, refuses, type Change } from "../support";

const ON_GATEWAY: Change = [["privateNetworks", "core", "connectivity"], "gateway"];
const KEPT: Change = [["privateNetworks", "core", "keepAttachment"], true];
const NO_HUB: Change[] = [
    [["hub"], undefined],
    [["privateNetworks", "core", "systemResolverRule"], []],
];

/** A second network; new each time, since further changes are made in it. */
const edge = (change: object = {}, key = "edge"): Change => [
    ["privateNetworks", key],
    { vpcCidr: "10.1.0.0/20", zoneIds: ["use1-az1"], ...change },
];
const dns = (mode: string, network: string): Change => [["dns"], { mode, network }];

describe("ways to Confluent", () => {
    accepts("a network on the gateway", [ON_GATEWAY]);
    accepts("a network on the gateway without a hub", [ON_GATEWAY, ...NO_HUB]);
    accepts("a network that keeps its attachment on the way to the gateway", [ON_GATEWAY, KEPT]);
    accepts("several networks on the gateway, without a word on names", [
        ON_GATEWAY,
        edge({ connectivity: "gateway" }),
    ]);
    accepts("one network on each, without a word on names", [ON_GATEWAY, edge()]);
    accepts("hub VPCs' resolver rules for every network on the gateway", [
        ON_GATEWAY,
        edge({ connectivity: "gateway", systemResolverRule: ["runner", "dns"] }),
    ]);
    refuses(
        "an attachment that is kept for nothing",
        [KEPT],
        ["privateNetworks.core.keepAttachment", "true", "connectivity: gateway only", "Remove it"],
    );
    refuses(
        "an attachment to be kept in a network that uses another one's endpoint",
        [edge({ connectivity: "gateway", keepAttachment: true }), dns("shared", "core")],
        [
            "privateNetworks.edge.keepAttachment",
            "true",
            "with dns mode shared this one has none",
            "Write dns mode perVpc and deploy that first",
        ],
    );
    refuses(
        "several networks with an access point out of the program's reach",
        [ON_GATEWAY, edge(), ...NO_HUB],
        ["privateNetworks.core.connectivity", '"gateway"', "attachment without a hub", "describe the hub"],
    );
    refuses(
        "a key that begins as the names of another network's gateway side do",
        [ON_GATEWAY, edge({}, "core-gateway")],
        ["privateNetworks.core-gateway", 'the key "core-gateway"', "network core", "Choose another key"],
    );
    refuses(
        "two networks on attachments without a word on names, one of them on its way to the gateway",
        [ON_GATEWAY, KEPT, edge()],
        ["dns", "nothing, with 2 private networks: core, edge", "shared or perVpc", "add dns: { mode: shared"],
    );
    refuses(
        "names that follow a network on the gateway",
        [ON_GATEWAY, dns("perVpc", "core")],
        ["dns.network", '"core"', "reached over the attachment: there is none", "Remove dns"],
    );
    refuses(
        "names that follow a network on the gateway beside others",
        [ON_GATEWAY, edge(), edge2(), dns("perVpc", "core")],
        ["dns.network", '"core"', "reached over the attachment: edge, more", "Name one of these"],
    );
});

function edge2(): Change {
    return [["privateNetworks", "more"], { vpcCidr: "10.3.0.0/20", zoneIds: ["use1-az1"] }];
}
