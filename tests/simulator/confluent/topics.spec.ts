import { expect } from "chai";
import { administrator, Bench, linkPair, makePair, type Member } from "./support";

describe("simulator/confluent: topics", () => {
    let bench: Bench;
    let admin: Member;
    before(async () => {
        bench = await Bench.start();
        const environment = await bench.environment();
        admin = await administrator(bench, environment, await bench.cluster(environment));
    });
    after(() => bench.close());

    const kafka = (method: string, path: string, body?: unknown) => bench.call(method, admin.base + path, body, admin);

    it("creates with settings, which the list marks as set, over the defaults", async () => {
        const configs = [{ name: "retention.ms", value: "1000" }];
        const created = await kafka("POST", "/topics", { topic_name: "a", partitions_count: 3, configs });
        expect([created.status, created.json.number("partitions_count")]).to.deep.equal([201, 0]);
        expect((await kafka("GET", "/topics/a")).json.number("partitions_count")).to.equal(3);
        const list = (await kafka("GET", "/topics/a/configs")).json.list("data");
        const entry = (name: string) => list.find((config) => config.text("name") === name);
        expect(entry("retention.ms")?.text("source")).to.equal("DYNAMIC_TOPIC_CONFIG");
        expect(entry("cleanup.policy")?.text("source")).to.equal("DEFAULT_CONFIG");
        const data = [
            { name: "retention.ms", operation: "DELETE" },
            { name: "cleanup.policy", value: "compact" },
        ];
        expect((await kafka("POST", "/topics/a/configs:alter", { data })).status).to.equal(204);
        const now = (await kafka("GET", "/topics/a/configs")).json.list("data");
        const set = now
            .filter((config) => config.text("source") === "DYNAMIC_TOPIC_CONFIG")
            .map((config) => config.text("name"));
        expect(set).to.deep.equal(["cleanup.policy"]);
    });

    it("refuses a name that is taken or malformed, bad settings, and no partitions", async () => {
        await kafka("POST", "/topics", { topic_name: "b" });
        const refusals = [
            [{ topic_name: "b" }, "Topic 'b' already exists."],
            [{ topic_name: "b c" }, "Topic name is invalid: 'b c'"],
            [{ topic_name: "d", partitions_count: 0 }, "Number of partitions must be larger than 0."],
            [{ topic_name: "d", configs: [{ name: "colour", value: "red" }] }, "Unknown topic config name: colour"],
        ] as const;
        for (const [body, message] of refusals) {
            const answer = await kafka("POST", "/topics", body);
            expect([answer.status, answer.json.number("error_code"), answer.message]).to.deep.equal([
                400,
                40002,
                message,
            ]);
        }
        expect((await kafka("GET", "/topics/d")).status).to.equal(404);
    });

    it("takes more partitions, and refuses fewer", async () => {
        await kafka("POST", "/topics", { topic_name: "e" });
        expect((await kafka("PATCH", "/topics/e", { partitions_count: 9 })).json.number("partitions_count")).to.equal(
            9,
        );
        const fewer = await kafka("PATCH", "/topics/e", { partitions_count: 3 });
        expect([fewer.status, fewer.message]).to.deep.equal([
            400,
            "Topic currently has 9 partitions, which is higher than the requested 3.",
        ]);
    });

    it("answers 404 in Kafka's words for a topic that is not there", async () => {
        for (const [method, path] of [
            ["GET", "/topics/none"],
            ["DELETE", "/topics/none"],
            ["GET", "/topics/none/configs"],
        ] as const) {
            const answer = await kafka(method, path);
            expect([answer.status, answer.json.number("error_code")]).to.deep.equal([404, 40403]);
            expect(answer.message).to.equal("This server does not host this topic-partition.");
        }
    });

    it("leaves the mirror of a deleted topic failed, for good", async () => {
        const pair = await makePair(bench);
        const { sandbox, shared } = pair;
        await linkPair(bench, pair);
        await bench.make("POST", `${sandbox.base}/topics`, { topic_name: "orders" }, sandbox);
        await bench.make("POST", `${shared.base}/links/lk/mirrors`, { source_topic_name: "orders" }, shared);
        await bench.make("DELETE", `${sandbox.base}/topics/orders`, undefined, sandbox);
        const status = async () =>
            (await bench.call("GET", `${shared.base}/links/lk/mirrors/orders`, undefined, shared)).json.text(
                "mirror_status",
            );
        expect(await status()).to.equal("FAILED");
        await bench.make("POST", `${sandbox.base}/topics`, { topic_name: "orders" }, sandbox);
        expect(await status()).to.equal("FAILED");
    });
});
