import { z } from "zod";
import type { TextRule } from "./rules";

/**
 * A text that keeps a rule; the description says what is allowed. `form` is what a schema for editors can state of the
 * rule; it is checked nowhere else.
 */
export function text(rule: TextRule, description: string, form?: RegExp) {
    return z
        .string()
        .superRefine((value, context) => {
            const fix = rule(value);
            if (fix !== undefined) {
                context.addIssue({ code: "custom", params: { fix } });
            }
        })
        .meta({ description, ...(form === undefined ? {} : { pattern: form.source }) });
}
