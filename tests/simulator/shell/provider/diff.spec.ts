import { expect } from "chai";
import {
    difference,
    inputsAsRead,
    previewOfCreate,
    previewOfUpdate,
    withoutIgnored,
} from "../../../../simulator/provider/diff";
import { UNKNOWN, type Props, type ResourceModel } from "../../../../simulator/provider/model";
import { boxModel } from "./standIn";

const model = boxModel();
const olds: Props = { size: 3, label: "a", place: { zone: "z1", shelf: 1 }, tags: { owner: "x", team: "y" } };

function diff(changes: Props): [changed: string[], replaced: string[]] {
    const { changed, replaced } = difference(model, olds, { ...olds, ...changes });
    return [changed, replaced];
}

describe("a diff", () => {
    it("leaves to the service what only it decides where the program says nothing", () => {
        const chooses = { ...model, computed: ["label"] };
        expect(difference(chooses, olds, { ...olds, label: undefined }).changed).to.deep.equal([]);
        expect(difference(chooses, olds, { ...olds, label: "b" }).changed).to.deep.equal(["label"]);
    });

    it("compares with what was last reported where the model says when that is what is wanted", () => {
        const settling = { ...model, settles: { label: (reported: unknown, wanted: unknown) => reported === wanted } };
        const news = { ...olds, label: "b" };
        expect(difference(settling, olds, news, { label: "b" }).changed).to.deep.equal([]);
        expect(difference(settling, news, news, { label: "a" }).changed).to.deep.equal(["label"]);
    });

    it("is empty for equal inputs, whatever the order of their keys", () => {
        expect(diff({})).to.deep.equal([[], []]);
        expect(diff({ place: { shelf: 1, zone: "z1" } })).to.deep.equal([[], []]);
    });

    it("changes in place what nothing forces to be replaced", () => {
        expect(diff({ colour: "red" })).to.deep.equal([["colour"], []]);
        expect(diff({ tags: { owner: "x" } })).to.deep.equal([["tags"], []]);
        expect(diff({ tags: undefined })).to.deep.equal([["tags"], []]);
        expect(diff({ tags: ["owner"] })).to.deep.equal([["tags"], []]);
    });

    it("sees changes inside lists: an item more, and another order", () => {
        const rules = (...items: string[]) => ({ rules: items.map((name) => ({ name })) });
        expect(difference(model, rules("a", "b"), rules("a", "b"))).to.deep.equal({ changed: [], replaced: [] });
        expect(difference(model, rules("a", "b"), rules("b", "a")).changed).to.deep.equal(["rules"]);
        expect(difference(model, rules("a"), rules("a", "b")).changed).to.deep.equal(["rules"]);
    });

    it("replaces by top-level name, also when the value comes or goes", () => {
        expect(diff({ label: "b" })).to.deep.equal([["label"], ["label"]]);
        expect(diff({ label: undefined })).to.deep.equal([["label"], ["label"]]);
        expect(difference(model, {}, { label: "b" }).replaced).to.deep.equal(["label"]);
    });

    it("replaces by dotted path, and only by it", () => {
        expect(diff({ place: { zone: "z2", shelf: 1 } })).to.deep.equal([["place"], ["place"]]);
        expect(diff({ place: { zone: "z1", shelf: 2 } })).to.deep.equal([["place"], []]);
        expect(diff({ place: undefined })).to.deep.equal([["place"], ["place"]]);
        expect(diff({ place: "z1" })).to.deep.equal([["place"], ["place"]]);
    });

    it("counts an unknown value as different: a change, and a replacement where one is forced", () => {
        expect(diff({ colour: UNKNOWN })).to.deep.equal([["colour"], []]);
        expect(diff({ label: UNKNOWN })).to.deep.equal([["label"], ["label"]]);
        expect(diff({ tags: { owner: UNKNOWN, team: "y" } })).to.deep.equal([["tags"], []]);
    });

    it("counts what is inside an unknown value as unknown", () => {
        expect(diff({ place: UNKNOWN })).to.deep.equal([["place"], ["place"]]);
        expect(diff({ place: { zone: UNKNOWN, shelf: 1 } })).to.deep.equal([["place"], ["place"]]);
        expect(diff({ place: { zone: "z1", shelf: UNKNOWN } })).to.deep.equal([["place"], []]);
    });

    it("replaces for some values only where the model decides by value", () => {
        expect(diff({ size: 4 })).to.deep.equal([["size"], []]);
        expect(diff({ size: 2 })).to.deep.equal([["size"], ["size"]]);
    });

    it("asks the model about changed values only", () => {
        const always: ResourceModel = { ...model, replaceWhen: { size: () => true } };
        expect(difference(always, olds, { ...olds, colour: "red" }).replaced).to.deep.equal([]);
        expect(difference(always, olds, { ...olds, size: 4 }).replaced).to.deep.equal(["size"]);
    });

    it("names an input once, even if several of its paths force a replacement", () => {
        const strict: ResourceModel = { ...model, replaceOn: ["place.zone", "place.shelf"] };
        expect(difference(strict, olds, { ...olds, place: {} }).replaced).to.deep.equal(["place"]);
    });
});

describe("ignored changes", () => {
    const changed = (changes: Props, ...paths: string[]) =>
        difference(model, olds, withoutIgnored(olds, { ...olds, ...changes }, paths)).changed;

    it("of a whole input: changed, come or gone", () => {
        expect(changed({ label: "b" }, "label")).to.deep.equal([]);
        expect(changed({ label: undefined }, "label")).to.deep.equal([]);
        expect(changed({ colour: "red" }, "colour")).to.deep.equal([]);
        expect(changed({ label: UNKNOWN }, "label")).to.deep.equal([]);
    });

    it("of one key of an input, while what lies beside it counts", () => {
        expect(changed({ tags: { owner: "z", team: "y" } }, "tags.owner")).to.deep.equal([]);
        expect(changed({ tags: { owner: "z", team: "z" } }, "tags.owner")).to.deep.equal(["tags"]);
        expect(changed({ tags: { owner: "z", team: "z" } }, "tags.owner", "tags.team")).to.deep.equal([]);
        expect(changed({ tags: { team: "y" } }, 'tags["owner"]')).to.deep.equal([]);
    });

    it("of a key with dots, of one item of a list, and of every key", () => {
        const before = { config: { "a.b": 1, c: 1 }, rules: [{ port: 1 }, { port: 2 }] };
        const after = { config: { "a.b": 2, c: 1 }, rules: [{ port: 1 }, { port: 3 }] };
        const rest = (...paths: string[]) => difference(model, before, withoutIgnored(before, after, paths)).changed;
        expect(rest('config["a.b"]')).to.deep.equal(["rules"]);
        expect(rest("config.a.b")).to.deep.equal(["config", "rules"]);
        expect(rest("config.*", "rules[1].port")).to.deep.equal([]);
        expect(rest("config", "rules[0].port")).to.deep.equal(["rules"]);
        expect(rest("config", "rules[*].port")).to.deep.equal([]);
        expect(rest("*")).to.deep.equal([]);
    });

    it("not where the value around the path is unknown, or no map", () => {
        expect(changed({ tags: UNKNOWN }, "tags.owner")).to.deep.equal(["tags"]);
        expect(changed({ tags: "none" }, "tags.owner")).to.deep.equal(["tags"]);
        expect(changed({ label: "b" }, "tags.owner")).to.deep.equal(["label"]);
    });
});

describe("a preview", () => {
    it("of a create knows the inputs, and not what only the service decides", () => {
        expect(previewOfCreate(model, { size: 3 })).to.deep.equal({ size: 3, serial: UNKNOWN, area: UNKNOWN });
    });

    it("of a create keeps an input of which there is a default from the service", () => {
        expect(previewOfCreate(model, { serial: "mine", size: UNKNOWN })).to.deep.equal({
            serial: "mine",
            size: UNKNOWN,
            area: UNKNOWN,
        });
    });

    const state = { size: 3, label: "a", serial: "box-1", area: 9 };

    it("of an update keeps the old outputs under the new inputs", () => {
        expect(previewOfUpdate(model, state, ["label"], { size: 3, label: UNKNOWN })).to.deep.equal({
            ...state,
            label: UNKNOWN,
        });
    });

    it("of an update does not know outputs that follow from a changed input", () => {
        expect(previewOfUpdate(model, state, ["size"], { size: 4, label: "a" })).to.deep.equal({
            ...state,
            size: 4,
            area: UNKNOWN,
        });
    });
});

describe("an output that the service puts into an input object", () => {
    const nested: ResourceModel = { ...model, computed: ["place.address"] };
    const state = { place: { zone: "z1", address: "10.0.0.4" } };

    it("is unknown while the create is previewed, and only where the object is given", () => {
        expect(previewOfCreate(nested, { place: { zone: "z1" } })).to.deep.equal({
            place: { zone: "z1", address: UNKNOWN },
        });
        expect(previewOfCreate(nested, { label: "a" })).to.deep.equal({ label: "a" });
        expect(previewOfCreate(nested, { place: UNKNOWN })).to.deep.equal({ place: UNKNOWN });
    });

    it("stays what it was while an update is previewed", () => {
        const inputs = { label: "b", place: { zone: "z1" } };
        expect(previewOfUpdate(nested, state, ["label"], inputs)).to.deep.equal({ ...state, label: "b" });
    });

    it("is no input of the object as it is read, unless the program gave one", () => {
        const read = inputsAsRead(nested, { place: { zone: "z1" } }, state);
        expect(difference(nested, { place: { zone: "z1" } }, read).changed).to.deep.equal([]);
        expect(inputsAsRead(nested, { place: { zone: "z1", address: "x" } }, state)).to.deep.equal(state);
    });

    const inList: ResourceModel = { ...model, computed: ["addresses.ip"] };
    const asked = { addresses: [{ subnet: "a" }, { subnet: "b", ip: "10.0.0.9" }] };
    const given = { addresses: [{ subnet: "a", ip: "10.0.0.4" }, asked.addresses[1]] };

    it("is unknown in the entries of a list that leave it to the service", () => {
        const unknown = { addresses: [{ subnet: "a", ip: UNKNOWN }, asked.addresses[1]] };
        expect(previewOfCreate(inList, asked)).to.deep.equal(unknown);
        expect(previewOfUpdate(inList, given, ["addresses"], asked)).to.deep.equal(unknown);
        expect(previewOfUpdate(inList, given, [], asked)).to.deep.equal(given);
    });

    it("is no input of a list's entries as they are read, unless the program gave one", () => {
        expect(inputsAsRead(inList, asked, given)).to.deep.equal({
            addresses: [{ subnet: "a", ip: undefined }, asked.addresses[1]],
        });
    });
});
