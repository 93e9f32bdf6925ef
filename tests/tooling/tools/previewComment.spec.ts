// The comment on a pull request: from what a preview wrote to Markdown. Does not prove what a hosted forge shows of it.
import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { marker, previewComment } from "../../../tools/previewComment/comment";
import { withoutSecrets } from "../../../tools/previewComment/secrets";

const RUN = { stack: "dev", status: 0, url: "https://forge.example.com/runs/1" };
const TOPIC = "confluentcloud:index/kafkaTopic:KafkaTopic";
const random = () => `aA1${randomBytes(36).toString("base64")}`;

function step(op: string, type: string, name: string, more: Record<string, unknown> = {}) {
    const state = { type, inputs: { value: "never-shown" }, outputs: { value: "never-shown" } };
    return { op, urn: `urn:pulumi:dev::project::a$${type}::${name}`, oldState: state, newState: state, ...more };
}

const document = (steps: unknown[], diagnostics: unknown[] = []) => JSON.stringify({ steps, diagnostics });

describe("the comment on a pull request", () => {
    it("names what changes, the riskiest first, and the properties, without their values", () => {
        const text = previewComment(
            document([
                step("create", TOPIC, "orders"),
                step("update", TOPIC, "trades", { detailedDiff: { 'config["retention.ms"]': {}, __provider: {} } }),
                step("create-replacement", TOPIC, "quotes", { diffReasons: ["partitionsCount"] }),
                step("replace", TOPIC, "quotes", { diffReasons: ["partitionsCount"] }),
                step("delete-replaced", TOPIC, "quotes"),
                step("delete", "pulumi-nodejs:dynamic/confluent-cluster-linking:KafkaRestReady", "gate"),
                step("same", TOPIC, "kept"),
                step("update", "pulumi:pulumi:Stack", "project-dev", { diffReasons: ["outputs"] }),
            ]),
            RUN,
        );
        expect(text.split("\n")).to.deep.equal([
            "<!-- pulumi-preview: dev -->",
            "### Preview of `dev`: 1 to replace, 1 to delete, 1 to update, 1 to create",
            "",
            "| what | resource | name | differs |",
            "| --- | --- | --- | --- |",
            "| **replace** | `confluentcloud.KafkaTopic` | `quotes` | `partitionsCount` |",
            "| **delete** | `KafkaRestReady` | `gate` |  |",
            "| update | `confluentcloud.KafkaTopic` | `trades` | `config` |",
            "| create | `confluentcloud.KafkaTopic` | `orders` |  |",
            "",
            "Names only: values and outputs are left out. [Log](https://forge.example.com/runs/1)",
            "",
        ]);
    });

    it("says that nothing changes", () => {
        const text = previewComment(document([step("same", TOPIC, "kept")]), { ...RUN, url: undefined });
        expect(text).to.include("### Preview of `dev`: no changes\n\nNames only");
        expect(text).to.not.include("[Log]");
    });

    it("is cut short, far below what a forge takes", () => {
        const steps = Array.from({ length: 1_000 }, (_, index) => step("create", TOPIC, `topic-${index}`));
        const text = previewComment(document(steps), RUN);
        expect(text).to.include("1000 to create").and.to.include("… and 900 more");
        expect(text.length).to.be.lessThan(60_000);
        const errors = Array.from({ length: 100 }, () => ({
            severity: "error",
            message: "far too long ".repeat(1_000),
        }));
        expect(previewComment(document([], errors), RUN).length).to.be.lessThan(60_000);
    });

    it("gives the errors of one that failed, without secrets, and no plan", () => {
        const secret = random();
        const message = `Stage that failed: token\n\`\`\`\nclient_secret="${secret}"\n`;
        const text = previewComment(
            document(
                [step("create", TOPIC, "orders")],
                [
                    { severity: "error", message },
                    { severity: "info", message: "told" },
                ],
            ),
            { ...RUN, status: 255 },
        );
        expect(text).to.include("### Preview of `dev`: failed\n\n````text\nStage that failed: token\n");
        expect(text).to.not.include(secret).and.to.not.include("orders").and.to.not.include("told");
    });

    it("does not take a broken preview for an empty one", () => {
        for (const [text, status] of [
            ["", 255],
            ["not JSON", 0],
            [document([]), 1],
        ] as const) {
            expect(previewComment(text, { ...RUN, status }))
                .to.include("failed")
                .and.to.include("see the log");
        }
    });

    it("keeps names from leaving their cells", () => {
        const text = previewComment(document([step("create", TOPIC, "a`|b\n# @team")]), RUN);
        expect(text).to.include("| `a··b·# @team` |");
    });

    it("is found again by its first line", () => {
        expect(previewComment("", RUN).startsWith(`${marker("dev")}\n`)).to.equal(true);
        expect(marker("dev")).to.not.equal(marker("prod"));
    });
});

describe("an error without its secrets", () => {
    it("loses named values, known forms of keys, and long random texts", () => {
        const hidden = [
            `AKIA${"ABCD2345".repeat(2)}`,
            `pul-${randomBytes(20).toString("hex")}`,
            `eyJ${randomBytes(12).toString("hex")}.${randomBytes(12).toString("hex")}.x`,
            random(),
            randomBytes(24).toString("hex"),
        ];
        for (const secret of hidden) {
            expect(withoutSecrets(`the key ${secret} is wrong`)).to.equal("the key (left out) is wrong");
        }
        expect(withoutSecrets('{"apiSecret": "short", "password":"x"}')).to.equal(
            '{"apiSecret": "(left out)", "password":"(left out)"}',
        );
        expect(withoutSecrets("token=abc next")).to.equal("token=(left out) next");
        const pem = `-----BEGIN PRIVATE KEY-----\n${randomBytes(40).toString("base64")}\n-----END PRIVATE KEY-----`;
        expect(withoutSecrets(`a ${pem} b`)).to.equal("a (left out) b");
    });

    it("keeps what the reader needs", () => {
        for (const text of [
            "clusters.inner.topics.trades.partitions is 0; allowed: 1 or more.",
            "urn:pulumi:dev::confluent-cluster-linking::confluentcloud:index/kafkaTopic:KafkaTopic::inner-trades",
            "confluentcloud:cloudApiSecret is not set: pulumi config set --secret confluentcloud:cloudApiSecret",
            "lkc-abc123.us-east-1.aws.private.confluent.cloud does not resolve (ENOTFOUND)",
        ]) {
            expect(withoutSecrets(text)).to.equal(text);
        }
    });
});
