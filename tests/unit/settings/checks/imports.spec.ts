// Does not prove that the objects exist: that is found out when they are adopted.
import { accepts, refuses, type Change } from "../support";

const SANDBOX = ["clusters", "sandbox"] as const;
const LINK = ["links", "sandbox-shared"] as const;
const existing = (): Change => [["environment"], { id: "env-abc123" }];
const FIX = "Write the id of the object that is there";

describe("ids of what is adopted", () => {
    accepts("a cluster in an existing environment", [existing(), [[...SANDBOX, "import"], "lkc-abc123"]]);
    accepts("a cluster with the environment in front", [existing(), [[...SANDBOX, "import"], "env-abc123/lkc-abc123"]]);
    refuses(
        "a cluster whose environment is not known",
        [[[...SANDBOX, "import"], "lkc-abc123"]],
        ["clusters.sandbox.import", '"lkc-abc123"', "<env-id>/<lkc-id>", FIX],
    );
    refuses(
        "a cluster of another environment",
        [existing(), [[...SANDBOX, "import"], "env-other/lkc-abc123"]],
        ["clusters.sandbox.import", '"env-other/lkc-abc123"', "<lkc-id> or env-abc123/<lkc-id>", FIX],
    );

    accepts("a topic", [[[...SANDBOX, "topics", "orders", "import"], "lkc-abc123/orders"]]);
    refuses(
        "a topic without its partitions, which would be given the default's",
        [[[...SANDBOX, "topics", "quotes", "import"], "lkc-abc123/quotes"]],
        [
            "clusters.sandbox.topics.quotes.partitions",
            "nothing",
            "partitions that the topic has",
            "Write how many it has",
        ],
    );
    refuses(
        "another topic",
        [[[...SANDBOX, "topics", "orders", "import"], "lkc-abc123/order"]],
        ["clusters.sandbox.topics.orders.import", '"lkc-abc123/order"', "<lkc-id>/orders", FIX],
    );
    refuses(
        "a topic of another cluster",
        [
            existing(),
            [[...SANDBOX, "import"], "lkc-abc123"],
            [[...SANDBOX, "topics", "orders", "import"], "lkc-other/orders"],
        ],
        ["clusters.sandbox.topics.orders.import", '"lkc-other/orders"', "on this cluster", FIX],
    );

    accepts("both halves of a link", [
        [
            [...LINK, "import"],
            {
                source: "both_ways/BIDIRECTIONAL/OUTBOUND/lkc-abc123/lkc-def456",
                destination: "both_ways/BIDIRECTIONAL/INBOUND/lkc-def456/lkc-abc123",
            },
        ],
    ]);
    refuses(
        "a half that dials where it has to wait",
        [[[...LINK, "import", "destination"], "both_ways/BIDIRECTIONAL/OUTBOUND/lkc-def456/lkc-abc123"]],
        [
            "links.sandbox-shared.import.destination",
            '"both_ways/BIDIRECTIONAL/OUTBOUND/lkc-def456/lkc-abc123"',
            "both_ways/BIDIRECTIONAL/INBOUND/<lkc-id of the local cluster>/<lkc-id of the remote cluster>",
            FIX,
        ],
    );

    accepts("a mirror", [
        [[...LINK, "mirrorTopics", "fromSource", 0], { topic: "orders", import: "lkc-def456/both_ways/orders" }],
    ]);
    refuses(
        "a mirror of another link",
        [[[...LINK, "mirrorTopics", "fromSource", 0], { topic: "orders", import: "lkc-def456/other/orders" }]],
        [
            "links.sandbox-shared.mirrorTopics.fromSource[0].import",
            '"lkc-def456/other/orders"',
            "<lkc-id of the destination cluster>/both_ways/orders",
            FIX,
        ],
    );
});
