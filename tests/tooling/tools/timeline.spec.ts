// The timeline of a run, from made-up events. Does not prove how long anything takes.
import { expect } from "chai";
import { randomBytes } from "node:crypto";
import type { Recorded } from "../../../simulator/engine/stateFile";
import { StepClock, type TimedRun, type TimedStep } from "../../../simulator/engine/timing";
import { criticalChain } from "../../../tools/timeline/chain";
import { runOfLog } from "../../../tools/timeline/eventLog";
import { timelineOf, type Timeline } from "../../../tools/timeline/layout";
import { parseTimelineOptions } from "../../../tools/timeline/options";
import { duration, rowsOf } from "../../../tools/timeline/rows";
import { timelineSvg } from "../../../tools/timeline/svg";

const urn = (name: string) => `urn:pulumi:dev::project::aws:ec2/vpc:Vpc::${name}`;
const TYPE = "aws:ec2/vpc:Vpc";

function step(name: string, started: number, ended: number, op = "create"): TimedStep {
    return { urn: urn(name), type: TYPE, op, started, ended, failed: false };
}

function resource(name: string, ...dependencies: string[]): Recorded {
    return { type: TYPE, urn: urn(name), dependencies: dependencies.map(urn) };
}

function chainOf(run: TimedRun, ...resources: Recorded[]): [string, number][] {
    return criticalChain(run, resources).map(({ step: { urn: each }, waited }) => [
        each.split("::").at(-1) ?? "",
        waited,
    ]);
}

const secret = randomBytes(12).toString("hex");

/** A line of an engine's log. */
function logged(timestamp: number, kind: string, name: string, op = "create", custom = true): string {
    const metadata = { op, urn: urn(name), type: TYPE, new: { custom, inputs: { password: secret } } };
    return JSON.stringify({ sequence: 1, timestamp, [kind]: { metadata } });
}

describe("the times of a run", () => {
    it("are those of its own steps, from its begin", () => {
        const run = runOfLog(
            [
                JSON.stringify({ timestamp: 90, preludeEvent: { config: { password: secret } } }),
                logged(91, "resourcePreEvent", "previewed"),
                JSON.stringify({ timestamp: 100, preludeEvent: { config: { password: secret } } }),
                logged(101, "resourcePreEvent", "vpc"),
                logged(101, "resourcePreEvent", "same", "same"),
                logged(101, "resourcePreEvent", "component", "create", false),
                JSON.stringify({ timestamp: 102, diagnosticEvent: { message: secret } }),
                logged(103, "resOutputsEvent", "vpc"),
                logged(103, "resourcePreEvent", "subnet", "update"),
                logged(104, "resOpFailedEvent", "subnet", "update"),
                logged(104, "resourcePreEvent", "unfinished"),
                JSON.stringify({ timestamp: 106, summaryEvent: {} }),
                "",
            ].join("\n"),
        );
        expect(run.took).to.equal(6000);
        expect(run.steps).to.deep.equal([
            step("vpc", 1000, 3000),
            { ...step("subnet", 3000, 4000, "update"), failed: true },
            step("unfinished", 4000, 6000),
        ]);
        expect(JSON.stringify(run)).not.to.include(secret);
    });

    it("are not read from what is no log, and what is in it is not told", () => {
        for (const text of [`{"password": "${secret}"}`, `not JSON ${secret}`, "null"]) {
            expect(() => runOfLog(text))
                .to.throw("line 1 is no event")
                .with.property("message")
                .that.does.not.include(secret);
        }
    });

    it("of nothing are none", () => {
        expect(new StepClock().run()).to.deep.equal({ took: 0, steps: [] });
    });
});

describe("the critical chain", () => {
    it("leads from the last step back over what each waited for longest", () => {
        const run = { took: 100, steps: [step("a", 5, 20), step("b", 5, 50), step("c", 60, 90), step("d", 50, 80)] };
        const chain = chainOf(run, resource("a"), resource("b", "a"), resource("c", "a", "b"), resource("d"));
        expect(chain).to.deep.equal([
            ["b", 5],
            ["c", 10],
        ]);
    });

    it("goes through what the run left as it was, by inputs and parents too", () => {
        const run = { took: 50, steps: [step("a", 1, 10), step("b", 15, 20), step("c", 20, 30)] };
        const through: Recorded = {
            type: TYPE,
            urn: urn("same"),
            propertyDependencies: { vpcId: [urn("a")], tags: null },
        };
        const child: Recorded = { type: TYPE, urn: urn("c"), parent: urn("b") };
        expect(chainOf(run, resource("a"), through, resource("b", "same"), child)).to.deep.equal([
            ["a", 1],
            ["b", 5],
            ["c", 0],
        ]);
    });

    it("has both steps of a replacement, and ends where a deletion's reasons are not known", () => {
        const steps = [
            step("other", 0, 5),
            step("a", 10, 20, "delete-replaced"),
            step("a", 21, 30, "create-replacement"),
        ];
        expect(chainOf({ took: 30, steps }, resource("other"), resource("a", "other"))).to.deep.equal([
            ["a", 10],
            ["a", 1],
        ]);
    });

    it("does not go round in circles where a state is younger than the times", () => {
        const run = { took: 9, steps: [step("a", 1, 5), step("b", 1, 9)] };
        expect(chainOf(run, resource("a", "b"), resource("b", "a"))).to.deep.equal([["b", 1]]);
        expect(chainOf({ took: 0, steps: [] })).to.deep.equal([]);
    });
});

describe("the rows of a timeline", () => {
    it("put short steps together, while one soon follows the other", () => {
        const shorts = [100, 102, 104, 500].map((at, index) => step(`short${index}`, at, at + 3));
        const run = { took: 1000, steps: [step("long", 0, 900), ...shorts, step("last", 900, 1000)] };
        const rows = rowsOf(run, criticalChain(run, [resource("last", "long")]));
        expect(rows.map(({ label, note, kind }) => [label, note, kind])).to.deep.equal([
            ["long · Vpc", "900 ms", "critical"],
            ["3 short: 3 Vpc", "up to 3 ms each", "short"],
            ["short3 · Vpc", "3 ms", "usual"],
            ["last · Vpc", "100 ms", "critical"],
        ]);
    });

    it("say what failed, what was done and how long it waited", () => {
        const failed = { ...step("b", 60, 100, "update"), failed: true };
        const run = { took: 100, steps: [step("a", 10, 40, "update"), failed] };
        const rows = rowsOf(run, criticalChain(run, [resource("b", "a")]));
        expect(rows.map(({ note, kind }) => [note, kind])).to.deep.equal([
            ["30 ms, updated, waited 10 ms", "critical"],
            ["40 ms, failed, waited 20 ms", "failed"],
        ]);
    });

    it("tell times for people", () => {
        const said = [0, 999, 1000, 3240, 59_940, 60_000, 250_000, 3_600_000].map(duration);
        expect(said).to.deep.equal(["0 ms", "999 ms", "1 s", "3.2 s", "59.9 s", "1 min", "4 min 10 s", "1 h"]);
    });
});

function expectApart({ texts, bars, width, height }: Timeline): void {
    const rectangles = texts.map((text) => {
        const x = text.style === "tick" ? text.x - text.width / 2 : text.x;
        return { told: text.text, x, y: text.y - 11, width: text.width, height: 13 };
    });
    const all = [...rectangles, ...bars];
    all.forEach((one, index) => {
        expect(
            one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height,
            one.told,
        ).to.equal(true);
        for (const other of all.slice(index + 1)) {
            const across = one.x < other.x + other.width && other.x < one.x + one.width;
            const down = one.y < other.y + other.height && other.y < one.y + one.height;
            expect(across && down, `${one.told} and ${other.told}`).to.equal(false);
        }
    });
}

describe("the picture of a timeline", () => {
    it("covers no text with anything, however long the run and the names", () => {
        for (const took of [0, 1, 7, 950, 14_000, 59_000, 1_750_000, 40_000_000]) {
            const steps = Array.from({ length: 12 }, (_, index) =>
                step(`${"long-".repeat(index * 2)}${index}`, (took * index) / 12, (took * (index + 1)) / 12),
            );
            const resources = steps.map((_, index) => resource(String(index)));
            expectApart(timelineOf("dev", { took, steps }, criticalChain({ took, steps }, resources)));
        }
        expectApart(timelineOf("dev", { took: 0, steps: [] }, []));
    });

    it("joins the steps of the chain, and is SVG without scripts and fetched fonts", () => {
        const run = { took: 90, steps: [step("a", 0, 30), step("b", 40, 90)], latency: 0.5 };
        const timeline = timelineOf("dev", run, criticalChain(run, [resource("a"), resource("b", "a")]));
        expect(timeline.handovers).to.have.length(1);
        const svg = timelineSvg(timeline);
        expect(svg).to.include("0.5 of their usual time").and.to.include("What decided it: Vpc a took 30 ms;");
        expect(svg).not.to.match(/<script|@import|url\(|href/);
    });
});

describe("the options of npm run timeline", () => {
    const parse = (...argv: string[]) => parseTimelineOptions(argv, "/here");

    it("name a log, or a simulated stack", () => {
        const log = { stack: "dev", eventLog: "/here/up.json", home: undefined, out: undefined };
        expect(parse("--stack", "dev", "--event-log", "up.json")).to.deep.equal(log);
        expect(parse("--stack", "dev", "--simulated", "--out", "a.svg")).to.deep.equal({
            stack: "dev",
            eventLog: undefined,
            home: "/here/.simulator",
            out: "/here/a.svg",
        });
    });

    it("are refused with what is allowed", () => {
        expect(() => parse("--simulated")).to.throw("which stack?");
        expect(() => parse("--stack", "dev")).to.throw("either --simulated, or --event-log");
        expect(() => parse("--stack", "dev", "--simulated", "--event-log", "x")).to.throw("either");
        expect(() => parse("--stack", "dev", "--event-log", "x", "--home", "y")).to.throw("with --simulated only");
        expect(() => parse("--fly")).to.throw("npm run -s timeline");
    });
});
