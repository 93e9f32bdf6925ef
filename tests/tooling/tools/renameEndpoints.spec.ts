// Does not prove that the engine takes the state back; tests/soak/gateway.spec.ts does.
import { expect } from "chai";
import { withRenamedEndpoints, type ExportedState } from "../../../tools/renameEndpoints";

const OLD = { restEndpoint: "https://old.test:443", bootstrapEndpoint: "old.test:9092" };
const FRESH = { restEndpoint: "https://fresh.test:443", bootstrapEndpoint: "fresh.test:9092" };
const NAMES = {
    type: "confluent-cluster-linking:index:AccessPointCluster",
    outputs: { clusterId: "lkc-1", ...FRESH },
};
const LINK = "confluentcloud:index/clusterLink:ClusterLink";
const { restEndpoint, bootstrapEndpoint } = OLD;

function state(...resources: NonNullable<ExportedState["deployment"]["resources"]>): ExportedState {
    return { version: 3, deployment: { resources: [NAMES, ...resources] } };
}

/** The resource as it comes out. */
function renamed(resource: { type: string; inputs?: Record<string, unknown>; outputs?: Record<string, unknown> }) {
    return withRenamedEndpoints(state(resource)).deployment.resources?.[1];
}

describe("renaming endpoints in a state", () => {
    it("gives both halves of a link the names of a cluster behind an access point, and of no other", () => {
        const outputs = {
            link: "a",
            localKafkaCluster: { id: "lkc-1", restEndpoint, credentials: { key: "k" } },
            remoteKafkaCluster: { id: "lkc-2", bootstrapEndpoint },
        };
        const inputs = {
            localKafkaCluster: { id: "lkc-2", restEndpoint },
            remoteKafkaCluster: { id: "lkc-1", bootstrapEndpoint, restEndpoint: "" },
        };
        expect(renamed({ type: LINK, inputs, outputs })).to.deep.equal({
            type: LINK,
            outputs: {
                ...outputs,
                localKafkaCluster: { ...outputs.localKafkaCluster, restEndpoint: FRESH.restEndpoint },
            },
            inputs: {
                ...inputs,
                remoteKafkaCluster: {
                    id: "lkc-1",
                    bootstrapEndpoint: FRESH.bootstrapEndpoint,
                    restEndpoint: "",
                },
            },
        });
    });

    it("looks into secrets and lists", () => {
        const block = { secret: "marker", plaintext: JSON.stringify([{ id: "lkc-1", restEndpoint }]) };
        const found = renamed({ type: LINK, outputs: { blocks: [block] } })?.outputs;
        const plaintext = JSON.stringify([{ id: "lkc-1", restEndpoint: FRESH.restEndpoint }]);
        expect(found).to.deep.equal({ blocks: [{ secret: "marker", plaintext }] });
    });

    it("knows mirrors, and ACLs, which name their cluster beside the endpoint", () => {
        const mirror = { type: "confluentcloud:index/kafkaMirrorTopic:KafkaMirrorTopic" };
        const acl = { type: "confluentcloud:index/kafkaAcl:KafkaAcl" };
        expect(renamed({ ...mirror, inputs: { kafkaCluster: { id: "lkc-1", restEndpoint } } })?.inputs).to.deep.equal({
            kafkaCluster: { id: "lkc-1", restEndpoint: FRESH.restEndpoint },
        });
        expect(renamed({ ...acl, inputs: { kafkaCluster: { id: "lkc-1" }, restEndpoint } })?.inputs).to.deep.equal({
            kafkaCluster: { id: "lkc-1" },
            restEndpoint: FRESH.restEndpoint,
        });
    });

    it("leaves everything else alone", () => {
        const topic = { type: "confluentcloud:index/kafkaTopic:KafkaTopic", inputs: { id: "lkc-1", restEndpoint } };
        expect(withRenamedEndpoints(state(topic))).to.deep.equal(state(topic));
        expect(withRenamedEndpoints({ version: 3, deployment: {} }).version).to.equal(3);
    });

    it("refuses a state whose secrets are encrypted", () => {
        const outputs = { localKafkaCluster: { secret: "marker", ciphertext: "…" } };
        expect(() => renamed({ type: LINK, outputs })).to.throw("export it with --show-secrets");
    });
});
