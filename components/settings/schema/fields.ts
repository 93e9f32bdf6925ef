import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";

/** A key of the user's own, which becomes part of resource names. Its form is checked with all other keys. */
export const mapKey = z.string().meta({ pattern: rules.FORMS.mapKey.source });

export function awsId(prefix: string, description: string) {
    return text(
        rules.awsIdRule(prefix),
        `${description}: ${prefix}- and 8 or 17 hexadecimal digits.`,
        rules.FORMS.awsId(prefix),
    );
}

function isConfigValue(value: unknown): value is string | number | boolean {
    // YAML reads unquoted values as numbers; beyond this limit it would change them.
    return typeof value === "string" || typeof value === "boolean" || Number.isSafeInteger(value) || isFraction(value);
}

function isFraction(value: unknown): value is number {
    return typeof value === "number" && Number.isFinite(value) && !Number.isInteger(value);
}

const configValue = z
    .custom<string | number | boolean>(isConfigValue, {
        params: { fix: "Write the value in quotes." },
    })
    .meta({
        description: "A value of Kafka's: text, a number or true or false; larger whole numbers than 2^53 in quotes.",
        type: ["string", "number", "boolean"],
    })
    .transform(String);

export const keyedConfig = (description: string) => z.record(z.string(), configValue).default({}).describe(description);

export const importId = (form: string) =>
    z
        .string()
        .describe(`Id of one that is there, to be adopted instead of made: ${form}. Defaults to making it.`)
        .optional();
