// An operation that the service refuses once: the plain next run reaches the same end. Lost answers and killed runs
// are not covered here.
import { expect } from "chai";
import { remaining, Simulated } from "../support/simulated";

describe("a fault", function () {
    this.timeout(120_000);

    it("of the dialling half: the next up makes it, and nothing twice", async () => {
        const stack = Simulated.fresh();
        const failed = await stack.run("up", { faults: ["ClusterLink::sandbox-shared-source.create=fail"] });
        expect(failed.result).to.equal("failed");
        expect(failed.diagnostics.map(({ message }) => message).join()).to.include("injected fault");
        expect(stack.clouds.confluent).to.include({ links: 1, mirrors: 0 });
        await stack.succeed("up");
        expect(stack.clouds.confluent).to.include({ links: 2, mirrors: 1, apiKeys: 4 });
        expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });

    it("of a destroy: the next destroy leaves nothing", async () => {
        const stack = await Simulated.deployed();
        const failed = await stack.run("destroy", { faults: ["VpcEndpoint.delete=fail"] });
        expect(failed.result).to.equal("failed");
        await stack.succeed("destroy");
        expect(remaining(stack.clouds)).to.equal(0);
    });
});
