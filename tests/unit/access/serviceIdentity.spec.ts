// Does not prove that the role is enough; the simulated clusters check roles.
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { serviceIdentity } from "../../../components/access/serviceIdentity";
import { record, valueOf } from "../../support/engine";
import { handle } from "../../support/fixtures";
import { leaks } from "../../support/secrets";
import { TYPES } from "../../support/types";

const OWNER = "example:index:Owner";

function make(name = "manager", change: { withoutRole?: boolean } = {}) {
    const args = { cluster: handle(), displayName: "dev-manager", description: "Manages cluster shared", ...change };
    return serviceIdentity(name, args, { parent: new pulumi.ComponentResource(OWNER, `${name}-owner`) });
}

describe("a service identity", () => {
    it("is an account, a role on the cluster, and a key of the account, all of them its owner's", async () => {
        const { recording } = await record(make);
        const owner = recording.find(OWNER, "manager-owner").urn;
        expect(recording.resources.map(({ name, parent }) => [name, parent])).to.have.deep.members([
            ["manager-account", owner],
            ["manager-role", owner],
            ["manager-key", owner],
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

    it("has no role where ACLs take its place", async () => {
        const { made, recording } = await record(() => make("reader", { withoutRole: true }));
        expect(recording.names(TYPES.roleBinding)).to.deep.equal([]);
        expect(made.roleBindingIds).to.deep.equal([]);
    });

    it("names the role binding and the key as what a call needs", async () => {
        const { made } = await record(make);
        const urns = await Promise.all(made.requisites.map((each) => valueOf(each.urn)));
        expect(urns.map((urn) => urn.split("::").at(-1))).to.deep.equal(["manager-role", "manager-key"]);
    });

    it("gives its ids, and key and secret as a secret", async () => {
        const { made, recording } = await record(make);
        const key = recording.find(TYPES.apiKey, "manager-key");
        expect(await valueOf(made.serviceAccountId)).to.equal(recording.find(TYPES.account, "manager-account").id);
        expect(await valueOf(made.apiKeyId)).to.equal(key.id);
        const roles = await Promise.all(made.roleBindingIds.map((id) => valueOf(id)));
        expect(roles).to.deep.equal([recording.find(TYPES.roleBinding, "manager-role").id]);
        expect(await pulumi.isSecret(made.credentials)).to.equal(true);
        expect(await valueOf(made.credentials)).to.deep.equal({ key: key.id, secret: recording.secrets[0] });
        expect(leaks([...recording.outputs, recording.registrations], recording.secrets)).to.deep.equal([]);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.names(TYPES.apiKey)).to.deep.equal(["one-key", "two-key"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
