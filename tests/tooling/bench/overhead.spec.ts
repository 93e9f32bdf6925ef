// What the benchmark of overhead says of the program as it is now, as far as that costs little: how much it registers
// beside provider resources, how that grows, and that the floor is the same without the rest. Does not prove times.
import { expect } from "chai";
import { childrenTimes } from "../../../bench/overhead/processorTimes";
import { committedOverhead, overheadPage, withOverhead } from "../../../bench/overhead/document";
import { floorOf } from "../../../bench/overhead/floor";
import { recordedAt } from "../../../bench/overhead/recorded";
import { registerFloor } from "../../../bench/overhead/registerFloor";
import { ratios, worse, type Row } from "../../../bench/overhead/results";
import { stackOf, type Size } from "../../../bench/overhead/sizes";
import { growth } from "../../../bench/statistics";
import { runProgram } from "../../support/engine";
import type { Recording } from "../../support/recording";
import { asText } from "../../support/stackFile";

/** What a recording comes to: resources of providers, everything, and the edges between them. */
function weigh({ resources, registrations }: Recording) {
    const edges = registrations.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
    return { resources: resources.length, registrations: registrations.length, edges };
}

const weighed = async (size: Size) => weigh(await recordedAt(size));

describe("the overhead of components", function () {
    this.timeout(60_000);

    it("is no resource and no component for one more mirror topic", async () => {
        const [few, many] = [await weighed({ of: "topics", count: 10 }), await weighed({ of: "topics", count: 50 })];
        expect(many.resources - few.resources).to.equal(2 * 40);
        expect(many.registrations - few.registrations).to.equal(2 * 40);
        const edges = [few, many].map((each) => each.edges);
        expect((edges[1] ?? 0) - (edges[0] ?? 0)).to.equal(31 * 40);
    });

    it("grows in proportion with the number of links", async () => {
        const least = await weighed({ of: "links", count: 1 });
        const more = [
            { links: 5, weight: await weighed({ of: "links", count: 5 }) },
            { links: 10, weight: await weighed({ of: "links", count: 10 }) },
        ];
        const of = (what: "registrations" | "edges") =>
            growth(more.map(({ links, weight }) => ({ size: links - 1, cost: weight[what] - least[what] })));
        expect(of("registrations")).to.be.closeTo(1, 1e-9);
        expect(of("edges")).to.be.at.most(1.05);
    });

    it("is measured against a floor with the same resources, inputs and order, and nothing else", async () => {
        const size: Size = { of: "topics", count: 3 };
        const own = await recordedAt(size);
        const floor = floorOf(own);
        const bare = await runProgram(
            () => {
                registerFloor(floor);
                return {};
            },
            { stack: "dev", config: asText(stackOf(size)) },
        );
        const named = (each: Recording) => each.resources.map(({ type, name }) => `${type}::${name}`).sort();
        expect(named(bare)).to.deep.equal(named(own));
        expect(bare.registrations.filter(({ custom }) => !custom).map(({ type }) => type)).to.deep.equal([
            "pulumi:pulumi:Stack",
        ]);
        const dependencies = ({ resources }: Recording) =>
            new Map(resources.map(({ name, type, dependencies: urns }) => [`${type} ${name}`, new Set(urns).size]));
        const [ours, theirs] = [dependencies(own), dependencies(bare)];
        expect([...theirs.keys()]).to.have.members([...ours.keys()]);
        expect([...theirs].filter(([key, count]) => count > (ours.get(key) ?? 0))).to.deep.equal([]);
    });
});

describe("results of the benchmark of overhead", () => {
    it("are shown on the page as they were last measured", () => {
        expect(withOverhead(overheadPage(), committedOverhead())).to.equal(overheadPage());
    });

    it("are committed with the machine and the versions that they were measured on", () => {
        for (const part of Object.values(committedOverhead())) {
            expect(part.machine.cpus).to.be.greaterThan(0);
            expect(part.machine.packages).to.include.keys("@pulumi/pulumi", "@pulumi/aws", "@pulumi/confluentcloud");
            expect(part.ratios).to.deep.equal(ratios(part.rows));
        }
    });

    it("have no call in an up without a change", () => {
        const rows = (committedOverhead().engine?.rows ?? []).filter(({ step }) => step === "up without a change");
        expect(rows).not.to.deep.equal([]);
        expect(rows.filter(({ calls }) => Object.keys(calls).length > 0)).to.deep.equal([]);
    });

    it("are worse when a ratio is by more than a tenth, whatever the times are", () => {
        const summary = (value: number) => ({ minimum: value, median: value, maximum: value });
        const figures = (value: number) => ({
            seconds: summary(9 * value),
            processorSeconds: summary(value),
            memoryMiB: summary(100),
        });
        const row = (own: number, floor: number): Row => ({
            size: { of: "topics", count: 1 },
            step: "up",
            resources: 72,
            registrations: 95,
            own: figures(own),
            floor: figures(floor),
            calls: {},
        });
        const [before, slower, worseBy] = [[row(11, 10)], [row(22, 20)], [row(12.2, 10)]].map(ratios);
        expect(worse(slower ?? [], before ?? [])).to.deep.equal([]);
        expect(worse(worseBy ?? [], before ?? []).map(({ name }) => name)).to.deep.equal([
            "up, 1 mirror topic: processor time of the floor's",
        ]);
    });

    it("take processor time from what the system says of ended children", () => {
        const stat = `1 (no) de) S ${Array.from({ length: 40 }, (_, index) => index + 4).join(" ")}`;
        expect(childrenTimes(stat)).to.be.closeTo((16 + 17) / 100, 1e-9);
    });
});
