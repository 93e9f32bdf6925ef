// Does not prove that the role is enough; the simulated clusters check roles.
import { expect } from "chai";
import { ServiceIdentity } from "../../../components/access/serviceIdentity";
import { record, valueOf } from "../../support/engine";
import { handle } from "../../support/fixtures";
import { isSecret, leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

function make(name = "manager", change: { roleName?: string } = {}) {
    return new ServiceIdentity(name, {
        cluster: handle(),
        displayName: "dev-manager",
        description: "Manages cluster shared",
        ...change,
    });
}

describe("ServiceIdentity", () => {
    it("makes an account, a role on the cluster, and a key of the account", async () => {
        const { recording } = await record(make);
        expect(recording.resources.map(({ name }) => name)).to.have.members([
            "manager-account",
            "manager-role",
            "manager-key",
        ]);
        const account = recording.find(TYPES.account, "manager-account");
        expect(account.inputs).to.deep.equal({ displayName: "dev-manager", description: "Manages cluster shared" });
        expect(recording.find(TYPES.roleBinding, "manager-role").inputs).to.deep.equal({
            principal: `User:${account.id}`,
            roleName: "CloudClusterAdmin",
            crnPattern: "crn://example/cloud-cluster=lkc-1",
            disableWaitForReady: true,
        });
        expect(recording.find(TYPES.apiKey, "manager-key").inputs).to.deep.equal({
            displayName: "dev-manager",
            description: "Manages cluster shared",
            owner: { id: account.id, apiVersion: "iam/v2", kind: "ServiceAccount" },
            managedResource: { id: "lkc-1", apiVersion: "cmk/v2", kind: "Cluster", environment: { id: "env-1" } },
            disableWaitForReady: true,
        });
    });

    it("takes another role", async () => {
        const { recording } = await record(() => make("reader", { roleName: "MetricsViewer" }));
        expect(recording.find(TYPES.roleBinding, "reader-role").inputs.roleName).to.equal("MetricsViewer");
    });

    it("names the role binding and the key as what a call needs", async () => {
        const { made } = await record(make);
        const urns = await Promise.all(made.requisites.map((each) => valueOf(each.urn)));
        expect(urns.map((urn) => urn.split("::").at(-1))).to.deep.equal(["manager-role", "manager-key"]);
    });

    it("registers its outputs, key and secret as a secret", async () => {
        const { recording } = await record(make);
        const { credentials, ...rest } = recording.outputsOf(component("ServiceIdentity"), "manager");
        const key = recording.find(TYPES.apiKey, "manager-key");
        expect(rest).to.deep.equal({
            serviceAccountId: recording.find(TYPES.account, "manager-account").id,
            roleBindingId: recording.find(TYPES.roleBinding, "manager-role").id,
            apiKeyId: key.id,
        });
        expect(isSecret(credentials)).to.equal(true);
        expect(opened(credentials)).to.deep.equal({ key: key.id, secret: recording.secrets[0] });
        expect(leaks([...recording.outputs, recording.registrations], recording.secrets)).to.deep.equal([]);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["one-key", "two-key"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
