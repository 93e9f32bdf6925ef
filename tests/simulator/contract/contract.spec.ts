import { expect } from "chai";
import { deviations, type Contract } from "./contract";
import { cloudError, kafkaList, pageOf } from "./forms";

describe("simulator/contract: the check itself", () => {
    const contract: Contract = {
        id: /^env-/,
        "spec.size": "count",
        "spec.label?": "text",
        "spec.note": "nullable",
        "items[].name": ["a", "b"],
        "map.*.on?": "flag",
        "gone?": "absent",
    };
    const good = { id: "env-1", spec: { size: 1, note: null }, items: [{ name: "a" }], map: { x: { on: true } } };

    it("finds nothing in what fits, whether optional members and list items are there or not", () => {
        expect(deviations(contract, good)).to.deep.equal([]);
        expect(deviations(contract, { ...good, items: [], map: {} })).to.deep.equal([]);
        expect(deviations(contract, { ...good, spec: { size: 0, note: "", label: "x" } })).to.deep.equal([]);
    });

    const wrong: [what: string, changes: object, deviation: string][] = [
        ["a member that is missing", { id: undefined }, "id is missing"],
        ["a branch that is missing", { items: undefined }, "items.[].name is missing"],
        ["another form of text", { id: "lkc-1" }, 'id is "lkc-1", not /^env-/'],
        ["another value", { items: [{ name: "a" }, { name: "c" }] }, 'items[1].name is "c", not ["a","b"]'],
        ["another type", { spec: { size: "1", note: null } }, 'spec.size is "1", not "count"'],
        ["an empty text", { spec: { size: 1, note: null, label: "" } }, 'spec.label is "", not "text"'],
        ["another type under any key", { map: { x: { on: 1 } } }, 'map.x.on is 1, not "flag"'],
        ["what must be absent", { gone: null }, 'gone is null, not "absent"'],
        ["a member that it does not know", { more: { inside: 1 } }, "more.inside is not part of the contract"],
        ["an empty member that it does not know", { more: {} }, "more is not part of the contract"],
        [
            "an item's member that it does not know",
            { items: [{ name: "a", n: 1 }] },
            "items.[].n is not part of the contract",
        ],
    ];
    for (const [what, changes, deviation] of wrong) {
        it(`finds ${what}`, () => {
            const answer: unknown = JSON.parse(JSON.stringify({ ...good, ...changes }));
            expect(deviations(contract, answer)).to.deep.equal([deviation]);
        });
    }

    it("takes no null for the next page, and no second page without a token", () => {
        const page = (next: unknown) => ({ api_version: "v1", kind: "L", metadata: { next }, data: [] });
        const list = pageOf("v1", "L", { id: "text" });
        expect(deviations(list, page(null))).to.have.length(1);
        expect(deviations(list, page("https://api.confluent.cloud/x?page_size=2"))).to.have.length(1);
        expect(deviations(list, page("https://api.confluent.cloud/x?page_token=2"))).to.deep.equal([]);
        const kafka = { kind: "L", metadata: { self: "http://x", next: null }, data: [] };
        expect(deviations(kafkaList("L", { id: "text" }), kafka)).to.deep.equal([]);
    });

    it("tells the two forms of a refusal apart", () => {
        expect(deviations(cloudError(404), { error_code: 404, message: "gone" })).to.not.deep.equal([]);
        expect(deviations(cloudError(404), { errors: [{ id: "1", status: "404", detail: "gone" }] })).to.deep.equal([]);
    });
});
