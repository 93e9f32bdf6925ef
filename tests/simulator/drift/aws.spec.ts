// What a refresh can see in AWS: every input that a program of this project sets and that can change in place.
import { expect } from "chai";
import { TYPES } from "../../../simulator/aws/types";
import type { AwsObject } from "../../../simulator/world";
import { samples, type Sample } from "../aws/samples";
import { labelOf, mended, OWN, UNSEEN, updatableInputs } from "./updatable";

/** A value of the same form that is another one. */
function other(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.length === 0 ? ["another"] : value.map(other);
    }
    switch (typeof value) {
        case "string":
            return `${value}-by-hand`;
        case "number":
            return value + 1;
        case "boolean":
            return !value;
        default:
            return Object.fromEntries(Object.entries(value ?? {}).map(([key, inner]) => [key, other(inner)]));
    }
}

function objectOf({ kind, id, by }: Sample): AwsObject {
    const found = by.world.aws(TYPES[kind]).find((object) => object.id === id);
    if (found === undefined) {
        throw new Error(`no ${kind} ${id}`);
    }
    return found;
}

describe("what is changed by hand in AWS", () => {
    let inputs: Map<string, string[]>;
    let made: Sample[];

    before(async function () {
        this.timeout(60_000);
        inputs = await updatableInputs("aws");
        made = await samples();
    });

    it("is seen, input by input, and would be set back", async () => {
        const left: string[] = [];
        let seen = 0;
        for (const [type, keys] of inputs) {
            for (const key of keys.filter((one) => ![...OWN, ...UNSEEN].includes(labelOf(type, one)))) {
                const sample = made.find((one) => TYPES[one.kind] === type && one.inputs[key] !== undefined);
                if (sample === undefined) {
                    left.push(labelOf(type, key));
                    continue;
                }
                const { kind, id, by, outputs } = sample;
                const object = objectOf(sample);
                const before = structuredClone(object.props);
                object.props[key] = other(before[key]);
                const read = await by.read(kind, id, outputs);
                expect(mended(type, sample.inputs, read), labelOf(type, key)).to.include(key);
                object.props = before;
                expect(mended(type, sample.inputs, await by.read(kind, id, outputs)), type).to.not.include(key);
                seen += 1;
            }
        }
        expect(left).to.deep.equal([]);
        expect(seen).to.be.greaterThan(25);
    });

    it("is seen as gone where the object was deleted", async () => {
        for (const type of inputs.keys()) {
            const sample = made.find(({ kind }) => TYPES[kind] === type);
            expect(sample, type).to.not.equal(undefined);
            if (sample !== undefined) {
                const { kind, id, by, outputs } = sample;
                by.forget(objectOf(sample).id);
                expect(await by.read(kind, id, outputs), type).to.equal(undefined);
            }
        }
    });
});
