// Does not prove that Kafka accepts a value; only that it knows the setting.
import { accepts, refuses } from "../support";

const FILLS = ["clusters", "shared", "topics", "fills"] as const;

describe("topics", () => {
    refuses(
        "an unknown setting, with the nearest known one",
        [[[...FILLS, "config"], { "retention.sm": 1 }]],
        [
            'clusters.shared.topics.fills.config["retention.sm"]',
            'the unknown key "retention.sm"',
            "retention.bytes, retention.ms",
            'Rename it to "retention.ms", the nearest known key',
        ],
    );
    refuses(
        "two names that only dots and underscores tell apart",
        [
            [["clusters", "shared", "topics", "fills.eu_west"], {}],
            [["clusters", "shared", "topics", "fills_eu.west"], {}],
        ],
        [
            'clusters.shared.topics["fills_eu.west"]',
            'the key "fills_eu.west"',
            'differs from "fills.eu_west" in more than "." and "_"',
            "Rename one of the two topics",
        ],
    );
    accepts("settings of Kafka's and of Confluent's own", [
        [[...FILLS, "config"], { "cleanup.policy": "compact", "confluent.key.schema.validation": true }],
    ]);
    accepts("such names on two clusters", [
        [["clusters", "sandbox", "topics", "fills_eu"], {}],
        [["clusters", "shared", "topics", "fills.eu"], {}],
    ]);
});
