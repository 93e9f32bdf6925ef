import { expect } from "chai";
import { secondsOf } from "../../../simulator/latencies";
import { failure } from "./support";

describe("latencies", () => {
    it("are seconds by kind of operation and of latency", () => {
        expect(secondsOf("dedicatedCluster", "cloud")).to.be.greaterThan(secondsOf("vpc", "cloud"));
        expect(secondsOf("kafkaApiKey", "sync")).to.be.greaterThan(0);
        expect(secondsOf("kafkaApiKey", "providerWait")).to.be.greaterThan(0);
    });

    it("are 0 where the table names none of that sort", () => {
        expect(secondsOf("vpc", "sync")).to.equal(0);
        expect(secondsOf("vpc", "providerWait")).to.equal(0);
    });

    it("fail for a kind that the table does not know, by name", async () => {
        expect(await failure(() => secondsOf("teapot", "cloud"))).to.equal('latencies.json has no entry "teapot"');
    });
});
