import { expect } from "chai";
import { accepts, refuses, settingsWith } from "./support";

const TRADER = ["clusters", "sandbox", "clients", "trader"] as const;

describe("the settings of clients, connectors, registry and secrets", () => {
    it("take names literally, and Datagen's defaults", () => {
        const settings = settingsWith(
            [[...TRADER], { produce: [{ topic: "orders" }] }],
            [["clusters", "sandbox", "datagen", "trades"], { topic: "orders" }],
        );
        expect(settings.clusters.sandbox?.clients.trader).to.deep.equal({
            produce: [{ topic: "orders", pattern: "LITERAL" }],
            consume: [],
            groups: [],
        });
        expect(settings.clusters.sandbox?.datagen.trades).to.deep.equal({
            topic: "orders",
            quickstart: "STOCK_TRADES",
            format: "AVRO",
            tasks: 1,
        });
    });

    it("keep deleted secrets of a protected stack for 30 days, and of others not at all", () => {
        const days = (protection: boolean) =>
            settingsWith([["protection"], protection], [["secrets"], undefined]).secrets.recoveryWindowDays;
        expect([days(true), days(false)]).to.deep.equal([30, 0]);
    });

    accepts("secrets that go at once", [[["secrets", "recoveryWindowDays"], 0]]);
    accepts("a KMS key by its ARN", [
        [["secrets", "kmsKeyId"], "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000000"],
    ]);
    refuses(
        "a recovery window that AWS does not know",
        [[["secrets", "recoveryWindowDays"], 3]],
        ["secrets.recoveryWindowDays", "3", "0, or 7 to 30", "Write 0 to delete at once"],
    );
    refuses(
        "a KMS key that is none",
        [[["secrets", "kmsKeyId"], "secrets"]],
        ["secrets.kmsKeyId", '"secrets"', "its id, ARN or alias", "alias/secrets"],
    );
    refuses(
        "a client that does nothing",
        [[[...TRADER], { groups: [{ group: "a" }] }]],
        ["clusters.sandbox.clients.trader", "a map with groups", "produce, consume and groups", "Add what it writes"],
    );
    refuses(
        "a client's key with capitals",
        [[["clusters", "shared", "clients", "Trader"], { produce: [{ topic: "fills" }] }]],
        ["clusters.shared.clients.Trader", 'the key "Trader"', "a lower-case letter", "Rename the entry"],
    );
    refuses(
        "another pattern",
        [[[...TRADER, "produce"], [{ topic: "orders", pattern: "REGEX" }]]],
        ["clusters.sandbox.clients.trader.produce[0].pattern", '"REGEX"', "LITERAL", "PREFIXED"],
    );
    refuses(
        "a group without a name",
        [[[...TRADER, "groups"], [{ group: "" }]]],
        ["clusters.sandbox.clients.trader.groups[0].group", '""', "1 to 255 characters", "Give 1 to 255"],
    );
    refuses(
        "a connector for a topic that is not declared",
        [[["clusters", "sandbox", "datagen", "trades", "topic"], "order"]],
        ["clusters.sandbox.datagen.trades.topic", '"order"', "orders, quotes", 'Write "orders"'],
    );
    refuses(
        "a quickstart in small letters",
        [[["clusters", "sandbox", "datagen", "trades", "quickstart"], "orders"]],
        ["clusters.sandbox.datagen.trades.quickstart", '"orders"', "Datagen's quickstarts", "in capitals"],
    );
    refuses(
        "a subject with an asterisk in the middle",
        [[["schemaRegistry", "subjects"], ["a*b"]]],
        ["schemaRegistry.subjects[0]", '"a*b"', "Name of a subject", "at its end"],
    );
    refuses(
        "a subject twice",
        [
            [
                ["schemaRegistry", "subjects"],
                ["a", "a"],
            ],
        ],
        ["schemaRegistry.subjects[1]", '"a" again', "each value once", "Remove it"],
    );
    refuses(
        "another kind of authorisation",
        [[["links", "sandbox-shared", "authorization"], "acls"]],
        ["links.sandbox-shared.authorization", '"acls"', "rbac, the role", 'nearest is "acl"'],
    );
});
