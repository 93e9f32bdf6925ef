// The model of the critical path on small graphs. Does not prove that the latencies are those of the clouds; a run with
// the engine (soak/criticalPath) compares the model with it.
import { expect } from "chai";
import { lowerBound } from "../../../bench/criticalPath/bound";
import { durationOf, gateEnd, SCENARIOS, type Scenario } from "../../../bench/criticalPath/durations";
import { GATE, type Graph, type Operation } from "../../../bench/criticalPath/graph";
import { withoutKind } from "../../../bench/criticalPath/results";
import { chain, makespan, schedule } from "../../../bench/criticalPath/schedule";
import { waitFor } from "../../../components/access/waiting";

const NOMINAL: Scenario = { name: "nominal", factor: 1 };

/** An operation that takes as many seconds, and needs what it waits for. */
function pause(id: string, sleepSeconds: number, after: string[] = [], needs = after): Operation {
    return { id, kind: "sleep", providerWaits: true, sleepSeconds, after, needs };
}

function ends(graph: Graph, workers: number, seed = 0): Record<string, number> {
    return Object.fromEntries([...schedule(graph, NOMINAL, workers, seed)].map(([id, { end }]) => [id, end]));
}

describe("a played graph", () => {
    it("begins an operation when all that it waits for has ended", () => {
        const graph = [pause("a", 5), pause("b", 3), pause("c", 1, ["a", "b"])];
        expect(ends(graph, 10)).to.deep.equal({ a: 5, b: 3, c: 6 });
    });

    it("runs no more at a time than there are workers, and the longest waiting first", () => {
        const graph = [pause("a", 5), pause("b", 1, ["a"]), pause("c", 2, ["a"]), pause("d", 4)];
        const run = schedule(graph, NOMINAL, 1);
        expect(makespan(run)).to.equal(12);
        const both = [run.get("a")?.end, run.get("d")?.end];
        expect(Math.max(Number(both[0]), Number(both[1]))).to.equal(9);
    });

    it("has another order for another seed, and always the same for the same", () => {
        const graph = Array.from({ length: 6 }, (_, index) => pause(String(index), index + 1));
        const orders = [1, 2, 3, 4, 5].map((seed) => JSON.stringify(ends(graph, 2, seed)));
        expect(new Set(orders).size).to.be.greaterThan(1);
        expect(JSON.stringify(ends(graph, 2, 3))).to.equal(orders[2]);
    });

    it("needs no worker for what takes no time", () => {
        const local: Operation = { ...pause("local", 0), kind: "local" };
        expect(ends([pause("a", 5), local, pause("b", 1, ["local"])], 2)).to.deep.equal({ local: 0, a: 5, b: 1 });
    });

    it("names what sets its length: operations before, or a worker that came free", () => {
        const graph = [pause("a", 5), pause("b", 3, ["a"]), pause("c", 1)];
        const causes = chain(schedule(graph, NOMINAL, 2)).map(({ id, cause }) => [id, cause?.by]);
        expect(causes).to.deep.equal([
            ["a", undefined],
            ["b", "order"],
        ]);
        const crowded = chain(schedule([pause("a", 5), pause("b", 5)], NOMINAL, 1));
        expect(crowded.map(({ cause }) => cause?.by)).to.deep.equal([undefined, "worker"]);
    });

    it("refuses circles, unknown operations, and one id twice", () => {
        expect(() => schedule([pause("a", 1, ["b"]), pause("b", 1, ["a"])], NOMINAL, 1)).to.throw(
            "wait for each other",
        );
        expect(() => schedule([pause("a", 1, ["x"])], NOMINAL, 1)).to.throw("unknown: x");
        expect(() => schedule([pause("a", 1), pause("a", 1)], NOMINAL, 1)).to.throw("1 ids twice");
    });

    it("lets a gate look until what it waits for has taken effect", () => {
        const key: Operation = { ...pause("key", 0), kind: "kafkaApiKey", providerWaits: false };
        const gate: Operation = { ...pause("gate", 0, ["key"]), kind: GATE };
        const { seconds, syncSeconds } = durationOf(key, NOMINAL);
        expect(syncSeconds).to.be.greaterThan(0);
        const run = schedule([key, gate], NOMINAL, 1);
        expect(run.get("gate")?.end).to.equal(gateEnd(seconds, seconds + syncSeconds));
        expect(run.get("gate")?.cause).to.deep.equal({ id: "key", by: "effect" });
    });
});

describe("durations", () => {
    it("multiply the clouds' times, and leave pauses and the providers' waits", () => {
        const role = { ...pause("role", 0), kind: "roleBinding" };
        const [fast, , slow] = SCENARIOS.map((scenario) => durationOf(role, scenario).seconds);
        const cloud = (Number(slow) - Number(fast)) / 1.5;
        expect(Number(fast)).to.be.closeTo(90 + cloud / 2, 1e-9);
        expect(SCENARIOS.map((scenario) => durationOf(pause("a", 60), scenario).seconds)).to.deep.equal([60, 60, 60]);
    });

    it("leave out the wait that is switched off, and count the time until the effect in its place", () => {
        const key = { ...pause("key", 0), kind: "kafkaApiKey", providerWaits: false };
        expect(durationOf(key, NOMINAL).seconds).to.be.lessThan(
            durationOf({ ...key, providerWaits: true }, NOMINAL).seconds,
        );
        expect(durationOf({ ...key, providerWaits: true }, NOMINAL).syncSeconds).to.equal(0);
    });

    for (const ready of [0, 0.05, 3, 45, 90]) {
        it(`give a gate the pauses that it really makes, ${ready} s before it can pass`, async () => {
            let now = 0;
            const clock = {
                now: () => now,
                sleep: (milliseconds: number) => {
                    now += milliseconds;
                    return Promise.resolve();
                },
            };
            const look = () =>
                Promise.resolve(now < ready * 1000 ? { stage: "resolve" as const, seen: "nothing" } : undefined);
            await waitFor(look, { clock, deadlineMs: 900_000, explanation: () => "too late" });
            expect(gateEnd(0, ready)).to.be.closeTo(now / 1000, 1e-6);
        });
    }
});

describe("the lower bound", () => {
    it("is the longest chain of what needs each other, whatever else has been put in order", () => {
        const graph = [pause("a", 5), pause("b", 3, ["a"], []), pause("c", 4, ["b"])];
        expect(lowerBound(graph, NOMINAL, 10)).to.deep.equal({ seconds: 7, chain: ["b", "c"] });
        expect(makespan(schedule(graph, NOMINAL, 10))).to.equal(12);
    });

    it("is all the work shared among the workers, where that is more", () => {
        const graph = ["a", "b", "c"].map((id) => pause(id, 4));
        expect(lowerBound(graph, NOMINAL, 2)).to.deep.equal({ seconds: 6, chain: [] });
    });

    it("lets a gate see at once what it waits for", () => {
        const key: Operation = { ...pause("key", 0), kind: "kafkaApiKey", providerWaits: false };
        const graph = [key, { ...pause("gate", 0, ["key"]), kind: GATE }];
        const { seconds, syncSeconds } = durationOf(key, NOMINAL);
        expect(lowerBound(graph, NOMINAL, 1).seconds).to.equal(seconds + syncSeconds);
    });
});

describe("a graph without a kind of operation", () => {
    it("keeps the order of what is left", () => {
        const middle: Operation = { ...pause("b", 1, ["a"]), kind: "connector" };
        const left = withoutKind([pause("a", 1), middle, pause("c", 1, ["b"])], "connector");
        expect(left.map(({ id, after }) => [id, after])).to.deep.equal([
            ["a", []],
            ["c", ["a"]],
        ]);
    });
});
