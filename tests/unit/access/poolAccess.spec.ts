// Does not prove that the gate waits; the gate's own tests do.
import { randomBytes } from "node:crypto";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PoolAccess, type PoolAccessArgs } from "../../../components/access/poolAccess";
import { record, valueOf } from "../../support/engine";
import { clusterResource, handle } from "../../support/fixtures";
import { isSecret, leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";

const CLIENT = {
    tokenUrl: "https://idp.example.test/token",
    clientId: "links",
    clientSecret: randomBytes(18).toString("base64url"),
    scope: "",
    identityPoolId: "pool-1",
};

function make(name = "manager", change: Partial<PoolAccessArgs> = {}) {
    const cluster = handle({ resource: clusterResource(`${name}-cluster`) });
    return new PoolAccess(name, {
        cluster,
        client: CLIENT,
        objects: ["topic/a"],
        deletedWithCluster: true,
        ...change,
    });
}

describe("PoolAccess", () => {
    it("gives the pool its role on a cluster of the stack's, and makes a gate; no account and no key", async () => {
        const { made, recording } = await record(make);
        const role = recording.find(TYPES.roleBinding, "manager-role");
        expect(role.inputs).to.deep.equal({
            principal: "User:pool-1",
            roleName: "CloudClusterAdmin",
            crnPattern: "crn://example/cloud-cluster=lkc-1",
            disableWaitForReady: true,
        });
        expect(recording.ofType(TYPES.account, TYPES.apiKey)).to.deep.equal([]);
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(gate.dependencies).to.include(role.urn);
        expect(opened(gate.inputs)).to.deep.include({ oauth: CLIENT, restsOn: [role.id], objects: ["topic/a"] });
        expect(gate.inputs).to.not.have.property("credentials");
        expect(made.admin.credentials).to.equal(undefined);
        expect(made.admin.requisites).to.have.length(2);
    });

    it("gives no role on a cluster that was there before: two stacks would share it", async () => {
        const { recording } = await record(() => make("manager", { cluster: handle() }));
        expect(recording.names(TYPES.roleBinding)).to.deep.equal([]);
        expect(recording.find(TYPES.gate, "manager-ready").inputs.restsOn).to.deep.equal([]);
    });

    it("lets the gate of a private cluster wait for the network path", async () => {
        const network = () => ({ reachable: pulumi.output("digest"), path: [new ec2.Vpc("path", {})] });
        const { recording } = await record(() => make("manager", { network: network() }));
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(gate.dependencies).to.include(recording.find(TYPES.vpc, "path").urn);
        expect(gate.inputs.reachable).to.equal("digest");
    });

    it("asks a cluster that can hold no links for none", async () => {
        const { recording } = await record(() => make("manager", { cluster: handle({ kind: "basic" }) }));
        expect(recording.find(TYPES.gate, "manager-ready").inputs.listsLinks).to.equal(false);
    });

    it("keeps the client secret, going in and coming out, and gives the endpoint out behind the gate only", async () => {
        const { made, recording } = await record(make);
        const gate = recording.find(TYPES.gate, "manager-ready");
        expect(isSecret(gate.inputs.oauth)).to.equal(true);
        expect(gate.additionalSecretOutputs).to.deep.equal(["oauth"]);
        expect(leaks([...recording.outputs, recording.registrations], [CLIENT.clientSecret])).to.deep.equal([]);
        expect(await valueOf(made.admin.restEndpoint)).to.equal("https://lkc-1.example.test:443");
        expect(recording.outputsOf(component("PoolAccess"), "manager")).to.deep.equal({ identityPoolId: "pool-1" });
    });
});
