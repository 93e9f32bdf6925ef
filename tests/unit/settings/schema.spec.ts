import { expect } from "chai";
import { z } from "zod";
import { settingsSchema } from "../../../components/settings/schema";
import { descriptionOf, peel } from "../../../components/settings/shape";

describe("the schema", () => {
    it("is described field by field, so that every message can say what is allowed", () => {
        expect(undescribed(settingsSchema, "settings")).to.deep.equal([]);
    });
});

/** Paths of the schema's fields without a description of their own. */
function undescribed(schema: z.core.$ZodType, path: string): string[] {
    const own = descriptionOf(schema) === undefined ? [path] : [];
    return [...own, ...childrenOf(peeled(schema), path).flatMap(([child, childPath]) => undescribed(child, childPath))];
}

function childrenOf(schema: z.core.$ZodType, path: string): [z.core.$ZodType, string][] {
    if (schema instanceof z.ZodObject) {
        const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
        return Object.entries(shape).map(([key, field]) => [field, `${path}.${key}`]);
    }
    if (schema instanceof z.ZodRecord) {
        return [[schema.valueType, `${path}.*`]];
    }
    if (schema instanceof z.ZodArray) {
        return [[schema.element, `${path}[]`]];
    }
    return schema instanceof z.ZodDiscriminatedUnion ? schema.options.map((option) => [option, path]) : [];
}

function peeled(schema: z.core.$ZodType): z.core.$ZodType {
    const inner = peel(schema);
    return inner === schema ? schema : peeled(inner);
}
