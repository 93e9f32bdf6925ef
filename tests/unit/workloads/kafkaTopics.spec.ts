// Does not prove that the cluster accepts the topics.
import { expect } from "chai";
import type { KafkaAdmin } from "../../../components/access/kafkaAdmin";
import { KafkaTopics, type KafkaTopicSpec } from "../../../components/workloads/kafkaTopics";
import { record } from "../../support/engine";
import { adminOf, clusterResource, handle, requisiteNames } from "../../support/fixtures";
import { isSecret, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

const TOPICS = { orders: { partitions: 3, config: { "retention.ms": "1000" } }, quotes: {} };

function make(name = "sandbox", topics: Record<string, KafkaTopicSpec> = TOPICS, change: Partial<KafkaAdmin> = {}) {
    return new KafkaTopics(name, { admin: adminOf(`${name}-admin`, change), topics });
}

describe("KafkaTopics", () => {
    it("makes each topic with its settings, 6 partitions by default", async () => {
        const { recording } = await record(make);
        const common = {
            kafkaCluster: { id: "lkc-sandbox-admin" },
            restEndpoint: "https://lkc-sandbox-admin.example.test:443",
            credentials: { key: "KEY-sandbox-admin", secret: "of-sandbox-admin" },
        };
        expect(recording.ofType(TYPES.topic).map(({ name, inputs }) => [name, opened(inputs)])).to.deep.equal([
            [
                "sandbox/orders",
                { topicName: "orders", partitionsCount: 3, config: { "retention.ms": "1000" }, ...common },
            ],
            ["sandbox/quotes", { topicName: "quotes", partitionsCount: 6, config: {}, ...common }],
        ]);
    });

    it("keeps the credential secret", async () => {
        const { recording } = await record(make);
        expect(isSecret(recording.find(TYPES.topic, "sandbox/quotes").inputs.credentials)).to.equal(true);
    });

    it("waits for the gate and for all that calls need", async () => {
        const { recording } = await record(make);
        for (const { dependencies, deleteBeforeReplace } of recording.ofType(TYPES.topic)) {
            const names = dependencies.map((urn) => recording.at(urn).name);
            expect(names).to.have.members(requisiteNames("sandbox-admin"));
            expect(deleteBeforeReplace).to.equal(true);
        }
    });

    it("goes with an unprotected cluster of this stack", async () => {
        const { recording } = await record(() => {
            return make("sandbox", TOPICS, { cluster: handle({ resource: clusterResource("cluster") }) });
        });
        const { urn } = recording.find(TYPES.cluster, "cluster");
        expect(recording.ofType(TYPES.topic).map(({ deletedWith }) => deletedWith)).to.deep.equal([urn, urn]);
    });

    it("registers the topics' names", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("KafkaTopics"), "sandbox")).to.deep.equal({
            topicNames: ["orders", "quotes"],
        });
    });

    it("makes nothing for a cluster without topics", async () => {
        const { recording } = await record(() => make("sandbox", {}));
        expect(recording.ofType(TYPES.topic)).to.deep.equal([]);
        expect(recording.outputsOf(component("KafkaTopics"), "sandbox")).to.deep.equal({ topicNames: [] });
    });

    it("keeps apart clusters and topics whose names run into one another", async () => {
        const { recording } = await record(() => [make("a", { "b-c": {} }), make("a-b", { c: {} })]);
        expect(recording.names(TYPES.topic)).to.deep.equal(["a-b/c", "a/b-c"]);
    });

    it("previews the same resources", async () => {
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
