// Which change is possible from which state. Does not prove that the service sees it so.
import { expect } from "chai";
import { advice, CHANGES, judge, MIRROR_STATES, RULES } from "../../../../tools/links/states";

describe("what a change means for a mirror", () => {
    const kinds = (change: (typeof CHANGES)[number], isMirroredBack = false) =>
        Object.fromEntries(MIRROR_STATES.map((state) => [state, judge(change, state, isMirroredBack).kind]));

    it("is a table of every change and every state", () => {
        const doing = CHANGES.map((change) => {
            const states = MIRROR_STATES.filter((state) => judge(change, state, false).kind === "do");
            return `${change}: ${states.join(" ")}`;
        });
        expect(doing).to.deep.equal([
            "failover: ACTIVE PAUSED FAILED SOURCE_UNAVAILABLE LINK_FAILED LINK_PAUSED PENDING_STOPPED",
            "promote: ACTIVE PAUSED",
            "pause: ACTIVE SOURCE_UNAVAILABLE",
            "resume: PAUSED",
            "reverse: ACTIVE",
            "restore: STOPPED",
        ]);
    });

    it("is nothing where it has been done", () => {
        expect(kinds("failover").STOPPED).to.equal("done");
        expect(kinds("promote").STOPPED).to.equal("done");
        expect(kinds("pause").PAUSED).to.equal("done");
        expect(kinds("resume").ACTIVE).to.equal("done");
    });

    it("takes a stopped mirror for reversed or restored only when its topic mirrors it", () => {
        for (const change of ["reverse", "restore"] as const) {
            expect(judge(change, "STOPPED", true).kind).to.equal("done");
        }
        expect(judge("reverse", "STOPPED", false)).to.deep.equal({ kind: "passOver", allowed: "ACTIVE" });
        expect(judge("restore", "STOPPED", false)).to.deep.equal({ kind: "do" });
    });

    it("passes over what nobody can have meant, and refuses all else", () => {
        expect(kinds("pause").STOPPED).to.equal("passOver");
        expect(kinds("restore").ACTIVE).to.equal("passOver");
        expect(kinds("promote").SOURCE_UNAVAILABLE).to.equal("refuse");
        expect(judge("promote", "A_NEW_STATE", false)).to.deep.equal({ kind: "refuse", allowed: "ACTIVE, PAUSED" });
    });

    it("comes with advice for every state from which it is not possible", () => {
        for (const change of CHANGES) {
            for (const state of MIRROR_STATES.filter((one) => !RULES[change].from.includes(one))) {
                expect(advice(change, state), `${change} ${state}`).to.match(/\.$/);
            }
        }
        expect(advice("promote", "SOURCE_UNAVAILABLE")).to.include("use failover");
        expect(advice("reverse", "PAUSED")).to.equal("Resume it first.");
        expect(advice("failover", "PENDING_RESTORE")).to.include("wait");
    });
});
