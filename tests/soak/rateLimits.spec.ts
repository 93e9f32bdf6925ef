// A thousand mirror topics on services that refuse what is too much. Route 53's figures are the published ones, and the
// stand-in does not try again there; Confluent publishes how it refuses and no figure, so that this one is made up: what
// is proven is that refused calls are made again in time, with as many workers as the engine has by default.
import { expect } from "chai";
import { Simulated } from "../support/simulated";

const TOPICS = 1000;
const REQUESTS_PER_SECOND = 20;

describe("a thousand mirror topics under rate limits", function () {
    this.timeout(3_600_000);
    const limits = { route53: true, confluentPerSecond: REQUESTS_PER_SECOND };
    const topics = Array.from({ length: TOPICS }, (_, index) => `topic-${index}`);
    const stack = Simulated.fresh().configure(({ clusters, links }) => {
        Object.assign(clusters.sandbox ?? {}, { topics: Object.fromEntries(topics.map((topic) => [topic, {}])) });
        Object.assign(links["sandbox-shared"] ?? {}, { mirrorTopics: { fromSource: topics } });
    });

    it("come up in one run, though calls are refused", async () => {
        const { result, calls, diagnostics } = await stack.run("up", { limits });
        expect(diagnostics).to.deep.equal([]);
        expect(result).to.equal("succeeded");
        expect(calls["kafka 429"]).to.be.greaterThan(0);
        expect(stack.clouds.links.flatMap(({ mirrors }) => mirrors)).to.have.length(TOPICS);
        // A topic, its mirror; the two halves of the link. Nothing else on a cluster is made.
        expect(calls["kafka POST"]).to.equal(2 * TOPICS + 2);
        // Topic, its settings and mirror are each read once; the rest are the gates' looks and the halves.
        expect(calls["kafka GET"]).to.be.lessThan(3 * TOPICS + 50);
        expect(calls["route53 requests"]).to.be.lessThan(50);
    });

    it("are called for nothing when nothing changes", async () => {
        const { result, calls } = await stack.run("up", { limits });
        expect(result).to.equal("succeeded");
        expect(calls).to.deep.equal({});
    });

    it("are read once each in a refresh", async () => {
        const { result, changes, diagnostics } = await stack.run("refresh", { limits });
        expect(diagnostics).to.deep.equal([]);
        expect(result).to.equal("succeeded");
        expect(Object.keys(changes)).to.deep.equal(["same"]);
    });
});
