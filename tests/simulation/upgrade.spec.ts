// The present program on stacks as earlier releases left them: nothing is replaced, nothing goes. 0.0.0 stands for the program
// before its first release.
import { expect } from "chai";
import { releasedStacks } from "../support/releases";
import { Simulated, told } from "../support/simulated";

/** Components that are no more. There was nothing of them in a cloud, and what was in them stays. */
const DISSOLVED = ["KafkaAccess", "KafkaTopics", "ServiceIdentity"];

describe("an upgrade", function () {
    this.timeout(120_000);

    for (const { version, stack, file } of releasedStacks()) {
        it(`of the ${stack} stack from ${version} replaces and deletes nothing`, async () => {
            const released = await Simulated.ofRelease(file);
            const { steps, changes } = await released.succeed("preview", { refresh: true });
            const lost = steps.filter(({ op }) => op !== "update" && op !== "create");
            const dissolved = lost.filter(({ op, type }) => op === "delete" && DISSOLVED.includes(type));
            expect(told(lost.filter((step) => !dissolved.includes(step)))).to.deep.equal([]);
            expect(dissolved.length > 0).to.equal(version === "0.0.0");
            expect(changes.same).to.be.greaterThan(50);
        });
    }
});
