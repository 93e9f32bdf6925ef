import { expect } from "chai";
import { LinkedClusters } from "../../../components/deployment/linkedClusters";
import { failureOf, record, valueOf } from "../../support/engine";
import { devConfig } from "../../support/fixtures";
import { committed } from "../../support/programs";
import { component } from "../../support/types";

const TYPE = component("LinkedClusters");
const IN_STACK = { stack: "dev", config: { "aws:region": "us-east-1" } };

/** The deployment as a component of another program. */
function linked(settings = devConfig()) {
    return record(() => new LinkedClusters("all", { settings }), IN_STACK);
}

describe("LinkedClusters", () => {
    it("makes what the program makes, below one component", async () => {
        const { recording } = await linked();
        const program = await committed("dev");
        expect(recording.identities().filter((identity) => identity !== `${TYPE}::all`)).to.deep.equal(
            program.identities(),
        );
        const { urn } = recording.find(TYPE, "all");
        const stack = recording.find("pulumi:pulumi:Stack", "confluent-cluster-linking-dev").urn;
        const top = recording.registrations.filter(({ parent }) => parent === stack);
        expect(top.map((one) => one.urn)).to.deep.equal([urn]);
    });

    it("gives what the program gives as outputs", async () => {
        const { made, recording } = await linked();
        const clusters = await valueOf(made.clusters);
        expect(Object.keys(clusters)).to.have.members(["sandbox", "shared"]);
        expect(clusters.sandbox).to.have.all.keys("id", "restEndpoint", "bootstrapEndpoint");
        const outputs = await valueOf(made.outputs);
        expect(outputs).to.include.keys("environmentId", "clusters", "links", "identities");
        expect(await valueOf(made.environmentId)).to.equal(outputs.environmentId);
        expect(Object.keys(recording.outputsOf(TYPE, "all"))).to.have.members(["environmentId", "clusters", "outputs"]);
    });

    it("refuses settings that are wrong before it is there itself", async () => {
        const settings = { ...devConfig(), protection: "perhaps" };
        const message = await failureOf(linked(settings));
        expect(message).to.include("confluent-cluster-linking:protection").and.to.include("1 problem");
    });

    it("refuses values that are known only later, by their place in the settings", async () => {
        const message = await failureOf(
            record(() => {
                const settings = { ...devConfig(), environment: { id: Promise.resolve("env-1") } };
                return new LinkedClusters("all", { settings });
            }, IN_STACK),
        );
        expect(message).to.include("confluent-cluster-linking:environment.id");
    });
});
