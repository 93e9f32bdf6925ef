import { expect } from "chai";
import { UNKNOWN } from "../../../../simulator/provider/model";
import { props, struct } from "../../../../simulator/provider/operations";
import { unknownValue } from "../../../../simulator/provider/rpc";
import { fromEngine, isProps, same, toEngine, valueAt } from "../../../../simulator/provider/values";

describe("values of the engine", () => {
    it("come with unknowns at every depth", () => {
        const sent = { id: unknownValue, list: [1, unknownValue], place: { zone: unknownValue, shelf: null } };
        expect(fromEngine(sent)).to.deep.equal({
            id: UNKNOWN,
            list: [1, UNKNOWN],
            place: { zone: UNKNOWN, shelf: null },
        });
    });

    it("go back with the engine's own marker", () => {
        const values = { id: UNKNOWN, list: [{ port: UNKNOWN }], flag: false, none: null, text: "" };
        const sent = { id: unknownValue, list: [{ port: unknownValue }], flag: false, none: null, text: "" };
        expect(toEngine(values)).to.deep.equal(sent);
        expect(fromEngine(toEngine(values))).to.deep.equal(values);
    });

    it("take a text that merely holds the marker for a text", () => {
        expect(fromEngine(`x${unknownValue}`)).to.equal(`x${unknownValue}`);
    });

    it("leave out properties without a value, in lists too", () => {
        const sent = toEngine({ a: undefined, b: { c: undefined, d: 0 }, e: [{ f: undefined }] });
        expect(JSON.stringify(sent)).to.equal('{"b":{"d":0},"e":[{}]}');
        expect(Object.keys(sent as object)).to.deep.equal(["b", "e"]);
    });

    it("survive a message; without a message there are none", () => {
        const values = { n: 1.5, list: [true, "x"], map: { deep: { unknown: UNKNOWN } }, none: null };
        expect(props(struct({ ...values, absent: undefined }))).to.deep.equal(values);
        expect(props(undefined)).to.deep.equal({});
    });
});

describe("comparing and reaching values", () => {
    it("an unknown equals nothing, not even another", () => {
        expect(same(UNKNOWN, UNKNOWN)).to.equal(false);
        expect(same([UNKNOWN], [UNKNOWN])).to.equal(false);
        expect(same({ a: UNKNOWN }, { a: UNKNOWN })).to.equal(false);
    });

    it("an absent property equals one without a value, and no other", () => {
        expect(same({ a: 1, b: undefined }, { a: 1 })).to.equal(true);
        expect(same({ a: 1, b: 0 }, { a: 1 })).to.equal(false);
        expect(same([], {})).to.equal(false);
        expect(same("1", 1)).to.equal(false);
    });

    it("a list is no map", () => {
        expect([{}, [], null, "x", UNKNOWN].map(isProps)).to.deep.equal([true, false, false, false, false]);
    });

    it("a path leads to the inner value, none where it ends early, and to the unknown", () => {
        const values = { a: { b: { c: 1 }, unknown: UNKNOWN }, text: "x" };
        expect(valueAt(values, "a.b.c")).to.equal(1);
        expect(valueAt(values, "a.b")).to.deep.equal({ c: 1 });
        expect(valueAt(values, "a.none.c")).to.equal(undefined);
        expect(valueAt(values, "a.unknown.c")).to.equal(UNKNOWN);
        expect(valueAt(values, "a.unknown")).to.equal(UNKNOWN);
        expect(valueAt(values, "text.c")).to.equal(undefined);
    });
});
