// A stack without API keys, on the engine. `examples.spec.ts` brings it up, runs it again and destroys it.
import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { clientSecret } from "../../simulator/confluent/seed";
import { example } from "../support/examples";
import { Simulated, told } from "../support/simulated";

describe("a login with OAuth", function () {
    this.timeout(240_000);
    const stack = Simulated.ofExample(example("oauth"));

    before(() => stack.succeed("up"));

    it("needs no API key, and leaves the client's secret nowhere but encrypted", async () => {
        expect(Object.keys(stack.world.data.confluent.apiKeys)).to.deep.equal([]);
        const secret = clientSecret(stack.world, { identityPoolId: "pool-abc1" });
        const run = await stack.succeed("up");
        const written = JSON.stringify(run) + filesBelow(stack.home, (file) => !file.endsWith("world.json"));
        expect(written).to.include("pool-abc1");
        expect(written).to.not.include(secret);
    });

    it("takes one more topic without touching anything else than its gate", async () => {
        stack.configure(({ clusters }) => {
            Object.assign(clusters.outer?.topics ?? {}, { fills: {} });
        });
        const { steps } = await stack.succeed("up");
        expect(told(steps)).to.deep.equal([
            "create KafkaTopic outer/fills",
            "update KafkaRestReady outer-manager-ready",
        ]);
    });

    it("cannot become one with keys: a preview says so, and the links stay as they are", async () => {
        const other = stack.copy().withKeys();
        const { result, diagnostics } = await other.run("preview");
        expect(result).to.equal("failed");
        expect(JSON.stringify(diagnostics)).to.include("was made with authentication oauth, which cannot be changed");
        expect(other.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
    });
});

function filesBelow(folder: string, wanted: (file: string) => boolean): string {
    return fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && wanted(entry.name))
        .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
        .join("\n");
}
