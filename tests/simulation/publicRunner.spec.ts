// An `up` from outside the network: what is in flight finishes, nothing private is begun, one error tells why.
import { expect } from "chai";
import { remaining, Simulated } from "../support/simulated";

describe("an up from a public runner", function () {
    this.timeout(120_000);

    /** Seconds of the gate's deadline, and of the Dedicated cluster (1,500 model seconds) at that latency. */
    const cases = [
        { name: "the Dedicated cluster is slower than the deadline", deadlineSeconds: 1, latency: 0.004 },
        { name: "the Dedicated cluster is faster than the deadline", deadlineSeconds: 4, latency: 0.0005 },
    ];
    for (const { name, deadlineSeconds, latency } of cases) {
        it(`stops at the private cluster's gate and is completed from inside (${name})`, async () => {
            const stack = Simulated.fresh().configure((settings) => {
                settings.readiness = { deadlineSeconds };
            });
            const first = await stack.run("up", { runner: "public", latency });
            expect(first.result).to.equal("failed");
            const errors = first.diagnostics.filter(({ severity }) => severity === "error");
            expect(errors).to.have.length(1);
            expect(errors[0]?.urn).to.match(/KafkaRestReady::sandbox-manager-ready$/);
            expect(errors[0]?.message).to.include("Stage that failed: resolve");
            // Whatever exists is in the state, so that the next run knows of it; no key is an orphan.
            const { confluent, links } = stack.clouds;
            const recorded = first.steps.filter(({ op, type }) => op === "create" && type === "ApiKey");
            expect(links).to.deep.equal([]);
            expect(confluent).to.include({ clusters: 2, apiKeys: recorded.length, links: 0, topics: 0 });
            expect(recorded.map(({ name }) => name)).to.include("sandbox-manager-key");

            const made = remaining(stack.clouds);
            const second = await stack.succeed("up");
            const created = second.steps.filter(({ op }) => op === "create");
            expect(second.steps).to.deep.equal(created);
            expect(stack.clouds.confluent).to.include({
                clusters: 2,
                apiKeys: 4,
                serviceAccounts: 4,
                links: 2,
                mirrors: 1,
            });
            expect(remaining(stack.clouds)).to.be.above(made);
            expect(stack.clouds.links.map(({ state }) => state)).to.deep.equal(["ACTIVE", "ACTIVE"]);
            await stack.succeed("destroy", { runner: "public" });
            expect(remaining(stack.clouds)).to.equal(0);
        });
    }
});
