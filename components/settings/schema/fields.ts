import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";

export function awsId(prefix: string, description: string) {
    return text(rules.awsIdRule(prefix), `${description}: ${prefix}- and 8 or 17 hexadecimal digits.`);
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
    .describe("A value of Kafka's: text, a number or true or false; larger whole numbers than 2^53 in quotes.")
    .transform(String);

export const keyedConfig = (description: string) => z.record(z.string(), configValue).default({}).describe(description);

export const importId = (form: string) =>
    z
        .string()
        .describe(`Id of one that is there, to be adopted instead of made: ${form}. Defaults to making it.`)
        .optional();
