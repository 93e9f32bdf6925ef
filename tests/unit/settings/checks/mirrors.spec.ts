import { expect } from "chai";
import { accepts, changed, problemsOf, refuses, type Change } from "../support";

const LINK = ["links", "sandbox-shared"] as const;
const MIRRORS = [...LINK, "mirrorTopics"] as const;

describe("mirror topics", () => {
    refuses(
        "a topic that its cluster does not declare",
        [[[...MIRRORS, "fromSource", 1], "quote"]],
        [
            "links.sandbox-shared.mirrorTopics.fromSource[1]",
            '"quote"',
            "clusters.sandbox.topics declares: orders, quotes",
            'or write "quotes", the nearest',
        ],
    );
    refuses(
        "a topic of a cluster that has none",
        [[["clusters", "shared", "topics"], {}]],
        [
            "links.sandbox-shared.mirrorTopics.fromDestination[0]",
            '"fills"',
            "declares: it has none",
            "Declare it there.",
        ],
    );
    refuses(
        "a mirror of a mirror",
        [
            [["clusters", "third"], { type: "dedicated", cku: 1 }],
            [
                ["links", "onward"],
                {
                    mode: "bidirectional",
                    source: "shared",
                    destination: "third",
                    mirrorTopics: { fromSource: ["orders"] },
                },
            ],
        ],
        [
            "links.onward.mirrorTopics.fromSource[0]",
            '"orders"',
            "clusters.shared.topics declares: fills",
            "Declare it there",
        ],
    );
    refuses(
        "a topic that is declared where its mirror goes",
        [[["clusters", "shared", "topics", "orders"], {}]],
        [
            "links.sandbox-shared.mirrorTopics.fromSource[0]",
            '"orders"',
            'whose mirror, "orders", is not declared',
            'Remove "orders" from clusters.shared.topics',
        ],
    );
    refuses(
        "a name mirrored onto one cluster by two links",
        [
            [["clusters", "third"], { type: "dedicated", cku: 1, topics: { orders: {} } }],
            [
                ["links", "other"],
                {
                    mode: "bidirectional",
                    source: "third",
                    destination: "shared",
                    mirrorTopics: { fromSource: ["orders"] },
                },
            ],
        ],
        [
            "links.other.mirrorTopics.fromSource[0]",
            '"orders"',
            'one mirror called "orders" on shared; confluent-cluster-linking:links.sandbox-shared.mirrorTopics.fromSource[0]',
            "one of the links only",
        ],
    );
    refuses(
        "a mirror that only a dot tells from a topic there",
        [
            [["clusters", "sandbox", "topics", "orders.eu"], {}],
            [["clusters", "shared", "topics", "orders_eu"], {}],
            [[...MIRRORS, "fromSource", 2], "orders.eu"],
        ],
        [
            "links.sandbox-shared.mirrorTopics.fromSource[2]",
            '"orders.eu"',
            'not declared on the cluster it goes to; "orders_eu" is, and "." and "_" count as the same',
            'Remove "orders_eu" from clusters.shared.topics',
        ],
    );
    accepts("one topic mirrored onto two clusters", [
        [["clusters", "third"], { type: "dedicated", cku: 1 }],
        [
            ["links", "other"],
            {
                mode: "bidirectional",
                source: "sandbox",
                destination: "third",
                mirrorTopics: { fromSource: ["orders"] },
            },
        ],
    ]);

    it("refuses one name both ways, at both places", () => {
        const problems = problemsOf(
            changed([["clusters", "shared", "topics", "orders"], {}], [[...MIRRORS, "fromDestination", 1], "orders"]),
        );
        expect(problems.map(({ path, given }) => [path, given])).to.deep.equal([
            [
                "confluent-cluster-linking:links.sandbox-shared.mirrorTopics.fromDestination[1]",
                '"orders", mirrored both ways',
            ],
            [
                "confluent-cluster-linking:links.sandbox-shared.mirrorTopics.fromSource[0]",
                '"orders", mirrored both ways',
            ],
        ]);
    });

    it("refuses a malformed name and an undeclared one alike", () => {
        const problems = problemsOf(changed([[...MIRRORS, "fromSource"], ["a b"]]));
        expect(problems.map(({ fix }) => fix)).to.deep.equal([
            'Use letters, digits, ".", "_" and "-" only; "." and ".." themselves are taken.',
            'Declare it there, or write "orders", the nearest.',
        ]);
    });

    describe("with a prefix", () => {
        const PREFIX = [...LINK, "config", "destination", "cluster.link.prefix"] as const;
        const declared = [["clusters", "shared", "topics", "orders"], {}] as const;

        accepts("one name on both sides", [[PREFIX, "in."], declared]);
        accepts("one name both ways", [
            [PREFIX, "in."],
            declared,
            [[...LINK, "config", "source", "cluster.link.prefix"], "in."],
            [[...MIRRORS, "fromDestination", 1], "orders"],
        ]);
        refuses(
            "a topic declared under the mirror's name",
            [
                [PREFIX, "in."],
                [["clusters", "shared", "topics", "in.orders"], {}],
            ],
            [
                "links.sandbox-shared.mirrorTopics.fromSource[0]",
                '"orders"',
                'whose mirror, "in.orders"',
                'Remove "in.orders"',
            ],
        );
        refuses(
            "a mirror's name that gets too long",
            [
                [PREFIX, "inwards."],
                [["clusters", "sandbox", "topics", "t".repeat(245)], {}],
                [[...MIRRORS, "fromSource", 2], "t".repeat(245)],
            ],
            [
                "links.sandbox-shared.mirrorTopics.fromSource[2]",
                "a mirror with a name of 253 characters",
                "at most 249 characters",
                "Shorten the prefix",
            ],
        );
    });

    describe("with a status", () => {
        const entry = (index: number, value: unknown): Change => [[...MIRRORS, "fromSource", index], value];
        accepts("a mirror that is paused", [entry(0, { topic: "orders", status: "PAUSED" })]);
        accepts("a mirror that was failed over, without its topic", [
            entry(0, { topic: "orders", status: "FAILED_OVER" }),
            [["clusters", "sandbox", "topics", "orders"], undefined],
        ]);
        accepts("the way back of a topic that was failed over", [
            entry(0, { topic: "orders", status: "FAILED_OVER" }),
            [["clusters", "sandbox", "topics", "orders"], undefined],
            [[...MIRRORS, "fromDestination", 0], "orders"],
        ]);
        refuses(
            "the way back while the topic is still in its place",
            [entry(0, { topic: "orders", status: "FAILED_OVER" }), [[...MIRRORS, "fromDestination", 0], "orders"]],
            [
                "links.sandbox-shared.mirrorTopics.fromDestination[0]",
                '"orders", mirrored both ways',
                'whose mirror, "orders", is not declared',
                'Remove "orders" from clusters.sandbox.topics',
            ],
        );
        refuses(
            "a status that mirrors do not have",
            [entry(0, { topic: "orders", status: "STOPPED" })],
            [
                "links.sandbox-shared.mirrorTopics.fromSource[0].status",
                '"STOPPED"',
                "ACTIVE, PAUSED, PROMOTED or FAILED_OVER",
                'Write "ACTIVE", "PAUSED"',
            ],
        );
        refuses(
            "a key that mirrors do not have",
            [entry(0, { topic: "orders", state: "PAUSED" })],
            [
                "links.sandbox-shared.mirrorTopics.fromSource[0].state",
                'the unknown key "state"',
                "the keys topic, status, import",
                'Rename it to "status"',
            ],
        );
        refuses(
            "neither a name nor a map",
            [entry(0, 5)],
            ["links.sandbox-shared.mirrorTopics.fromSource[0]", "5", "its name, or a map with topic", "Write"],
        );
        refuses(
            "one topic twice, once with a status",
            [entry(2, { topic: "orders", status: "PAUSED" })],
            [
                "links.sandbox-shared.mirrorTopics.fromSource[2].topic",
                '"orders" again',
                "mirrorTopics.fromSource[0] already",
                "Remove it.",
            ],
        );
    });
});
