import { accepts, refuses, type Change } from "../support";

const elsewhere = (fields: Record<string, unknown>, ...more: Change[]): Change[] => [
    [["clusters", "there"], { type: "existing", id: "lkc-abc123", environmentId: "env-abc123", ...fields }],
    ...more,
];
const ON_GATEWAY: Change = [["privateNetworks", "core", "connectivity"], "gateway"];
const KEPT: Change = [["privateNetworks", "core", "keepAttachment"], true];
const OF_ANOTHER: Change = [["environment"], { id: "env-def456" }];
const AT = "clusters.there.environmentId";
const FAR = { kind: "enterprise", reachable: "fromRunner" };
const GIVEN = '"env-abc123"';

const RECORDS = { topics: { trades: {} }, datagen: { trades: { topic: "trades", quickstart: "ORDERS" } } };
const OPEN = { kind: "dedicated" };

describe("connectors with schemas", () => {
    refuses("on a cluster of another environment, by default", elsewhere({ ...OPEN, ...RECORDS }), [
        "clusters.there.datagen.trades.format",
        '"AVRO"',
        'JSON on a cluster of environment env-abc123: the stack gives connectors the right to write schemas in the registry of "a new environment" only',
        "Write format: JSON, or make the connector in a stack of that environment.",
    ]);
    accepts(
        "on a cluster of the stack's environment",
        elsewhere({ ...OPEN, ...RECORDS }, [["environment"], { id: "env-abc123" }]),
    );
    accepts(
        "in another environment without schemas",
        elsewhere({ ...OPEN, ...RECORDS, datagen: { trades: { ...RECORDS.datagen.trades, format: "JSON" } } }),
    );
});

describe("existing clusters of another environment", () => {
    refuses("one in a network on the attachment", elsewhere({ kind: "enterprise", privateNetwork: "core" }), [
        AT,
        GIVEN,
        `"a new one": its networks lead nowhere else, and the names of attachments are the same in every environment`,
        "and write connectivity: gateway for core: on the attachment one VPC cannot follow both.",
    ]);
    refuses(
        "one in a network on the gateway",
        elsewhere({ kind: "enterprise", privateNetwork: "core" }, ON_GATEWAY, OF_ANOTHER),
        [AT, GIVEN, `"env-def456": its networks lead nowhere else`, "Set environment to { id: env-abc123 }, or write"],
    );
    refuses("one under the names that the runner's VPC takes to this stack's endpoint", elsewhere(FAR), [
        AT,
        GIVEN,
        `"a new one", while a network of the stack is on the PrivateLink attachment (core): attachments of a region`,
        "Write connectivity: gateway for core, whose names are its own",
    ]);
    refuses("one under these names while a network keeps its attachment", elsewhere(FAR, ON_GATEWAY, KEPT), [
        AT,
        GIVEN,
        "on the PrivateLink attachment (core)",
        "another VPC",
    ]);
    refuses("one under these names from a known environment", elsewhere(FAR, OF_ANOTHER), [
        AT,
        GIVEN,
        `"env-def456", while a network`,
        "gateway",
    ]);

    accepts("one beside a network on the gateway", elsewhere(FAR, ON_GATEWAY));
    accepts("one of another region", elsewhere({ ...FAR, region: "eu-west-1" }));
    accepts("a private Dedicated one, which has names of its own", elsewhere({ ...FAR, kind: "dedicated" }));
    accepts("a public one", elsewhere({ kind: "dedicated" }));
});
