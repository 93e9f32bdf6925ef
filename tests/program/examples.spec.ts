// Every stack file in examples/ under mocks. Does not prove that a cloud accepts what is made; the simulation tests do.
import * as fs from "node:fs";
import { expect } from "chai";
import { examples } from "../support/examples";
import { runStack } from "../support/programs";
import { stackConfig } from "../support/stackFile";
import { TYPES } from "../support/types";

for (const { stack, file } of examples()) {
    describe(`the example ${stack}`, () => {
        it("says what it is for", () => {
            expect(fs.readFileSync(file, "utf8")).to.match(/^# \S/);
        });

        it("makes the same resources in a preview as in an update", async () => {
            const [update, preview] = await both(file, stack);
            expect(update.resources.length).to.be.greaterThan(0);
            expect(preview.identities()).to.deep.equal(update.identities());
        });

        it("has no cycle, and everything under a component", async () => {
            const [update] = await both(file, stack);
            expect(update.resources.filter(({ urn }) => update.closure(urn).has(urn))).to.deep.equal([]);
            const flat = update.resources.filter(
                ({ parent, type }) => update.at(parent).type === TYPES.stack && type !== TYPES.awsProvider,
            );
            expect(flat).to.deep.equal([]);
        });
    });
}

async function both(file: string, stack: string) {
    const config = stackConfig(file);
    return [await runStack(config, { stack }), await runStack(config, { stack, preview: true })] as const;
}
