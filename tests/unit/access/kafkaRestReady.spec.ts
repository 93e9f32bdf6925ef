// Does not prove that the gate waits: see readinessProvider.spec.ts and gateProbe.spec.ts.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KafkaRestReady, type KafkaRestReadyArgs } from "../../../components/access/kafkaRestReady";
import { record, valueOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { isSecret, opened } from "../../support/secrets";
import { TYPES } from "../../support/types";

const CREDENTIALS = { key: "KEY", secret: "of-the-test" };

function make(name = "manager-ready", change: Partial<KafkaRestReadyArgs> = {}) {
    return new KafkaRestReady(name, {
        clusterId: "lkc-1",
        restEndpoint: "https://lkc-1.example.test:443",
        credentials: CREDENTIALS,
        restsOn: ["rb-1"],
        objects: ["topic/a"],
        ...change,
    });
}

describe("KafkaRestReady", () => {
    it("hands its provider everything, with defaults for what is left out", async () => {
        const { recording } = await record(make);
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(opened(gate.inputs)).to.deep.equal({
            clusterId: "lkc-1",
            restEndpoint: "https://lkc-1.example.test:443",
            credentials: CREDENTIALS,
            restsOn: ["rb-1"],
            objects: ["topic/a"],
            link: "",
            stopped: [],
            reachable: "",
            resolver: "",
            deadlineSeconds: 900,
        });
        expect(gate.providerCode).to.be.a("string");
    });

    it("takes deadline, resolver and network path", async () => {
        const readiness = { deadlineSeconds: 5, resolver: "127.0.0.1:53" };
        const { recording } = await record(() => make("ready", { readiness, reachable: "digest" }));
        expect(recording.find(TYPES.gate, "ready").inputs).to.include({ ...readiness, reachable: "digest" });
    });

    it("is a LinkReady when it waits for a link too", async () => {
        const { recording } = await record(() => make("ready", { link: "both-ways" }));
        expect(recording.find(TYPES.linkGate, "ready").inputs.link).to.equal("both-ways");
        expect(recording.ofType(TYPES.gate)).to.deep.equal([]);
    });

    it("keeps the credential secret, going in and coming out", async () => {
        const { recording } = await record(make);
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(isSecret(gate.inputs.credentials)).to.equal(true);
        expect(gate.additionalSecretOutputs).to.deep.equal(["credentials"]);
    });

    it("gives back endpoint and credential under the names they came in with", async () => {
        const { made } = await record(make);
        expect(await valueOf(made.restEndpoint)).to.equal("https://lkc-1.example.test:443");
        expect(await valueOf(made.credentials)).to.deep.equal(CREDENTIALS);
    });

    it("knows endpoint and credential in the preview of an update, so that nothing behind it looks replaced", async () => {
        const { made } = await record(make, { preview: true });
        expect(await valueOf(made.restEndpoint)).to.equal("https://lkc-1.example.test:443");
        expect(await valueOf(made.credentials)).to.deep.equal(CREDENTIALS);
    });

    it("does not invent them in the preview of a first run", async () => {
        const { recording } = await record(
            () => {
                const cluster = make("first", { restEndpoint: pulumi.unknown as unknown as string });
                return make("second", { restEndpoint: cluster.restEndpoint });
            },
            { preview: true },
        );
        expect(recording.find(TYPES.gate, "second").inputs.restEndpoint).to.equal(UNKNOWN);
    });

    it("has one provider for all gates", async () => {
        const { recording } = await record(() => [make("one"), make("two", { link: "l" })]);
        const codes = recording.resources.map(({ providerCode }) => providerCode);
        expect(codes[0]).to.equal(codes[1]);
    });
});
