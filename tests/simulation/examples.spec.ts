// Every stack file in examples/ on the real engine: from nothing to nothing. A new file is run without further ado.
import { expect } from "chai";
import { Cloud } from "../../simulator/confluent/cloud";
import type { EngineCommand } from "../../simulator/engine/operations";
import { produce, recordsOf } from "../../simulator/confluent/records";
import { examples, hasKeys } from "../support/examples";
import { secretsIn } from "../support/secrets";
import { remaining, Simulated, type Run } from "../support/simulated";

for (const example of examples()) {
    describe(`the example ${example.stack}`, function () {
        this.timeout(240_000);
        const stack = Simulated.ofExample(example);
        const runs: Run[] = [];
        const secrets = new Set<string>();

        /** Runs the engine, and keeps what it said and which secrets there were. */
        async function run(command: EngineCommand): Promise<Run> {
            const done = await stack.run(command);
            runs.push(done);
            stack.secrets.forEach((secret) => secrets.add(secret));
            return done;
        }

        /** Secrets that are found in anything but the clouds' own memory. */
        const inTheOpen = () => secretsIn(JSON.stringify(runs) + stack.leftBehind, [...secrets]);

        it("comes up in one run, with every link healthy", async () => {
            const { result, changes, diagnostics } = await run("up");
            expect(diagnostics).to.deep.equal([]);
            expect(result).to.equal("succeeded");
            // What a configuration adopts is imported, all else made.
            expect(["create", "import"]).to.include.members(Object.keys(changes));
            const { links } = stack.clouds;
            expect(links.filter(({ state }) => state !== "ACTIVE")).to.deep.equal([]);
        });

        it("has links that may read what they mirror: every record arrives", () => {
            const { clouds, world } = stack;
            const mirrors = new Cloud(world, 0).all("mirrors").map(({ spec }) => spec);
            expect(mirrors).to.not.deep.equal([]);
            const statuses = clouds.links.flatMap((link) => link.mirrors.map(({ status }) => status));
            expect(new Set(statuses)).to.deep.equal(new Set(["ACTIVE"]));
            for (const { sourceClusterId, sourceTopic } of mirrors) {
                produce(world, sourceClusterId, sourceTopic, [`of ${sourceTopic}`]);
            }
            for (const { clusterId, topic, sourceTopic } of mirrors) {
                expect(recordsOf(world, clusterId, topic), topic).to.include(`of ${sourceTopic}`);
            }
        });

        it("changes nothing in a second run", async () => {
            const { result, changes, steps } = await run("up");
            expect(result).to.equal("succeeded");
            expect(steps).to.deep.equal([]);
            expect(Object.keys(changes)).to.deep.equal(["same"]);
        });

        it("has no secret in the open: state, outputs, logs, diagnostics, configuration", () => {
            const { apiKeys = 0 } = stack.clouds.confluent;
            expect(secrets.size).to.equal(1 + (hasKeys(example) ? apiKeys : apiKeys + 1));
            const marker = hasKeys(example) ? "-manager-key" : "-manager-ready";
            expect(JSON.stringify(runs) + stack.leftBehind).to.include(marker);
            expect(inTheOpen()).to.deep.equal([]);
        });

        it("goes in one run and leaves nothing", async () => {
            if (stack.isProtected) {
                stack.configure((settings) => {
                    settings.protection = false;
                });
                expect((await run("up")).result).to.equal("succeeded");
            }
            const { result, resources, diagnostics } = await run("destroy");
            expect(diagnostics).to.deep.equal([]);
            expect(result).to.equal("succeeded");
            expect(resources).to.equal(0);
            expect(remaining(stack.clouds)).to.equal(0);
            expect(stack.clouds.links).to.deep.equal([]);
            expect(inTheOpen()).to.deep.equal([]);
        });
    });
}
