// Does not prove what Confluent answers to a look-up; the simulated one is asked in the simulation tests.
import { expect } from "chai";
import {
    clusterFault,
    ExistingCluster,
    lookUpCluster,
    type ExpectedCluster,
    type FoundCluster,
} from "../../../components/kafka/existingCluster";
import { ProgramError } from "../../../components/internal/programError";
import { failureOf, record, runProgram, valueOf } from "../../support/engine";
import { component } from "../../support/types";

const EXPECTED: ExpectedCluster = {
    clusterId: "lkc-1",
    environmentId: "env-1",
    kind: "dedicated",
    region: "us-east-1",
};
const DEDICATED = { dedicated: { cku: 1, encryptionKey: "", zones: [] } };

type Blocks = Partial<Pick<FoundCluster, "basics" | "standards" | "enterprises" | "dedicated" | "freights">>;

const found = (blocks: Blocks, region = "us-east-1") => ({ ...blocks, region });
const NONE = { basics: [], standards: [], enterprises: [], freights: [] };

describe("an existing cluster compared with what is expected", () => {
    const kinds: [ExpectedCluster["kind"], Blocks][] = [
        ["basic", { ...NONE, basics: [{ maxEcku: 0 }] }],
        ["standard", { ...NONE, standards: [{ maxEcku: 0 }] }],
        ["enterprise", { ...NONE, enterprises: [{ maxEcku: 0 }] }],
        ["dedicated", { ...NONE, ...DEDICATED }],
    ];
    for (const [kind, blocks] of kinds) {
        it(`knows a ${kind} cluster by its block`, () => {
            expect(clusterFault("there", { ...EXPECTED, kind }, found(blocks))).to.equal(undefined);
            const other = kind === "basic" ? "dedicated" : "basic";
            expect(clusterFault("there", { ...EXPECTED, kind: other }, found(blocks))).to.equal(
                `cluster lkc-1 (clusters.there) is of kind ${kind}, not ${other} as configured, and links are planned ` +
                    "by kind. Nothing has been changed. Set clusters.there.kind to what it is, or correct the id.",
            );
        });
    }

    it("names kinds that cannot be linked, and what has no block at all", () => {
        expect(clusterFault("there", EXPECTED, found({ freights: [{ maxEcku: 0, zones: [] }] }))).to.include(
            "of kind freight",
        );
        expect(clusterFault("there", EXPECTED, found(NONE))).to.include("of kind unknown");
    });

    it("compares the region where one is expected", () => {
        const elsewhere = found(DEDICATED, "eu-west-1");
        expect(clusterFault("there", EXPECTED, elsewhere)).to.include("is in eu-west-1, not in us-east-1");
        const anywhere: ExpectedCluster = { clusterId: "lkc-1", environmentId: "env-1", kind: "dedicated" };
        expect(clusterFault("there", anywhere, elsewhere)).to.equal(undefined);
    });
});

/** Looks a cluster up in a run whose configuration says what there is. */
async function lookUp(expected: ExpectedCluster, kind = "dedicated") {
    const there = { type: "existing", id: "lkc-1", environmentId: "env-1", kind };
    const config = { "aws:region": "us-east-1", "confluent-cluster-linking:clusters": JSON.stringify({ there }) };
    let outcome: FoundCluster | undefined;
    const recording = await runProgram(
        async () => {
            outcome = await lookUpCluster("there", expected);
            return {};
        },
        { config },
    );
    if (outcome === undefined) {
        throw new Error("the look-up has not run");
    }
    return { outcome, recording };
}

describe("looking an existing cluster up", () => {
    it("asks for the environment, then for the cluster in it", async () => {
        const { outcome, recording } = await lookUp(EXPECTED);
        expect(outcome).to.deep.include({ id: "lkc-1", environment: { id: "env-1" }, region: "us-east-1" });
        expect(recording.invokes).to.deep.equal([
            "confluentcloud:index/getEnvironment:getEnvironment",
            "confluentcloud:index/getKafkaCluster:getKafkaCluster",
        ]);
    });

    it("fails when it is of another kind, or not there, and says which one it is", async () => {
        expect(await failureOf(lookUp(EXPECTED, "standard"))).to.include("is of kind standard, not dedicated");
        const missing = await failureOf(lookUp({ ...EXPECTED, clusterId: "lkc-2" }));
        expect(missing).to.include("cluster lkc-2 (clusters.there) in env-1 was not found: ");
        expect(missing).to.include("lkc-2");
    });

    it("fails with an error that is printed without a stack", async () => {
        let failure: unknown;
        await lookUp(EXPECTED, "standard").catch((error: unknown) => (failure = error));
        expect(failure).to.be.instanceOf(ProgramError);
    });
});

describe("ExistingCluster", () => {
    it("makes nothing, and gives out what has been found", async () => {
        const { outcome } = await lookUp(EXPECTED);
        const { made, recording } = await record(() => {
            return new ExistingCluster("there", { found: outcome, kind: "dedicated", isPrivate: true });
        });
        expect(recording.resources).to.deep.equal([]);
        const { handle } = made;
        expect([handle.kind, handle.isPrivate, handle.resource]).to.deep.equal(["dedicated", true, undefined]);
        const values = [handle.id, handle.environmentId, handle.restEndpoint, handle.bootstrapEndpoint];
        expect(await Promise.all(values.map((value) => valueOf(value)))).to.deep.equal([
            "lkc-1",
            "env-1",
            outcome.restEndpoint,
            outcome.bootstrapEndpoint,
        ]);
        const names = [handle.rbacCrn, handle.apiVersion, handle.apiKind];
        expect(await Promise.all(names.map((value) => valueOf(value)))).to.deep.equal([
            outcome.rbacCrn,
            "cmk/v2",
            "Cluster",
        ]);
        expect(recording.outputsOf(component("ExistingCluster"), "there")).to.deep.equal({
            clusterId: "lkc-1",
            restEndpoint: outcome.restEndpoint,
            bootstrapEndpoint: outcome.bootstrapEndpoint,
        });
    });
});
