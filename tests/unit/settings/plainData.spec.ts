import { expect } from "chai";
import { plainData } from "../../../components/settings/plainData";

function pathsOf(raw: unknown): string[] {
    return plainData(raw).problems.map(({ path }) => path.replace("confluent-cluster-linking", ""));
}

describe("plain data", () => {
    it("is copied, maps without a prototype included", () => {
        const raw = {
            a: [1, "b", true, null, { c: -0.5 }],
            d: Object.assign(Object.create(null) as object, { e: {} }),
        };
        const { value, problems } = plainData(raw);
        expect(value).to.deep.equal({ a: [1, "b", true, null, { c: -0.5 }], d: { e: {} } });
        expect(problems).to.deep.equal([]);
    });

    it("leaves out what is undefined", () => {
        expect(plainData({ a: undefined, b: [undefined] })).to.deep.equal({ value: { b: [undefined] }, problems: [] });
    });

    it("is told from everything that no file can hold", () => {
        const raw = { a: () => 1, b: Symbol("b"), c: 1n, d: new Date(), e: new Map(), f: Number.NaN, g: [Infinity] };
        expect(pathsOf(raw)).to.deep.equal([":a", ":b", ":c", ":d", ":e", ":f", ":g[0]"]);
        expect(plainData(raw).value).to.deep.equal({
            a: undefined,
            b: undefined,
            c: undefined,
            d: undefined,
            e: undefined,
            f: undefined,
            g: [undefined],
        });
    });

    it("does not go round in circles", () => {
        const loop: Record<string, unknown> = { shared: { a: 1 } };
        loop.again = loop.shared;
        loop.self = [loop];
        expect(pathsOf(loop)).to.deep.equal([":self[0]"]);
    });

    it("has a bottom", () => {
        const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as unknown;
        expect(pathsOf({ deep })).to.have.length(1);
    });

    it("never lets a key change what a map is", () => {
        const { value, problems } = plainData(JSON.parse('{"a":{"__proto__":{"polluted":true}}}'));
        expect(problems.map(({ path }) => path)).to.deep.equal(["confluent-cluster-linking:a.__proto__"]);
        expect((value as { a: { polluted?: boolean } }).a.polluted).to.equal(undefined);
    });
});
