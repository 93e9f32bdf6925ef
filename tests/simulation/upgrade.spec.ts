// The present program on stacks as earlier releases left them: nothing is replaced, nothing goes.
import { expect } from "chai";
import { releasedStacks } from "../support/releases";
import { Simulated, told } from "../support/simulated";

describe("an upgrade", function () {
    this.timeout(120_000);

    for (const { version, stack, file } of releasedStacks()) {
        it(`of the ${stack} stack from ${version} replaces and deletes nothing`, async () => {
            const released = await Simulated.ofRelease(file);
            const { steps, changes } = await released.succeed("preview", { refresh: true });
            expect(told(steps.filter(({ op }) => op !== "update" && op !== "create"))).to.deep.equal([]);
            expect(changes.same).to.be.greaterThan(50);
        });
    }
});
