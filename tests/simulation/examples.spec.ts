// Every stack file in examples/ on the real engine: from nothing to nothing. A new file is run without further ado.
import { expect } from "chai";
import { examples } from "../support/examples";
import { remaining, Simulated } from "../support/simulated";

for (const example of examples()) {
    describe(`the example ${example.stack}`, function () {
        this.timeout(240_000);
        const stack = Simulated.ofExample(example);

        it("comes up in one run, with every link healthy", async () => {
            const { result, changes, diagnostics } = await stack.run("up");
            expect(diagnostics).to.deep.equal([]);
            expect(result).to.equal("succeeded");
            // What a configuration adopts is imported, all else made.
            expect(["create", "import"]).to.include.members(Object.keys(changes));
            const { links } = stack.clouds;
            expect(links.filter(({ state }) => state !== "ACTIVE")).to.deep.equal([]);
        });

        it("changes nothing in a second run", async () => {
            const { result, changes, steps } = await stack.run("up");
            expect(result).to.equal("succeeded");
            expect(steps).to.deep.equal([]);
            expect(Object.keys(changes)).to.deep.equal(["same"]);
        });

        it("goes in one run and leaves nothing", async () => {
            if (stack.isProtected) {
                stack.configure((settings) => {
                    settings.protection = false;
                });
                await stack.succeed("up");
            }
            const { result, resources, diagnostics } = await stack.run("destroy");
            expect(diagnostics).to.deep.equal([]);
            expect(result).to.equal("succeeded");
            expect(resources).to.equal(0);
            expect(remaining(stack.clouds)).to.equal(0);
            expect(stack.clouds.links).to.deep.equal([]);
        });
    });
}
