// Does not prove that the wait ends; the gate's own tests do.
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { KafkaAccess, type KafkaAccessArgs } from "../../../components/access/kafkaAccess";
import { onCluster } from "../../../components/access/kafkaAcls";
import { record, valueOf } from "../../support/engine";
import { adminOf, handle, requisiteNames } from "../../support/fixtures";
import type { Registration, Recording } from "../../support/recording";
import { leaks, opened } from "../../support/secrets";
import { component, TYPES, URN_START } from "../../support/types";

function make(name = "manager", change: Partial<KafkaAccessArgs> = {}) {
    return new KafkaAccess(name, {
        cluster: handle(),
        displayName: "dev-manager",
        description: "Manages",
        objects: ["topic/a"],
        deletedWithCluster: true,
        ...change,
    });
}

/** A network path of one part. */
function network() {
    return { reachable: pulumi.output("digest"), path: [new ec2.Vpc("path", {})] };
}

function directNames(recording: Recording, { dependencies }: Registration): string[] {
    return dependencies.map((urn) => recording.at(urn).name);
}

async function requisitesOf({ admin }: KafkaAccess): Promise<(string | undefined)[]> {
    const urns = await Promise.all(admin.requisites.map((each) => valueOf(each.urn)));
    return urns.map((urn) => urn.split("::").at(-1));
}

describe("KafkaAccess", () => {
    it("makes an identity and its gate", async () => {
        const { recording } = await record(make);
        expect(recording.resources.map(({ name }) => name)).to.have.members([
            "manager-account",
            "manager-role",
            "manager-key",
            "manager-ready",
        ]);
    });

    it("lets the gate wait for key and role, and look again for another role binding or object", async () => {
        const { recording } = await record(make);
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(directNames(recording, gate)).to.have.members(["manager-role", "manager-key"]);
        expect(opened(gate.inputs)).to.deep.include({
            clusterId: "lkc-1",
            restsOn: [recording.find(TYPES.roleBinding, "manager-role").id],
            objects: ["topic/a"],
            reachable: "",
            credentials: { key: recording.find(TYPES.apiKey, "manager-key").id, secret: recording.secrets[0] },
        });
    });

    it("lets the gate of a private cluster wait for the network path too", async () => {
        const { made, recording } = await record(() => make("manager", { network: network() }));
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(directNames(recording, gate)).to.have.members(["manager-role", "manager-key", "path"]);
        expect(gate.inputs.reachable).to.equal("digest");
        expect(await requisitesOf(made)).to.deep.equal(["manager-ready", "manager-role", "manager-key", "path"]);
    });

    it("lets the gate wait for an earlier one, which its users need not name", async () => {
        const { made, recording } = await record(() => make("manager", { after: adminOf("first") }));
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(directNames(recording, gate)).to.have.members([
            "manager-role",
            "manager-key",
            ...requisiteNames("first"),
        ]);
        expect(await requisitesOf(made)).to.deep.equal(["manager-ready", "manager-role", "manager-key"]);
    });

    it("takes ACLs in place of a role, for which its gate waits and looks again", async () => {
        const { made, recording } = await record(() => {
            const rules = [onCluster("ALTER"), onCluster("DESCRIBE")];
            return make("link", { acls: { admin: adminOf("first"), rules } });
        });
        const names = ["link/alter-cluster", "link/describe-cluster"];
        expect(recording.names(TYPES.acl)).to.deep.equal(names);
        expect(recording.names(TYPES.roleBinding)).to.deep.equal([]);
        const gate = recording.find(TYPES.gate, "link-ready");
        expect(directNames(recording, gate)).to.have.members(["link-key", ...names]);
        expect(gate.inputs.restsOn).to.deep.equal(names.map((name) => recording.find(TYPES.acl, name).id));
        expect(await requisitesOf(made)).to.deep.equal(["link-ready", "link-key", ...names]);
    });

    it("gives out endpoint and credential only through the gate", async () => {
        const { recording } = await record(() => {
            const { admin } = make();
            return new ec2.Vpc("user", { tags: { endpoint: admin.restEndpoint, key: admin.credentials?.key ?? "" } });
        });
        expect(directNames(recording, recording.find(TYPES.vpc, "user"))).to.deep.equal(["manager-ready"]);
    });

    it("passes on cluster, readiness and whether objects go with their cluster", async () => {
        const readiness = { deadlineSeconds: 7, resolver: "127.0.0.1:53" };
        const { made, recording } = await record(() => make("manager", { readiness, deletedWithCluster: false }));
        expect(made.admin.deletedWithCluster).to.equal(false);
        expect(await valueOf(made.admin.cluster.id)).to.equal("lkc-1");
        expect(recording.find(TYPES.gate, "manager-ready").inputs).to.include(readiness);
    });

    it("registers its outputs, and leaks no secret", async () => {
        const { recording } = await record(make);
        expect(recording.outputsOf(component("KafkaAccess"), "manager")).to.deep.equal({
            serviceAccountId: recording.find(TYPES.account, "manager-account").id,
            apiKeyId: recording.find(TYPES.apiKey, "manager-key").id,
        });
        expect(leaks([...recording.outputs, recording.registrations], recording.secrets)).to.deep.equal([]);
    });

    it("keeps the identity that a stack from before 0.1.0 holds in a component of its own", async () => {
        const { recording } = await record(make);
        const former = recording.resources.map(({ name, formerUrns }) => [name, formerUrns]);
        const before = (type: string, name: string) => [
            `${URN_START}${component("KafkaAccess")}$${component("ServiceIdentity")}$${type}::${name}`,
        ];
        expect(former).to.have.deep.members([
            ["manager-account", before(TYPES.account, "manager-account")],
            ["manager-role", before(TYPES.roleBinding, "manager-role")],
            ["manager-key", before(TYPES.apiKey, "manager-key")],
            ["manager-ready", []],
        ]);
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("one"), make("two")]);
        expect(recording.names(TYPES.gate)).to.deep.equal(["one-ready", "two-ready"]);
        const [update, preview] = [await record(make), await record(make, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });
});
