// Both cluster components and the handle they give out. Does not prove that Confluent offers the cluster.
import { expect } from "chai";
import { PrivateEnterpriseCluster } from "../../../components/kafka/privateEnterpriseCluster";
import { PublicDedicatedCluster } from "../../../components/kafka/publicDedicatedCluster";
import { record, valueOf } from "../../support/engine";
import { UNKNOWN } from "../../support/recording";
import { component, TYPES } from "../../support/types";

const COMMON = { environmentId: "env-1", displayName: "Cluster", region: "us-east-1" };

function enterprise(name = "sandbox", change: { availability?: string; deletionProtection?: boolean } = {}) {
    return new PrivateEnterpriseCluster(name, { ...COMMON, ...change });
}

function dedicated(name = "shared", change: { availability?: string; deletionProtection?: boolean } = {}) {
    return new PublicDedicatedCluster(name, { ...COMMON, cku: 2, ...change });
}

const BASE = { displayName: "Cluster", cloud: "AWS", region: "us-east-1", environment: { id: "env-1" } };

describe("PrivateEnterpriseCluster", () => {
    it("makes one Enterprise cluster, spread and not protected by default", async () => {
        const { recording } = await record(enterprise);
        expect(recording.resources).to.have.length(1);
        expect(recording.find(TYPES.cluster, "sandbox-cluster").inputs).to.deep.equal({
            ...BASE,
            availability: "HIGH",
            enterprises: [{}],
            deletionProtection: false,
        });
    });

    it("takes availability and deletion protection", async () => {
        const { recording } = await record(() => enterprise("x", { availability: "LOW", deletionProtection: true }));
        expect(recording.find(TYPES.cluster, "x-cluster").inputs).to.include({
            availability: "LOW",
            deletionProtection: true,
        });
    });

    it("gives out a handle that says it is private", async () => {
        const { made, recording } = await record(enterprise);
        const { id, state } = recording.find(TYPES.cluster, "sandbox-cluster");
        expect(made.handle).to.include({ kind: "enterprise", isPrivate: true });
        expect(await valueOf(made.handle.id)).to.equal(id);
        expect(await valueOf(made.handle.environmentId)).to.equal("env-1");
        expect(await valueOf(made.handle.restEndpoint))
            .to.equal(state.restEndpoint)
            .and.to.include(".private.");
        expect(await valueOf(made.handle.rbacCrn)).to.equal(state.rbacCrn);
        expect(await valueOf(made.handle.apiVersion)).to.equal("cmk/v2");
        expect(await valueOf(made.handle.apiKind)).to.equal("Cluster");
        expect(made.handle.resource).to.not.equal(undefined);
    });
});

describe("PublicDedicatedCluster", () => {
    it("makes one Dedicated cluster, in one zone and not protected by default", async () => {
        const { recording } = await record(dedicated);
        expect(recording.resources).to.have.length(1);
        expect(recording.find(TYPES.cluster, "shared-cluster").inputs).to.deep.equal({
            ...BASE,
            availability: "SINGLE_ZONE",
            dedicated: { cku: 2 },
            deletionProtection: false,
        });
    });

    it("takes availability and deletion protection", async () => {
        const change = { availability: "MULTI_ZONE", deletionProtection: true };
        const { recording } = await record(() => dedicated("x", change));
        expect(recording.find(TYPES.cluster, "x-cluster").inputs).to.include(change);
    });

    it("gives out a handle that says it is public", async () => {
        const { made, recording } = await record(dedicated);
        const { id, state } = recording.find(TYPES.cluster, "shared-cluster");
        expect(made.handle).to.include({ kind: "dedicated", isPrivate: false });
        expect(await valueOf(made.handle.id)).to.equal(id);
        expect(await valueOf(made.handle.bootstrapEndpoint)).to.equal(state.bootstrapEndpoint);
        expect(await valueOf(made.handle.restEndpoint)).to.not.include(".private.");
    });
});

describe("both cluster components", () => {
    for (const [type, make] of [
        ["PrivateEnterpriseCluster", enterprise],
        ["PublicDedicatedCluster", dedicated],
    ] as const) {
        it(`${type} registers id and endpoints`, async () => {
            const { recording } = await record(() => make("one"));
            const { id, state } = recording.find(TYPES.cluster, "one-cluster");
            expect(recording.outputsOf(component(type), "one")).to.deep.equal({
                clusterId: id,
                restEndpoint: state.restEndpoint,
                bootstrapEndpoint: state.bootstrapEndpoint,
            });
        });

        it(`${type} can be made twice, and knows no endpoint in a preview`, async () => {
            const { recording } = await record(() => [make("one"), make("two")], { preview: true });
            expect(recording.names(TYPES.cluster)).to.deep.equal(["one-cluster", "two-cluster"]);
            expect(recording.outputsOf(component(type), "two")).to.deep.equal({
                clusterId: UNKNOWN,
                restEndpoint: UNKNOWN,
                bootstrapEndpoint: UNKNOWN,
            });
        });
    }
});
