import { expect } from "chai";
import { Bench, INBOUND, linkBody, linkPair, makePair, OUTBOUND, type Pair } from "../confluent/support";
import { deviations } from "./contract";
import { expectAnswer, expectNothing } from "./expectations";
import { kafkaError, within } from "./forms";
import * as kafka from "./kafkaTables";

describe("simulator/contract: Kafka REST", () => {
    let bench: Bench;
    let pair: Pair;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
    });
    afterEach(() => bench.close());

    const sandbox = (method: string, path: string, body?: unknown) =>
        bench.call(method, pair.sandbox.base + path, body, pair.sandbox);
    const shared = (method: string, path: string, body?: unknown) =>
        bench.call(method, pair.shared.base + path, body, pair.shared);

    it("topic: create, read, list, more partitions, delete, not found", async () => {
        expectAnswer(await sandbox("GET", "/topics"), 200, kafka.lists.topics);
        const body = { topic_name: "orders", partitions_count: 3, configs: [] };
        expectAnswer(await sandbox("POST", "/topics", body), 201, kafka.createdTopic);
        const read = await sandbox("GET", "/topics/orders");
        expectAnswer(read, 200, { ...kafka.topic, partitions_count: [3] });
        expect(read.json.text("metadata.self")).to.equal(`${pair.sandbox.rest}${pair.sandbox.base}/topics/orders`);
        expectAnswer(await sandbox("GET", "/topics"), 200, kafka.lists.topics);
        const more = await sandbox("PATCH", "/topics/orders", { partitions_count: 6 });
        expectAnswer(more, 200, { ...kafka.topic, partitions_count: [6] });
        expectNothing(await sandbox("DELETE", "/topics/orders"), 204);
        expectAnswer(await sandbox("GET", "/topics/orders"), 404, kafkaError(40403));
        expectAnswer(await sandbox("DELETE", "/topics/orders"), 404, kafkaError(40403));
    });

    it("topic settings: defaults, what the service sets, what was set, the topic's own type; change and removal", async () => {
        const configs = [{ name: "retention.ms", value: "1000" }];
        await sandbox("POST", "/topics", { topic_name: "orders", configs });
        const list = await sandbox("GET", "/topics/orders/configs");
        expectAnswer(list, 200, kafka.lists.topicSettings);
        const sources = list.json.list("data").map((item) => [item.text("name"), item.text("source")]);
        expect(sources).to.deep.include(["cleanup.policy", "DEFAULT_CONFIG"]);
        expect(sources).to.deep.include(["min.insync.replicas", "STATIC_BROKER_CONFIG"]);
        expect(sources).to.deep.include(["retention.ms", "DYNAMIC_TOPIC_CONFIG"]);
        expect(sources).to.deep.include(["confluent.topic.type", "DYNAMIC_TOPIC_CONFIG"]);
        const data = [
            { name: "cleanup.policy", value: "compact" },
            { name: "retention.ms", operation: "DELETE" },
        ];
        expectNothing(await sandbox("POST", "/topics/orders/configs:alter", { data }), 204);
        const now = (await sandbox("GET", "/topics/orders/configs")).json.list("data");
        const synonyms = now.find((item) => item.text("name") === "cleanup.policy")?.list("synonyms") ?? [];
        expect(synonyms.map((item) => item.text("value"))).to.deep.equal(["compact", "delete"]);
        expectAnswer(await sandbox("GET", "/topics/none/configs"), 404, kafkaError(40403));
    });

    it("ACL: create, search, delete with what was deleted, search again", async () => {
        const acl = {
            resource_type: "CLUSTER",
            resource_name: "kafka-cluster",
            pattern_type: "LITERAL",
            principal: "User:sa-abc123",
            host: "*",
            operation: "DESCRIBE",
            permission: "ALLOW",
        };
        const query = `/acls?${new URLSearchParams(acl).toString()}`;
        expectNothing(await sandbox("POST", "/acls", acl), 201);
        const found = await sandbox("GET", query);
        expectAnswer(found, 200, kafka.lists.acls);
        expect(found.json.at("data.0")).to.deep.include(acl);
        expectAnswer(await sandbox("DELETE", query), 200, within("data[]", kafka.acl));
        const gone = await sandbox("GET", query);
        expectAnswer(gone, 200, kafka.lists.acls);
        expect(gone.json.list("data")).to.deep.equal([]);
        expectAnswer(await sandbox("POST", "/acls", {}), 400, kafkaError(40002));
    });

    it("cluster link: create, read, list, delete, not found; both forms of its id", async () => {
        const path = "/links?link_name=pull";
        const modes = { link: "DESTINATION", connection: "OUTBOUND" };
        expectNothing(await sandbox("POST", path, linkBody(pair.sandbox, pair.shared, modes)), 201);
        const read = await sandbox("GET", "/links/pull");
        expectAnswer(read, 200, kafka.link);
        const bytes = Buffer.from(read.json.text("cluster_link_id") ?? "", "base64url").toString("hex");
        expect(read.json.text("link_id")?.replaceAll("-", "")).to.equal(bytes);
        expectAnswer(await sandbox("GET", "/links/pull?include_tasks=true"), 200, kafka.linkWithTasks);
        expectAnswer(await sandbox("GET", "/links"), 200, kafka.lists.links);
        expectNothing(await sandbox("DELETE", "/links/pull"), 204);
        expectAnswer(await sandbox("GET", "/links/pull"), 404, kafkaError(40403));

        await bench.make("POST", pair.shared.base + path, linkBody(pair.shared, pair.sandbox, INBOUND), pair.shared);
        await bench.make("POST", pair.sandbox.base + path, linkBody(pair.sandbox, pair.shared, OUTBOUND), pair.sandbox);
        expectAnswer(await sandbox("GET", "/links/pull"), 200, kafka.bidirectionalLink);
    });

    it("link settings: defaults and what was set, and no credential in any of them", async () => {
        const more = { "acl.sync.ms": "5100" };
        const body = linkBody(pair.sandbox, pair.shared, { link: "DESTINATION", connection: "OUTBOUND" }, more);
        await bench.make("POST", `${pair.sandbox.base}/links?link_name=pull`, body, pair.sandbox);
        const list = await sandbox("GET", "/links/pull/configs");
        expectAnswer(list, 200, kafka.lists.linkSettings);
        const entry = (name: string) =>
            list.json
                .list("data")
                .find((item) => item.text("name") === name)
                ?.all();
        expect(entry("acl.sync.ms")).to.include({ value: "5100", source: "DYNAMIC_CLUSTER_LINK_CONFIG" });
        expect(entry("acl.sync.enable")).to.include({ value: "false", is_default: true, source: "DEFAULT_CONFIG" });
        expect(entry("cluster.link.prefix")).to.include({ value: null, is_default: true });
        expect(entry("sasl.jaas.config")).to.include({ value: null, is_sensitive: true, is_default: false });
        expect(JSON.stringify(list.json.all())).to.not.contain(pair.shared.secret);
        const data = [{ name: "acl.sync.ms", value: "5101" }];
        expectNothing(await sandbox("PUT", "/links/pull/configs:alter", { data }), 204);
    });

    it("mirror: create, read, list, pause, promote, delete of its topic, not found", async () => {
        await linkPair(bench, pair);
        await sandbox("POST", "/topics", { topic_name: "orders", partitions_count: 2 });
        const path = "/links/lk/mirrors";
        expectNothing(await shared("POST", path, { source_topic_name: "orders" }), 201);
        expectAnswer(await shared("GET", `${path}/orders`), 200, { ...kafka.mirror, mirror_status: ["ACTIVE"] });
        expectAnswer(await shared("GET", path), 200, kafka.lists.mirrors);
        const errors = { ...kafka.mirror, "mirror_state_transition_errors[]?": "object" } as const;
        expectAnswer(await shared("GET", `${path}/orders?include_state_transition_errors=true`), 200, errors);
        const names = { mirror_topic_names: ["orders"] };
        expectAnswer(await shared("POST", `${path}:pause`, names), 200, kafka.alteredMirrors);
        expectAnswer(await shared("GET", `${path}/orders`), 200, { ...kafka.mirror, mirror_status: ["PAUSED"] });
        expectAnswer(await shared("POST", `${path}:promote`, names), 200, kafka.alteredMirrors);
        expectAnswer(await shared("GET", `${path}/orders`), 200, { ...kafka.mirror, mirror_status: ["STOPPED"] });
        expectNothing(await shared("DELETE", "/topics/orders"), 204);
        expectAnswer(await shared("GET", `${path}/orders`), 404, kafkaError(40403));
    });

    it("refusals: a key that the cluster does not know, a right that is missing, a name that is taken", async () => {
        const nobody = { ...pair.sandbox, secret: "none" };
        const refused = await bench.call("GET", `${pair.sandbox.base}/topics`, undefined, nobody);
        expectAnswer(refused, 401, kafkaError(40101));
        const member = await bench.member(pair.sandbox.id);
        expectAnswer(await bench.call("GET", `${pair.sandbox.base}/acls`, undefined, member), 403, kafkaError(40301));
        await sandbox("POST", "/topics", { topic_name: "a" });
        expectAnswer(await sandbox("POST", "/topics", { topic_name: "a" }), 400, kafkaError(40002));
        expect(deviations(kafka.createdTopic, refused.json.all())).to.not.deep.equal([]);
    });
});
