import { expect } from "chai";
import { oneOf, pathText, problem, show } from "../../../components/internal/problems";

describe("problems", () => {
    it("put path, given, allowed and fix into one message", () => {
        const { message } = problem({ path: "app:a.b", given: "1", allowed: "a text", fix: "Quote it." });
        expect(message).to.equal("app:a.b\n    given:   1\n    allowed: a text\n    fix:     Quote it.");
    });

    it("write paths as `pulumi config set --path` reads them", () => {
        expect(pathText("app", [])).to.equal("app");
        expect(pathText("app", ["a"])).to.equal("app:a");
        expect(pathText("app", ["a", "b-c_d", 2, "x.y", ""])).to.equal('app:a.b-c_d[2]["x.y"][""]');
    });

    it("show values briefly", () => {
        expect(show(undefined)).to.equal("nothing");
        expect(show(null)).to.equal("nothing");
        expect(show('a "b"')).to.equal('"a \\"b\\""');
        expect(show(4.5)).to.equal("4.5");
        expect(show(false)).to.equal("false");
        expect(show(10n)).to.equal("10");
        expect(show([1, 2])).to.equal("a list of 2");
        expect(show({})).to.equal("an empty map");
        expect(show(Symbol("s"))).to.equal("a symbol");
    });

    it("show the keys of a map but not what they hold", () => {
        expect(show({ user: "u", password: "p" })).to.equal("a map with user, password");
    });

    it("cut long values", () => {
        expect(show("x".repeat(500))).to.have.length(81);
    });

    it("list choices", () => {
        expect(oneOf([])).to.equal("nothing");
        expect(oneOf(["a"])).to.equal('"a"');
        expect(oneOf(["a", "b", "c"])).to.equal('"a", "b" or "c"');
    });
});
