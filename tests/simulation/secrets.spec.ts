// Every secret that the clouds know is searched for in everything that the run leaves behind.
import { expect } from "chai";
import { secretsIn } from "../support/secrets";
import { Simulated } from "../support/simulated";

describe("secrets", function () {
    this.timeout(120_000);

    it("are nowhere but encrypted: state, stack files, outputs, diagnostics, steps", async () => {
        const stack = await Simulated.deployed();
        const planted = stack.secrets;
        expect(planted).to.have.length(5);
        const run = await stack.succeed("up", { unabridged: true });
        const written = JSON.stringify(run) + stack.leftBehind;
        expect(written).to.include("sandbox-manager-key");
        expect(secretsIn(written, planted)).to.deep.equal([]);
    });

    it("are in no error: neither of a failed gate nor of a refused call", async () => {
        const stack = (await Simulated.deployed()).configure((settings) => {
            settings.readiness = { deadlineSeconds: 1 };
            Object.assign(settings.clusters.sandbox?.topics ?? {}, { orders: {} });
        });
        const planted = stack.secrets;
        const failed = await stack.run("up", { runner: "public", unabridged: true });
        const refused = await stack.run("up", { faults: ["KafkaTopic.create=fail"] });
        expect([failed.result, refused.result]).to.deep.equal(["failed", "failed"]);
        const said = JSON.stringify([failed, refused]);
        expect(secretsIn(said, planted)).to.deep.equal([]);
    });
});
