// Does not prove what the service accepts beyond these rules, nor how a sync behaves once it runs.
import { accepts, refuses, type Change } from "../support";

const at = (half: "source" | "destination", key: string) => ["links", "sandbox-shared", "config", half, key] as const;
const path = (half: string, key: string) => `links.sandbox-shared.config.${half}["${key}"]`;
const topicFilters = (...filters: [name: string, patternType: string, filterType?: string][]) =>
    JSON.stringify({
        topicFilters: filters.map(([name, patternType, filterType = "INCLUDE"]) => ({ name, patternType, filterType })),
    });
const autoCreate = (half: "source" | "destination", filters: string): Change[] => [
    [at(half, "auto.create.mirror.topics.enable"), "true"],
    [at(half, "auto.create.mirror.topics.filters"), filters],
];
const ACL_FILTERS =
    '{"aclFilters":[{"resourceFilter":{"resourceType":"topic","patternType":"any"},"accessFilter":{"operation":"any","permissionType":"any"}}]}';
const aclSync = (half: "source" | "destination"): Change[] => [
    [at(half, "acl.sync.enable"), "true"],
    [at(half, "acl.filters"), ACL_FILTERS],
];

describe("link configuration", () => {
    refuses(
        "an unknown key",
        [[at("source", "acl.sync.enabled"), "true"]],
        [
            path("source", "acl.sync.enabled"),
            'the unknown key "acl.sync.enabled"',
            "consumer.offset.sync.ms",
            '"acl.sync.enable", the nearest',
        ],
    );
    refuses(
        "a key of the service's own",
        [[at("source", "bootstrap.servers"), "x:9092"]],
        [path("source", "bootstrap.servers"), 'the unknown key "bootstrap.servers"', "acl.filters", "or remove it"],
    );

    const values: [string, string | number, string][] = [
        ["acl.sync.enable", "yes", "true or false"],
        ["consumer.offset.sync.ms", 999, "milliseconds, a whole number from 1000"],
        ["acl.sync.ms", "5s", "milliseconds, a whole number from 1000"],
        ["topic.config.sync.ms", 0, "milliseconds, a whole number from 1"],
        ["cluster.link.prefix", "thirteen.long", "1 to 12 letters"],
        ["cluster.link.prefix", "a b", "1 to 12 letters"],
        ["mirror.start.offset.spec", "first", "earliest, latest, or a time"],
        ["mirror.start.offset.spec", "2026-13-01T00:00:00Z", "earliest, latest, or a time"],
        ["topic.config.sync.include", "retention ms", "separated by commas"],
        ["acl.filters", "{}", '{"aclFilters":['],
        ["acl.filters", '{"aclFilters":[{"resourceFilter":{}}]}', '{"aclFilters":['],
        ["auto.create.mirror.topics.filters", "not json", '{"topicFilters":['],
        ["auto.create.mirror.topics.filters", topicFilters(["a", "SUFFIXED"]), '{"topicFilters":['],
        ["auto.create.mirror.topics.filters", topicFilters(["", "LITERAL"]), '{"topicFilters":['],
        ["consumer.offset.group.filters", topicFilters(["a", "LITERAL"]), '{"groupFilters":['],
        ["consumer.offset.group.filters", '{"groupFilters":[],"more":1}', '{"groupFilters":['],
    ];
    for (const [key, value, allowed] of values) {
        const given = typeof value === "number" ? `"${value}"` : JSON.stringify(value);
        const shown = given.length > 80 ? `${given.slice(0, 80)}…` : given;
        refuses(
            `${key} of ${value}`,
            [[at("source", key), value]],
            [path("source", key), shown, allowed, "Replace the value."],
        );
    }

    describe("a sync and its filters", () => {
        const needs = (key: string) =>
            [`"true" together with ${key} of at least one filter`, `Add ${key}: '{"`] as const;
        refuses(
            "offset sync without group filters",
            [[at("source", "consumer.offset.sync.enable"), true]],
            [
                path("source", "consumer.offset.sync.enable"),
                '"true" without consumer.offset.group.filters',
                ...needs("consumer.offset.group.filters"),
            ],
        );
        refuses(
            "ACL sync without filters",
            [[at("source", "acl.sync.enable"), "true"]],
            [path("source", "acl.sync.enable"), '"true" without acl.filters', ...needs("acl.filters")],
        );
        refuses("auto-creation with empty filters", autoCreate("source", '{"topicFilters":[]}'), [
            path("source", "auto.create.mirror.topics.enable"),
            '"true" without auto.create.mirror.topics.filters',
            ...needs("auto.create.mirror.topics.filters"),
        ]);
        refuses("auto-creation with an empty text for filters", autoCreate("source", ""), [
            path("source", "auto.create.mirror.topics.enable"),
            '"true" without auto.create.mirror.topics.filters',
            ...needs("auto.create.mirror.topics.filters"),
        ]);
        accepts("a sync switched off in so many words", [
            [at("source", "acl.sync.enable"), false],
            [at("source", "acl.filters"), ""],
        ]);
        accepts("ACL sync from one cluster", aclSync("destination"));
    });

    describe("what does not go together", () => {
        refuses(
            "a prefix for consumer groups",
            [[at("destination", "consumer.group.prefix.enable"), true]],
            [
                path("destination", "consumer.group.prefix.enable"),
                '"true" on a bidirectional link',
                "cannot prefix consumer groups",
                "Remove the key.",
            ],
        );
        accepts("no prefix for consumer groups in so many words", [
            [at("destination", "consumer.group.prefix.enable"), false],
        ]);
        refuses(
            "ACL sync with a prefix for topics",
            [...aclSync("source"), [at("source", "cluster.link.prefix"), "in."]],
            [
                path("source", "acl.sync.enable"),
                '"true" together with cluster.link.prefix',
                "one of the two",
                "Remove cluster.link.prefix",
            ],
        );
        accepts("ACL sync on one half and a prefix on the other", [
            ...aclSync("source"),
            [at("destination", "cluster.link.prefix"), "in."],
        ]);
        refuses(
            "ACL sync both ways",
            [...aclSync("source"), ...aclSync("destination")],
            [
                path("destination", "acl.sync.enable"),
                '"true" on both halves',
                '"true" on one half',
                "Choose the cluster whose ACLs count",
            ],
        );
    });

    describe("auto-creation both ways", () => {
        const both = (source: string, destination: string) => [
            ...autoCreate("source", source),
            ...autoCreate("destination", destination),
        ];
        const shared = (given: string) =>
            [
                path("destination", "auto.create.mirror.topics.filters"),
                `filters on both halves that match ${given}`,
                "filters that share no name",
                "prefixes of their own",
            ] as const;
        const all = topicFilters(["*", "LITERAL"]);

        refuses("all topics twice", both(all, all), shared('"*"'));
        refuses(
            "all topics and a prefix",
            both(all, topicFilters(["east.", "PREFIXED"])),
            shared('names starting with "east."'),
        );
        refuses(
            "a prefix and a name that has it",
            both(topicFilters(["east.", "PREFIXED"]), topicFilters(["east.a", "LITERAL"])),
            shared('"east.a"'),
        );
        refuses(
            "a prefix and a longer one",
            both(topicFilters(["east.a", "PREFIXED"]), topicFilters(["east.", "PREFIXED"])),
            shared('names starting with "east.a"'),
        );
        refuses(
            "one name twice",
            both(topicFilters(["a", "LITERAL"]), topicFilters(["b", "LITERAL"], ["a", "LITERAL"])),
            shared('"a"'),
        );
        refuses(
            "what is excluded in part only",
            both(topicFilters(["*", "LITERAL"], ["east.a", "LITERAL", "EXCLUDE"]), topicFilters(["east.", "PREFIXED"])),
            shared('names starting with "east."'),
        );
        accepts("prefixes that differ", both(topicFilters(["east.", "PREFIXED"]), topicFilters(["west.", "PREFIXED"])));
        accepts(
            "a prefix and a name outside it",
            both(topicFilters(["east.", "PREFIXED"]), topicFilters(["east", "LITERAL"])),
        );
        accepts(
            "an overlap that one half excludes",
            both(topicFilters(["*", "LITERAL"], ["west.", "PREFIXED", "EXCLUDE"]), topicFilters(["west.", "PREFIXED"])),
        );
        accepts("all topics twice where mirrors get a prefix", [
            ...both(all, all),
            [at("source", "cluster.link.prefix"), "in."],
        ]);
        accepts("all topics one way", autoCreate("source", all));
    });

    accepts("every key", [
        [at("source", "acl.sync.ms"), 1000],
        [at("source", "mirror.start.offset.spec"), "2026-01-31T12:00:00Z"],
        [at("source", "topic.config.sync.include"), "retention.ms,cleanup.policy"],
        [at("source", "cluster.link.prefix"), "in."],
        [at("source", "consumer.offset.sync.ms"), "30000"],
        ...autoCreate("source", topicFilters(["east.", "PREFIXED"])),
        ...aclSync("destination"),
    ]);
});
