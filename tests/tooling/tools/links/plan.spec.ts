import { expect } from "chai";
import { planOf, Unreached, type Wanted } from "../../../../tools/links/plan";
import { planLines } from "../../../../tools/links/report";
import type { LinkReport } from "../../../../tools/links/survey";
import { half, linkReport, mirror } from "./support";

const wanted = (changes: Partial<Wanted> = {}): Wanted => ({
    change: "failover",
    topics: undefined,
    on: undefined,
    ...changes,
});

describe("the plan of a change", () => {
    const refusal = (link: LinkReport, changes: Partial<Wanted>) => {
        try {
            planOf(link, wanted(changes));
        } catch (error) {
            return error as Error;
        }
        throw new Error("expected a refusal");
    };
    const back = { end: "source", cluster: "a" } as const;

    it("takes all mirrors, or those that are named by their own name or their topic's", () => {
        const link = linkReport([mirror(), mirror({ name: "eu.stock", topic: "stock" })]);
        const names = (topics: readonly string[] | undefined) =>
            planOf(link, wanted({ topics })).steps.map((step) => step.mirror.name);
        expect(names(undefined)).to.deep.equal(["orders", "eu.stock"]);
        expect(names(["stock"])).to.deep.equal(["eu.stock"]);
        expect(names(["eu.stock"])).to.deep.equal(["eu.stock"]);
    });

    it("shows what will happen to each, how far it is behind, and what is left alone", () => {
        const link = linkReport([
            mirror({ lag: 7 }),
            mirror({ name: "stock", topic: "stock", state: "PAUSED" }),
            mirror({ ...back, name: "old", topic: "old", state: "STOPPED" }),
        ]);
        const lines = planLines(planOf(link, wanted({ change: "pause" })));
        expect(lines).to.deep.equal([
            "pause on link ab:",
            "  orders on b (ACTIVE, 7 records behind): gets no records until it is resumed",
            "  stock on b: is done already",
            "  old on a: is left alone",
        ]);
        const none = planOf(linkReport([mirror({ state: "STOPPED" })]), wanted());
        expect(planLines(none)[0]).to.equal("Nothing is left to failover on link ab.");
    });

    it("does nothing at all where one mirror is in no state for it, and tells of each", () => {
        const link = linkReport([
            mirror(),
            mirror({ name: "stock", topic: "stock", state: "SOURCE_UNAVAILABLE" }),
            mirror({ name: "late", topic: "late", state: "PENDING_STOPPED" }),
        ]);
        const { message } = refusal(link, { change: "promote" });
        expect(message).to.include("mirror stock of link ab on b: promote is not possible");
        expect(message).to.include("given:   SOURCE_UNAVAILABLE\n    allowed: ACTIVE, PAUSED\n    fix:     Its source");
        expect(message).to.include("mirror late of link ab on b");
    });

    it("means the living one of two that bear a name, and refuses a stopped one that is named alone", () => {
        const both = linkReport([mirror({ state: "STOPPED" }), mirror(back)]);
        expect(planOf(both, wanted({ change: "pause", topics: ["orders"] })).steps[0]?.mirror.cluster).to.equal("a");
        const stopped = linkReport([mirror({ state: "STOPPED" })]);
        expect(refusal(stopped, { change: "pause", topics: ["orders"] }).message).to.include("no mirror any more");
        expect(planOf(stopped, wanted({ change: "pause" })).passedOver).to.have.length(1);
        expect(refusal(both, { change: "pause", topics: ["orders"], on: "b" }).message).to.include("given:   STOPPED");
    });

    it("refuses topics and clusters that it does not know", () => {
        const link = linkReport([mirror()]);
        expect(refusal(link, { topics: ["order"] }).message).to.equal(
            "--topics names order, of which link ab has no mirror; allowed: orders.",
        );
        expect(refusal(link, { topics: ["orders"], on: "a" }).message).to.include("no mirror on a; allowed: none");
        expect(refusal(link, { on: "c" }).message).to.equal('--on is "c"; allowed: a, b.');
    });

    it("fails over while the other end does not answer, and nothing where its own does not", () => {
        const silent = half({ ...back, clusterId: "lkc-a", unasked: "cluster a: no answer", state: "UNKNOWN" });
        const gone = mirror({ ...back, name: "stock", topic: "stock", state: "UNKNOWN" });
        const link = linkReport([mirror(), gone], { halves: [silent, half()] });
        const plan = planOf(link, wanted());
        expect([plan.steps.length, plan.passedOver.length]).to.deep.equal([1, 1]);
        expect(refusal(link, { on: "a" })).to.be.instanceOf(Unreached);
        expect(refusal(link, { change: "reverse", on: "b" }).message).to.equal("cluster a: no answer");
        const both = linkReport([], { halves: [silent, half({ unasked: "cluster b: no answer" })] });
        expect(refusal(both, {}).message).to.equal("cluster a: no answer\ncluster b: no answer");
    });

    it("exchanges the ends of two-way links without a prefix only", () => {
        const oneWay = linkReport([mirror()], { mode: "source-initiated" });
        expect(refusal(oneWay, { change: "reverse", on: "b" }).message).to.include("allowed: bidirectional");
        const renamed = linkReport([mirror({ name: "eu.orders" })]);
        expect(refusal(renamed, { change: "restore", on: "b" }).message).to.include("(orders is eu.orders)");
        const turned = linkReport([mirror({ state: "STOPPED" }), mirror(back)]);
        const again = planOf(turned, wanted({ change: "reverse", on: "b" }));
        expect([again.steps.length, again.done.length]).to.deep.equal([0, 1]);
    });
});
