// Does not prove what it saves; `npm run bench -- overhead` measures that.
import { expect } from "chai";
import { shortenStackTraces } from "../../../components/internal/stackTraces";

const LEAKS = "PULUMI_DEBUG_PROMISE_LEAKS";

/** The frames of an error that is made when traces had that length before. */
function framesAfter(limit: number): string[] {
    const before = Error.stackTraceLimit;
    try {
        Error.stackTraceLimit = limit;
        shortenStackTraces();
        return (new Error("any").stack ?? "").split("\n").slice(1);
    } finally {
        Error.stackTraceLimit = before;
    }
}

describe("stack traces", () => {
    const before = process.env[LEAKS];

    const forget = () => Reflect.deleteProperty(process.env, LEAKS);

    beforeEach(forget);

    after(() => {
        forget();
        Object.assign(process.env, before === undefined ? {} : { [LEAKS]: before });
    });

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
        process.env[LEAKS] = "true";
        expect(framesAfter(10).length).to.be.greaterThan(1);
    });
});
