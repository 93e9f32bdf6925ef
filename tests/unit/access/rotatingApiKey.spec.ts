// Does not prove that users have moved on before a key goes; the simulation tests do.
import { expect } from "chai";
import { issueKey, RotatingApiKey } from "../../../components/access/rotatingApiKey";
import { record, valueOf } from "../../support/engine";
import { isSecret, leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

const GENERATIONS = { active: 12, alive: [11, 12], until: new Date("2027-01-01") };
const ARGS = {
    owner: { id: "sa-1", apiVersion: "iam/v2", kind: "ServiceAccount" },
    resource: { id: "lkc-1", apiVersion: "cmk/v2", kind: "Cluster", environmentId: "env-1" },
    displayName: "dev-trader",
    description: "Trades",
};

function make(name = "trader-key", change: { active?: number; alive?: number[] } = {}) {
    return new RotatingApiKey(name, { ...ARGS, generations: { ...GENERATIONS, ...change } });
}

describe("RotatingApiKey", () => {
    it("makes one key per valid generation, named by its number", async () => {
        const { recording } = await record(make);
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["trader-key-g11", "trader-key-g12"]);
        expect(recording.find(TYPES.apiKey, "trader-key-g12").inputs).to.deep.equal({
            displayName: "dev-trader",
            description: "Trades. Generation 12",
            owner: { id: "sa-1", apiVersion: "iam/v2", kind: "ServiceAccount" },
            managedResource: { id: "lkc-1", apiVersion: "cmk/v2", kind: "Cluster", environment: { id: "env-1" } },
            disableWaitForReady: true,
        });
    });

    it("gives out the active generation and nothing else", async () => {
        const { made, recording } = await record(make);
        const active = recording.find(TYPES.apiKey, "trader-key-g12");
        expect(await valueOf(made.apiKeyId)).to.equal(active.id);
        expect(await valueOf(made.key.urn)).to.equal(active.urn);
        expect(await valueOf(made.credentials)).to.deep.equal({ key: active.id, secret: opened(active.state.secret) });
    });

    it("registers its outputs, key and secret as a secret", async () => {
        const { recording } = await record(make);
        const { apiKeyId, credentials, ...rest } = recording.outputsOf(component("RotatingApiKey"), "trader-key");
        expect(rest).to.deep.equal({});
        expect(apiKeyId).to.equal(recording.find(TYPES.apiKey, "trader-key-g12").id);
        expect(isSecret(credentials)).to.equal(true);
        expect(recording.secrets).to.have.length(2);
        expect(leaks([...recording.outputs, recording.registrations], recording.secrets)).to.deep.equal([]);
    });

    it("refuses an active generation that is not valid", async () => {
        const { made } = await record(() => {
            expect(() => make("trader-key", { active: 9 })).to.throw("generation 9 of trader-key is not among");
            return true;
        });
        expect(made).to.equal(true);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["one-g11", "one-g12", "two-g11", "two-g12"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});

describe("a key", () => {
    it("is one for good where nothing rotates", async () => {
        const { recording } = await record(() => issueKey("trader-key", ARGS, undefined, {}));
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["trader-key"]);
        expect(recording.find(TYPES.apiKey, "trader-key").inputs.description).to.equal("Trades");
        expect(recording.names(component("RotatingApiKey"))).to.deep.equal([]);
    });

    it("rotates where generations are given", async () => {
        const { recording } = await record(() => issueKey("trader-key", ARGS, GENERATIONS, {}));
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["trader-key-g11", "trader-key-g12"]);
    });

    it("lets the provider wait only where that is asked for", async () => {
        const args = { ...ARGS, providerWaits: true };
        const { recording } = await record(() => issueKey("trader-key", args, undefined, {}));
        expect(recording.find(TYPES.apiKey, "trader-key").inputs.disableWaitForReady).to.equal(false);
    });
});
