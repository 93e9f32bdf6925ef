import { accepts, refuses, type Change } from "../support";

const LINK = ["links", "one-way"] as const;
const oneWay = (fields: Record<string, unknown> = {}): Change => [
    [...LINK],
    { mode: "source-initiated", source: "sandbox", destination: "shared", ...fields },
];

describe("links that move data one way", () => {
    accepts("mirrors on the destination, and their configuration there", [
        [["links", "sandbox-shared", "mirrorTopics"], {}],
        oneWay({ mirrorTopics: { fromSource: ["orders"] }, config: { destination: { "topic.config.sync.ms": 9000 } } }),
    ]);
    refuses(
        "a mirror on the source",
        [[["links", "sandbox-shared", "mirrorTopics"], {}], oneWay({ mirrorTopics: { fromDestination: ["fills"] } })],
        [
            "links.one-way.mirrorTopics.fromDestination[0]",
            '"fills", mirrored from the destination of a source-initiated link',
            'topics of "sandbox" on "shared"',
            "bidirectional, or swap source and destination",
        ],
    );
    refuses(
        "link configuration on the source",
        [oneWay({ config: { source: { "topic.config.sync.ms": 9000 } } })],
        [
            "links.one-way.config.source",
            "link configuration (topic.config.sync.ms) on the source of a source-initiated link",
            "half on the destination",
            "Move the entries to config.destination",
        ],
    );
});
