import { expect } from "chai";
import { configurationWith } from "../../../bench/mirrorConfiguration";

// Proves what the benchmark runs the program with, not what that costs.
describe("benchmark configuration of mirror topics", () => {
    it("declares every topic on the link's source and mirrors it, all values as text", () => {
        const config = configurationWith(2);
        const value = (key: string) => JSON.parse(config[`confluent-cluster-linking:${key}`] ?? "") as unknown;
        expect(value("clusters")).to.have.nested.property("sandbox.topics").that.has.all.keys("topic-0", "topic-1");
        expect(value("links"))
            .to.have.nested.property("sandbox-shared.mirrorTopics.fromSource")
            .that.deep.equals(["topic-0", "topic-1"]);
        expect(config["aws:region"]).to.equal("us-east-1");
    });

    it("has a program without any to compare with", () => {
        const links = JSON.parse(configurationWith(0)["confluent-cluster-linking:links"] ?? "") as unknown;
        expect(links).to.have.nested.property("sandbox-shared.mirrorTopics.fromSource").that.deep.equals([]);
    });
});
