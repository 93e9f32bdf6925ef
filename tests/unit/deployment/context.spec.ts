import { expect } from "chai";
import { deploymentContext, entry } from "../../../components/deployment/context";
import { mapEntries } from "../../../components/internal/maps";
import { deployEnvironment } from "../../../components/deployment/environment";
import { record } from "../../support/engine";
import { devSettings } from "../../support/fixtures";
import { TYPES } from "../../support/types";

describe("the deployment's context", () => {
    it("marks what the stack makes with project and stack", async () => {
        const { made } = await record(() => deploymentContext(devSettings()), { stack: "blue" });
        expect(made.mark).to.equal("Managed by Pulumi: confluent-cluster-linking/blue");
        expect(made.displayName("core", "manager")).to.equal("blue-core-manager");
        expect(made.displayName("x".repeat(80))).to.have.length(64);
    });

    it("counts key generations from the moment that is set, or from the clock", async () => {
        const generations = async (rotation: Record<string, unknown> | undefined) => {
            const { made } = await record(() => deploymentContext(devSettings({ rotation })));
            return made.generations;
        };
        expect(await generations(undefined)).to.equal(undefined);
        expect((await generations({ days: 1, asOf: "1970-01-11" }))?.alive).to.deep.equal([9, 10]);
        expect((await generations({}))?.until.getTime()).to.be.greaterThan(Date.now());
    });

    it("knows all that has been made with its options, children included and components left out", async () => {
        const { made } = await record(() => {
            const context = deploymentContext(devSettings());
            deployEnvironment(context);
            return context.made();
        });
        expect(made.map((resource) => (resource as unknown as { __pulumiType: string }).__pulumiType)).to.deep.equal([
            TYPES.environment,
        ]);
    });

    it("finds an entry, or names those there are", () => {
        expect(entry({ a: 1, b: 2 }, "b")).to.equal(2);
        expect(() => entry({ a: 1, b: 2 }, "c")).to.throw("c is not among a, b");
    });

    it("changes the values of a map and keeps its keys", () => {
        expect(mapEntries({ a: 1, b: 2 }, (key, value) => `${key}${value}`)).to.deep.equal({ a: "a1", b: "b2" });
    });
});
