// How the Terraform stack that this project succeeds fails when it is destroyed or applied again, one test per failure:
// why it cannot happen here, shown on the recorded dev program. What only a real engine can show is in tests/simulation:
// a call that succeeds whose answer is lost (faults), a destroy that leaves nothing (lifecycle), a destroy without the
// private network (protection).
import { expect } from "chai";
import { committed, runStack } from "../support/programs";
import type { Recording, Registration } from "../support/recording";
import { stackFile } from "../support/stackFile";
import { TYPES } from "../support/types";

const DATA_PLANE = [TYPES.topic, TYPES.link, TYPES.mirror];
const SETTINGS = "confluent-cluster-linking:";

/** Objects whose deletion calls the private cluster. */
function onPrivateCluster(recording: Recording): readonly Registration[] {
    const { urn } = recording.find(TYPES.cluster, "sandbox-cluster");
    return recording.ofType(...DATA_PLANE).filter(({ deletedWith }) => deletedWith === urn);
}

/** What of the second list would be gone while something of the first is still to be deleted. */
function goneTooEarly(recording: Recording, users: readonly Registration[], needs: readonly Registration[]): string[] {
    expect(users, "objects to delete").to.not.deep.equal([]);
    expect(needs, "what their deletion needs").to.not.deep.equal([]);
    return users.flatMap((user) => {
        const kept = recording.closure(user.urn);
        return needs.filter(({ urn }) => !kept.has(urn)).map(({ name }) => `${name} before ${user.name}`);
    });
}

describe("what went wrong before", () => {
    it("deletions that cannot resolve the cluster's name: records and associations are the last to go", async () => {
        const recording = await committed("dev");
        const runners = recording.find(TYPES.zoneAssociation, "core-association-runner");
        const names = [...recording.ofType(TYPES.zone, TYPES.record), runners];
        expect(goneTooEarly(recording, onPrivateCluster(recording), names)).to.deep.equal([]);
    });

    it("a link deletion that is not authorised: roles and keys outlive all that was made with them", async () => {
        const recording = await committed("dev");
        const ofLink = recording.ofType(TYPES.roleBinding, TYPES.apiKey);
        expect(goneTooEarly(recording, recording.ofType(TYPES.link, TYPES.mirror), ofLink)).to.deep.equal([]);
        const manager = ofLink.filter(({ name }) => name.startsWith("sandbox-manager-"));
        expect(goneTooEarly(recording, recording.ofType(TYPES.topic), manager)).to.deep.equal([]);
    });

    it("a link that exists although its creation failed: neither half is tried before every call is known to work", async () => {
        const recording = await committed("dev");
        const gates = recording.ofType(TYPES.gate);
        expect(gates).to.have.length(4);
        expect(goneTooEarly(recording, recording.ofType(TYPES.link), gates)).to.deep.equal([]);
    });

    it("a half deleted under its mirrors: mirrors are deleted before either half, the OUTBOUND half before the INBOUND", async () => {
        const recording = await committed("dev");
        const halves = recording.ofType(TYPES.link);
        expect(goneTooEarly(recording, recording.ofType(TYPES.mirror), halves)).to.deep.equal([]);
        const [inbound, outbound] = ["INBOUND", "OUTBOUND"].map((mode) =>
            halves.filter(({ inputs }) => inputs.connectionMode === mode),
        );
        expect(goneTooEarly(recording, outbound ?? [], inbound ?? [])).to.deep.equal([]);
    });

    it("a runner that is switched over in the middle of its own run: the stack neither makes nor changes it", async () => {
        const recording = await committed("dev");
        const providers = new Set(recording.resources.map(({ type }) => type.split(":")[0]));
        expect([...providers].sort()).to.deep.equal(["aws", "confluentcloud", "pulumi-nodejs"]);
        const own = recording
            .ofType(TYPES.vpc, TYPES.routeTable, TYPES.subnet)
            .map(({ parent }) => recording.at(parent));
        expect(new Set(own.map(({ name }) => name))).to.deep.equal(new Set(["core"]));
    });

    it("a path that is cut while it is needed: the runner's way in and back outlives every object behind it", async () => {
        const recording = await committed("dev");
        const { endpoint, connection, gatewayAttachment, gatewayAssociation, gatewayPropagation } = TYPES;
        const path = [
            ...recording.ofType(endpoint, connection, gatewayAttachment, gatewayAssociation, gatewayPropagation),
            ...recording.ofType(TYPES.route).filter(({ name }) => /^core-(to-runner|from)-/.test(name)),
            ...recording.ofType(TYPES.ingressRule).filter(({ name }) => name.endsWith("-from-runner")),
        ];
        expect(path).to.have.length(13);
        expect(goneTooEarly(recording, onPrivateCluster(recording), path)).to.deep.equal([]);
    });

    it("names that stay taken for a month after a destroy: no secret store, no name that AWS keeps", async () => {
        const recording = await committed("dev");
        const types = recording.resources.map(({ type }) => type);
        expect(types.filter((type) => /secretsmanager|kms|s3/i.test(type))).to.deep.equal([]);
        const named = recording.resources.filter(({ type, inputs }) => type.startsWith("aws:") && "name" in inputs);
        expect(new Set(named.map(({ type }) => type))).to.deep.equal(new Set([TYPES.zone, TYPES.record]));
    });

    it("routes into nowhere left in the hub: they are the stack's own, and go before what they lead to", async () => {
        const recording = await committed("dev");
        const routes = recording.ofType(TYPES.route).filter(({ name }) => name.startsWith("core-from-"));
        expect(routes.map(({ inputs }) => inputs.routeTableId)).to.have.members([
            "rtb-0123456789abcdef0",
            "rtb-0123456789abcdef1",
            "rtb-0123456789abcdef2",
        ]);
        expect(goneTooEarly(recording, routes, recording.ofType(TYPES.gatewayAttachment))).to.deep.equal([]);
    });

    it("objects struck out of the state by hand, left to cost money: what calls a cluster goes with that cluster", async () => {
        const recording = await committed("dev");
        const clusters = recording.ofType(TYPES.cluster).map(({ urn }) => urn);
        const objects = recording.ofType(...DATA_PLANE);
        expect(objects).to.have.length(4);
        expect(objects.filter(({ deletedWith }) => !clusters.includes(deletedWith))).to.deep.equal([]);
    });

    it("subnets to be replaced because an environment got another name: they depend on configuration alone", async () => {
        const change = { [`${SETTINGS}environment`]: { name: "renamed", streamGovernance: "ESSENTIALS" } };
        const options = { stack: "dev", preview: true };
        const [before, after] = [
            await committed("dev", "preview"),
            await runStack({ ...stackFile("dev"), ...change }, options),
        ];
        const vpc = after.find(TYPES.vpc, "core-vpc");
        expect(after.invokes).to.deep.equal([]);
        expect(vpc.dependencies).to.deep.equal([]);
        for (const subnet of after.ofType(TYPES.subnet)) {
            expect(subnet.inputs).to.deep.equal(before.find(TYPES.subnet, subnet.name).inputs);
            expect(subnet.dependencies).to.deep.equal([vpc.urn]);
            expect(subnet.inputs.availabilityZoneId).to.equal(subnet.name.replace("core-subnet-", ""));
        }
    });

    it("a key left behind with its secret in the error: the provider neither waits for keys nor probes them", async () => {
        const recording = await committed("dev");
        const keys = recording.ofType(TYPES.apiKey);
        expect(keys.map(({ inputs }) => inputs.disableWaitForReady)).to.deep.equal([true, true, true, true]);
        const behind = keys.map(({ urn }) =>
            recording.resources.filter((each) => each.type === TYPES.gate && each.dependencies.includes(urn)),
        );
        expect(behind.map(({ length }) => length > 0)).to.deep.equal([true, true, true, true]);
    });
});
