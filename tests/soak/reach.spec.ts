// What an engine leaves of every committed stack: who reaches what there is what the program on the bare models shows.
import { expect } from "chai";
import { reachOf } from "../../simulator/cli/reach";
import { reachTable } from "../../simulator/reach/table";
import { example, examples } from "../support/examples";
import { modelled } from "../support/modelled";
import { matrixOf } from "../support/reach";
import { Simulated } from "../support/simulated";
import { stackConfig, stackFile } from "../support/stackFile";

const CASES = [
    { name: "prod", simulated: () => Simulated.fresh("prod"), config: () => stackFile("prod") },
    ...examples().map(({ stack, file }) => ({
        name: stack,
        simulated: () => Simulated.ofExample(example(stack)),
        config: () => stackConfig(file),
    })),
];

for (const { name, simulated, config } of CASES) {
    describe(`who reaches what after an up: ${name}`, function () {
        this.timeout(240_000);

        it("is the same with an engine and without", async () => {
            const stack = simulated();
            await stack.succeed("up");
            const table = await reachOf(stack);
            expect(table.works).to.equal(true);
            const { world, settings, recorded } = await modelled(name, config());
            expect(matrixOf(table)).to.deep.equal(matrixOf(reachTable(world, settings, recorded)));
        });
    });
}
