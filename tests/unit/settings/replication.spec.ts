// Does not prove that the service carries out what is configured.
import { expect } from "chai";
import { halfConfig, replicationDefaults } from "../../../components/settings/replication";
import { LINK_CONFIG } from "../../../components/settings/linkConfigKeys";
import { accepts, refuses, settingsWith, type Change } from "./support";

const LINK = ["links", "sandbox-shared"] as const;
const FROM_SOURCE = [...LINK, "replication", "fromSource"] as const;
const FROM_DESTINATION = [...LINK, "replication", "fromDestination"] as const;
const bare = (): Change => [[...LINK, "config"], {}];
const path = (setting: string) => `links.sandbox-shared.replication.${setting}`;
const link = (...changes: Change[]) => settingsWith(bare(), ...changes).links["sandbox-shared"];
const ALL_ACLS = { filters: [{}] };

describe("settings of a direction", () => {
    it("become configuration of the half on the cluster where the mirrors are", () => {
        const config = link([FROM_SOURCE, { prefix: "east." }])?.config;
        expect(config?.destination["cluster.link.prefix"]).to.equal("east.");
        expect(config?.source).to.deep.equal({});
        expect(link([FROM_DESTINATION, { prefix: "west." }])?.config.source["cluster.link.prefix"]).to.equal("west.");
    });

    it("leave the half alone when there are none", () => {
        expect(link()?.config).to.deep.equal({ source: {}, destination: {} });
        expect(halfConfig({ "acl.sync.ms": "9000" }, undefined)).to.deep.equal({ "acl.sync.ms": "9000" });
    });

    it("switch off in so many words what they leave out, since keys of a link cannot be taken away", () => {
        expect(link([FROM_SOURCE, {}])?.config.destination).to.deep.equal(replicationDefaults);
        expect(replicationDefaults).to.include({ "consumer.offset.sync.enable": "false", "acl.filters": "" });
    });

    it("hold keys that a link knows, with values that it takes", () => {
        for (const [key, value] of Object.entries(replicationDefaults)) {
            expect(LINK_CONFIG.get(key)?.accepts(value), key).to.equal(true);
        }
    });

    it("state offsets, ACLs, mirrors that the service makes, and settings of topics", () => {
        const config = link([
            FROM_SOURCE,
            {
                mirrorStartOffset: "latest",
                consumerOffsets: {
                    groups: [{ name: "*" }, { name: "test.", pattern: "PREFIXED", filter: "EXCLUDE" }],
                    intervalMs: 10000,
                },
                acls: {
                    filters: [{ resourceType: "topic", name: "orders", principal: "User:*", permission: "allow" }],
                },
                autoCreateMirrorTopics: { topics: [{ name: "east.", pattern: "PREFIXED" }] },
                topicConfig: { include: ["retention.ms", "cleanup.policy"] },
            },
        ])?.config.destination;
        expect(config).to.deep.equal({
            "mirror.start.offset.spec": "latest",
            "consumer.offset.sync.enable": "true",
            "consumer.offset.group.filters":
                '{"groupFilters":[{"name":"*","patternType":"LITERAL","filterType":"INCLUDE"},' +
                '{"name":"test.","patternType":"PREFIXED","filterType":"EXCLUDE"}]}',
            "consumer.offset.sync.ms": "10000",
            "acl.sync.enable": "true",
            "acl.filters":
                '{"aclFilters":[{"resourceFilter":{"resourceType":"topic","patternType":"any","name":"orders"},' +
                '"accessFilter":{"operation":"any","permissionType":"allow","principal":"User:*"}}]}',
            "acl.sync.ms": "5000",
            "auto.create.mirror.topics.enable": "true",
            "auto.create.mirror.topics.filters":
                '{"topicFilters":[{"name":"east.","patternType":"PREFIXED","filterType":"INCLUDE"}]}',
            "topic.config.sync.ms": "5000",
            "topic.config.sync.include": "retention.ms,cleanup.policy",
        });
    });

    accepts("keys that no setting states beside them", [
        bare(),
        [FROM_SOURCE, { prefix: "east." }],
        [[...LINK, "config", "destination", "consumer.offset.sync.ms"], 5000],
    ]);

    refuses(
        "a key that a setting states",
        [
            bare(),
            [[...FROM_SOURCE, "acls"], { ...ALL_ACLS, intervalMs: 2000 }],
            [[...LINK, "config", "destination", "acl.sync.ms"], 3000],
        ],
        [
            'links.sandbox-shared.config.destination["acl.sync.ms"]',
            '"3000"',
            "replication.fromSource.acls.intervalMs states it",
            "Remove the key here",
        ],
    );
    refuses(
        "offset sync without a group",
        [bare(), [[...FROM_SOURCE, "consumerOffsets"], { groups: [] }]],
        [path("fromSource.consumerOffsets.groups"), "a list of 0", "at least one filter", "Give at least 1 of them."],
    );
    refuses(
        "a prefix that is too long",
        [bare(), [[...FROM_SOURCE, "prefix"], "thirteen.long"]],
        [path("fromSource.prefix"), '"thirteen.long"', "1 to 12 characters", "Replace the value."],
    );
    refuses(
        "a start that is no time",
        [bare(), [[...FROM_SOURCE, "mirrorStartOffset"], "yesterday"]],
        [path("fromSource.mirrorStartOffset"), '"yesterday"', "earliest, latest, or a time", "Replace the value."],
    );
    refuses(
        "an interval that is too short",
        [bare(), [[...FROM_SOURCE, "acls"], { ...ALL_ACLS, intervalMs: 999 }]],
        [path("fromSource.acls.intervalMs"), "999", "a whole number from 1000", "Give a number of at least 1000."],
    );
    refuses(
        "a prefix for consumer groups on a bidirectional link",
        [bare(), [[...FROM_SOURCE, "consumerOffsets"], { groups: [{ name: "*" }], prefixGroups: true }]],
        [
            path("fromSource.consumerOffsets.prefixGroups"),
            "consumerOffsets.prefixGroups on a bidirectional link",
            "cannot prefix consumer groups",
            "Remove the setting.",
        ],
    );
    refuses(
        "ACLs with a prefix",
        [bare(), [FROM_SOURCE, { acls: ALL_ACLS, prefix: "east." }]],
        [path("fromSource.acls"), "acls together with prefix", "one of the two", "Remove prefix, or remove this"],
    );
    refuses(
        "ACLs with a prefix that is given as a key",
        [
            bare(),
            [[...FROM_SOURCE, "acls"], ALL_ACLS],
            [[...LINK, "config", "destination", "cluster.link.prefix"], "east."],
        ],
        [path("fromSource.acls"), "acls together with cluster.link.prefix", "one of the two", "or remove this"],
    );
    refuses(
        "ACLs both ways",
        [bare(), [[...FROM_SOURCE, "acls"], ALL_ACLS], [[...FROM_DESTINATION, "acls"], ALL_ACLS]],
        [path("fromSource.acls"), "acls on both halves", "acls on one half", "Choose the cluster whose ACLs count"],
    );
    refuses(
        "mirrors of one name made both ways",
        [
            bare(),
            [[...FROM_SOURCE, "autoCreateMirrorTopics"], { topics: [{ name: "east.", pattern: "PREFIXED" }] }],
            [[...FROM_DESTINATION, "autoCreateMirrorTopics"], { topics: [{ name: "*" }] }],
        ],
        [
            path("fromSource.autoCreateMirrorTopics.topics"),
            'filters on both halves that match names starting with "east."',
            "filters that share no name",
            "prefixes of their own",
        ],
    );
    refuses(
        "a chain of links that make mirrors, with a prefix on the way",
        [
            bare(),
            [[...FROM_SOURCE, "autoCreateMirrorTopics"], { topics: [{ name: "*" }] }],
            [["clusters", "third"], { type: "dedicated", cku: 1 }],
            [
                ["links", "onward"],
                {
                    mode: "bidirectional",
                    source: "shared",
                    destination: "third",
                    replication: { fromSource: { prefix: "a.", autoCreateMirrorTopics: { topics: [{ name: "*" }] } } },
                },
            ],
        ],
        [
            "links.onward.replication.fromSource.autoCreateMirrorTopics",
            "autoCreateMirrorTopics for topics of shared, where confluent-cluster-linking:links.sandbox-shared.replication.fromSource.autoCreateMirrorTopics makes mirrors already",
            "only without a prefix",
            "Remove the prefix",
        ],
    );
    accepts("a chain of links that make mirrors without a prefix", [
        bare(),
        [[...FROM_SOURCE, "autoCreateMirrorTopics"], { topics: [{ name: "*" }] }],
        [["clusters", "third"], { type: "dedicated", cku: 1 }],
        [
            ["links", "onward"],
            {
                mode: "bidirectional",
                source: "shared",
                destination: "third",
                replication: { fromSource: { autoCreateMirrorTopics: { topics: [{ name: "*" }] } } },
            },
        ],
    ]);
});
