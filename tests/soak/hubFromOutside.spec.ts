import { expect } from "chai";
import { example } from "../support/examples";
import { Simulated } from "../support/simulated";

describe("a stack that makes hub and links, in one go from outside", function () {
    this.timeout(240_000);

    it("cannot make the rest from outside, and says where to run", async () => {
        const outside = Simulated.ofExample(example("hub-and-links")).configure((settings) => {
            settings.phase = "all";
            settings.readiness = { deadlineSeconds: 2 };
        });
        const run = await outside.run("up", { runner: "public" });
        expect(run.result).to.equal("failed");
        expect(JSON.stringify(run.diagnostics)).to.include("Stage that failed: resolve");
        expect(outside.clouds.confluent).to.include({ links: 0, mirrors: 0 });
    });
});
