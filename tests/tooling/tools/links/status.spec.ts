import { expect } from "chai";
import type { ChangeDocument } from "../../../../tools/links/change";
import { changeLines, statusLines } from "../../../../tools/links/report";
import { statusDocument, statusExit } from "../../../../tools/links/status";
import type { LinkReport } from "../../../../tools/links/survey";
import { half, linkReport, mirror } from "./support";

describe("what status says", () => {
    const status = (link: LinkReport, filter: Partial<Parameters<typeof statusDocument>[2]> = {}) => {
        const document = statusDocument("dev", [link], {
            topics: undefined,
            on: undefined,
            maxLag: undefined,
            ...filter,
        });
        return { ...document, exit: statusExit(document) };
    };

    it("is 0 where all is as somebody wants it", () => {
        const stopped = mirror({ name: "old", state: "STOPPED", lag: 9 });
        const { exit, troubles, result } = status(linkReport([mirror(), stopped]), { maxLag: 0 });
        expect({ exit, troubles, result }).to.deep.equal({ exit: 0, troubles: [], result: "healthy" });
    });

    it("is 1 for a mirror that does not run, that is too far behind, or that failed to change", () => {
        const found = status(
            linkReport([
                mirror({ state: "FAILED" }),
                mirror({ name: "paused", state: "PAUSED" }),
                mirror({ name: "late", lag: 5 }),
                mirror({ name: "stuck", state: "PENDING_STOPPED", errors: ["7: no"] }),
            ]),
            { maxLag: 4 },
        );
        expect(found.exit).to.equal(1);
        expect(found.troubles).to.deep.equal([
            "mirror orders of link ab on b: FAILED",
            "mirror paused of link ab on b: PAUSED",
            "mirror late of link ab on b: 5 records behind, more than 4",
            "mirror stuck of link ab on b: failed to change: 7: no",
        ]);
    });

    it("is 1 for a link that is down, for a task that fails, and for a topic that nobody mirrors", () => {
        const task = { name: "AclSync", state: "IN_ERROR", errors: ["x: y"] };
        const broken = half({ state: "UNAVAILABLE", error: "AUTHENTICATION_ERROR: no", tasks: [task] });
        const found = status(linkReport([mirror()], { halves: [broken] }), { topics: ["none"] });
        expect(found.troubles).to.deep.equal([
            "link ab on b: UNAVAILABLE, AUTHENTICATION_ERROR: no",
            "link ab on b: task AclSync fails: x: y",
            "topic none: no such mirror",
        ]);
        expect(found.exit).to.equal(1);
    });

    it("is 2 where something could not be asked, whatever else there is", () => {
        const silent = half({ unasked: "cluster b: no answer", state: "UNKNOWN" });
        const unknown = mirror({ state: "UNKNOWN", lag: 3 });
        const found = status(linkReport([unknown], { halves: [silent] }), { maxLag: 1 });
        expect(found.exit).to.equal(2);
        expect(found.troubles[0]).to.equal("cluster b: no answer");
        expect(found.troubles[1]).to.include("3 records behind");
    });

    it("is a table for people", () => {
        const halves = [half({ tasks: [{ name: "AclSync", state: "ACTIVE", errors: [] }] })];
        const since = "2026-01-31T12:00:00.000Z";
        const lines = statusLines(status(linkReport([mirror({ lag: null, since })], { halves, name: "k" })));
        expect(lines).to.deep.equal([
            "ab (k), bidirectional",
            "  half on  cluster  state   tasks",
            "  b        lkc-b    ACTIVE  AclSync ACTIVE",
            "  mirror  on  state   lag  since",
            "  orders  b   ACTIVE  -    2026-01-31T12:00:00.000Z",
            "",
            "The links of stack dev are well.",
        ]);
    });
});

describe("what a change says when it has ended", () => {
    const document = (changes: Partial<ChangeDocument>): ChangeDocument => {
        const of = { stack: "dev", change: "failover", link: "ab", result: "done", written: false } as const;
        return { ...of, mirrors: [], settings: [], ...changes };
    };

    it("is what is left to do, or what has been written", () => {
        const settings = ["links.ab: x"];
        const left = changeLines(document({ settings }), "Pulumi.dev.yaml", true).join("\n");
        expect(left).to.include("To be changed in Pulumi.dev.yaml:\n  links.ab: x\nBefore the next pulumi up");
        const written = changeLines(document({ settings, written: true }), "Pulumi.dev.yaml", true).join("\n");
        expect(written).to.include("Changed in Pulumi.dev.yaml:\n  links.ab: x\n");
        expect(changeLines(document({ written: true }), "f", true)[1]).to.equal("f says so already.");
    });

    it("names each mirror that was not changed, and says nothing more where nobody agreed", () => {
        const mirrors = [{ name: "orders", cluster: "b", failure: "no" }];
        const failed = changeLines(document({ result: "failed", mirrors }), "f", false);
        expect(failed).to.deep.equal([
            "Not all of it has been done: failover on link ab of stack dev.",
            "  orders on b: no",
        ]);
        expect(changeLines(document({ result: "declined" }), "f", true)).to.deep.equal(["Nothing has been changed."]);
    });
});
