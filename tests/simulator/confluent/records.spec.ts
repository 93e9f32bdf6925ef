// Does not prove how fast the service mirrors: here mirrors follow at once.
import { expect } from "chai";
import { produce, recordsOf, setDown } from "../../../simulator/confluent/records";
import { Bench, linkPair, makePair, type Member, type Pair } from "./support";

describe("simulator/confluent: records", () => {
    let bench: Bench;
    let pair: Pair;
    let sandbox: Member;
    let shared: Member;
    beforeEach(async () => {
        bench = await Bench.start();
        pair = await makePair(bench);
        ({ sandbox, shared } = pair);
        await bench.make("POST", `${sandbox.base}/topics`, { topic_name: "orders", partitions_count: 1 }, sandbox);
        await linkPair(bench, pair);
    });
    afterEach(() => bench.close());

    const idOf = ({ base }: Member) => base.split("/").at(-1) ?? "";
    const write = (on: Member, ...records: string[]) => {
        produce(bench.world, idOf(on), "orders", records);
    };
    const held = (on: Member) => recordsOf(bench.world, idOf(on), "orders");
    const mirror = () => bench.make("POST", `${shared.base}/links/lk/mirrors`, { source_topic_name: "orders" }, shared);
    const become = (verb: string) =>
        bench.call("POST", `${shared.base}/links/lk/mirrors:${verb}`, { mirror_topic_names: ["orders"] }, shared);
    const lag = async () => {
        const { json } = await bench.call("GET", `${shared.base}/links/lk/mirrors/orders`, undefined, shared);
        return json.list("mirror_lags")[0]?.number("lag");
    };

    it("are in a new mirror from the beginning, and follow", async () => {
        write(sandbox, "a1");
        await mirror();
        write(sandbox, "a2");
        expect(held(shared)).to.deep.equal(["a1", "a2"]);
        expect(await lag()).to.equal(0);
    });

    it("are in a new mirror from the end on where the link says so", async () => {
        const data = [{ name: "mirror.start.offset.spec", value: "latest" }];
        await bench.make("PUT", `${shared.base}/links/lk/configs:alter`, { data }, shared);
        write(sandbox, "a1");
        await mirror();
        write(sandbox, "a2");
        expect(held(shared)).to.deep.equal(["a2"]);
    });

    it("wait while the mirror is paused, and while the link is down", async () => {
        await mirror();
        await become("pause");
        write(sandbox, "a1");
        expect([held(shared), await lag()]).to.deep.equal([[], 1]);
        await become("resume");
        expect(held(shared)).to.deep.equal(["a1"]);
        setDown(bench.world, idOf(sandbox), true);
        const answer = await bench.call("GET", `${sandbox.base}/topics`, undefined, sandbox);
        expect(answer.status).to.equal(503);
        expect((await become("promote")).message).to.include("is not active");
        setDown(bench.world, idOf(sandbox), false);
        write(sandbox, "a2");
        expect(held(shared)).to.deep.equal(["a1", "a2"]);
    });

    it("are the mirror's own once it has stopped", async () => {
        await mirror();
        expect(() => {
            write(shared, "b1");
        }).to.throw("it is read-only");
        await become("failover");
        write(shared, "b1");
        write(sandbox, "a1");
        expect({ sandbox: held(sandbox), shared: held(shared) }).to.deep.equal({ sandbox: ["a1"], shared: ["b1"] });
    });

    it("cannot be written to what is not there", () => {
        expect(() => {
            produce(bench.world, idOf(sandbox), "other", ["a"]);
        }).to.throw("it is not there");
        expect(() => {
            setDown(bench.world, "lkc-none", true);
        }).to.throw("there is no cluster lkc-none");
        expect(recordsOf(bench.world, idOf(sandbox), "other")).to.deep.equal([]);
    });
});
