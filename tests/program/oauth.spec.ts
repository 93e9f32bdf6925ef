// The program without API keys, under mocks. Does not prove that a cloud accepts it; the simulation tests do.
import { expect } from "chai";
import { example } from "../support/examples";
import { failureOf } from "../support/engine";
import { ofExample, runStack } from "../support/programs";
import { isSecret, leaks, opened } from "../support/secrets";
import { stackConfig, type StackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

const OAUTH = "confluentcloud:oauth";
const CLUSTERS = "confluent-cluster-linking:clusters";

function config(): Record<string, Record<string, unknown>> {
    return structuredClone(stackConfig(example("oauth").file)) as Record<string, Record<string, unknown>>;
}

function secretOf(given: StackConfig): string {
    return (given[OAUTH] as { oauthExternalClientSecret: string }).oauthExternalClientSecret;
}

const DATA_PLANE = [TYPES.topic, TYPES.link, TYPES.mirror, TYPES.acl];

describe("a stack that logs in with OAuth", () => {
    it("has no service account and no API key, and a role of the pool on each cluster that it makes", async () => {
        const recording = await ofExample("oauth");
        expect(recording.ofType(TYPES.account, TYPES.apiKey)).to.deep.equal([]);
        const roles = recording.ofType(TYPES.roleBinding).map(({ name, inputs }) => [name, inputs.principal]);
        expect(roles).to.deep.equal([
            ["inner-manager-role", "User:pool-abc1"],
            ["outer-manager-role", "User:pool-abc1"],
        ]);
    });

    it("gives no object of the data plane a key: the provider would refuse it", async () => {
        const recording = await ofExample("oauth");
        const objects = recording.ofType(...DATA_PLANE);
        expect(objects.length).to.be.greaterThan(5);
        expect(objects.filter(({ inputs }) => JSON.stringify(inputs).includes("credentials"))).to.deep.equal([]);
    });

    it("makes every object only behind the gates, which know the pool's client", async () => {
        const recording = await ofExample("oauth");
        const gates = recording.ofType(TYPES.gate);
        expect(gates.map(({ name }) => name)).to.deep.equal(["inner-manager-ready", "outer-manager-ready"]);
        for (const { inputs } of [...gates, ...recording.ofType(TYPES.linkGate)]) {
            expect(isSecret(inputs.oauth)).to.equal(true);
            expect(opened(inputs.oauth)).to.include({ clientId: "cluster-links", identityPoolId: "pool-abc1" });
        }
        for (const { name, urn } of recording.ofType(TYPES.link)) {
            expect([...recording.closure(urn)], name).to.include.members(gates.map((gate) => gate.urn));
        }
        const halves = recording.ofType(TYPES.link).map(({ inputs }) => [inputs.linkMode, inputs.connectionMode]);
        expect(halves).to.deep.equal([
            ["BIDIRECTIONAL", "INBOUND"],
            ["BIDIRECTIONAL", "OUTBOUND"],
        ]);
    });

    it("tells others whose identity it is, and shows no secret", async () => {
        const given = config();
        const recording = await runStack(given);
        const outputs = recording.outputsOf(TYPES.stack, "confluent-cluster-linking-test");
        const identity = { identityPoolId: "pool-abc1", secretAt: "configuration of stack test: confluentcloud:oauth" };
        expect(outputs.identities).to.deep.equal({ "inner-manager": identity, "outer-manager": identity });
        const all = [recording.registrations, ...recording.outputs];
        expect(leaks(all, [secretOf(given)])).to.deep.equal([]);
        expect(JSON.stringify(all)).to.include(secretOf(given));
    });

    it("makes clients with keys of their own all the same, and keeps them rotating", async () => {
        const given = config();
        Object.assign(given[CLUSTERS]?.outer ?? {}, { clients: { desk: { consume: [{ topic: "quotes" }] } } });
        const recording = await runStack({ ...given, "confluent-cluster-linking:rotation": { asOf: "2027-01-31" } });
        expect(recording.names(TYPES.apiKey)).to.have.length(2);
        const acls = recording.ofType(TYPES.acl);
        expect(acls.length).to.be.greaterThan(0);
        expect(acls.filter(({ inputs }) => "credentials" in inputs)).to.deep.equal([]);
        const gate = recording.find(TYPES.gate, "outer/desk-ready");
        expect(Object.keys(gate.inputs)).to.include("credentials").and.to.not.include("oauth");
    });

    it("is refused before anything is made where the provider is told otherwise", async () => {
        const { [OAUTH]: oauth, ...others } = config();
        expect(await failureOf(runStack(others))).to.include("confluentcloud:oauth.oauthExternalClientId");
        const withKey = { ...others, [OAUTH]: oauth, "confluentcloud:cloudApiKey": "KEY" };
        expect(await failureOf(runStack(withKey))).to.include("the provider takes no key beside oauth");
        const withKeys = { ...config(), "confluent-cluster-linking:authentication": "apiKeys" };
        expect(await failureOf(runStack(withKeys))).to.include("Set confluent-cluster-linking:authentication to oauth");
    });
});
