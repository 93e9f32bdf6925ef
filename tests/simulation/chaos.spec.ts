// A seeded sample of the matrix of faults, on the smallest stack that has a link both ways. `make chaos` plays all of it;
// CHAOS_SEED=TEXT samples others.
import { expect } from "chai";
import { inventoryOf, type Inventory } from "../chaos/inventory";
import { caseId, casesOf, sample, type Case } from "../chaos/matrix";
import { freshStack, play } from "../chaos/play";
import { firstRun } from "../chaos/record";
import { lostConnections } from "../support/connections";
import { CAN_END_PROCESSES } from "../support/processes";
import type { Simulated } from "../support/simulated";

const STACK = "public-pair";
const SEED = process.env.CHAOS_SEED ?? "1";

/** A destroy takes half the time of an `up`. */
const SHARES = { create: 1, destroy: 3 } as const;

describe("an operation that goes wrong", function () {
    this.timeout(240_000);
    let stack: Simulated;
    let end: Inventory;
    let cases: readonly Case[] = [];

    before(async () => {
        stack = freshStack(STACK);
        const { run, stages } = await firstRun(stack);
        end = inventoryOf(stack.world, run.outputs);
        // Where processes cannot be found, a killed run is started from outside, which takes long.
        const every = casesOf(STACK, stages).filter(({ kind }) => kind !== "stop" || CAN_END_PROCESSES);
        cases = Object.entries(SHARES).flatMap(([phase, count]) =>
            sample(
                every.filter((each) => each.phase === phase),
                count,
                SEED,
            ),
        );
    });

    for (const index of Array(SHARES.create + SHARES.destroy).keys()) {
        it(`does not keep the next run from its end: case ${index + 1} of the sample`, async () => {
            const played = cases[index];
            if (played === undefined) {
                throw new Error("the sample is smaller than planned");
            }
            const isFirst = played.phase === "create";
            const start = () => Promise.resolve(isFirst ? freshStack(STACK) : stack.copy());
            const verdict = await play(played, { start, end });
            // Nobody can know of an object whose making was not answered; all else mends itself.
            const allowed = ["passed", "refreshed", ...(isFirst && played.kind !== "fail" ? ["hand"] : [])];
            expect(verdict.outcome, `${caseId(played)}: ${verdict.why ?? ""}`).to.be.oneOf(allowed);
        });
    }

    it("leaves no connection behind, through which the next run of this process would be lost", () => {
        expect(lostConnections()).to.deep.equal([]);
    });
});
