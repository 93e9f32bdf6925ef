// Does not prove what it saves; `npm run bench -- overhead` measures that.
import { expect } from "chai";
import { shortenStackTraces } from "../../../components/internal/stackTraces";

/** The frames of an error that is made when traces had that length before. */
function framesAfter(limit: number, environment: NodeJS.ProcessEnv = {}): string[] {
    const before = Error.stackTraceLimit;
    try {
        Error.stackTraceLimit = limit;
        shortenStackTraces(environment);
        return (new Error("any").stack ?? "").split("\n").slice(1);
    } finally {
        Error.stackTraceLimit = before;
    }
}

describe("stack traces", () => {
    it("have one frame, which tells where an error comes from", () => {
        const frames = framesAfter(10);
        expect(frames).to.have.length(1);
        expect(frames[0]).to.include("framesAfter").and.to.include("stackTraces.spec.ts");
    });

    it("are as long as somebody has asked for", () => {
        expect(framesAfter(3)).to.have.length(3);
        expect(framesAfter(0)).to.have.length(0);
    });

    it("stay long where leaked promises are looked for: they name the promises", () => {
        expect(framesAfter(10, { PULUMI_DEBUG_PROMISE_LEAKS: "true" }).length).to.be.greaterThan(1);
    });
});
