import { z } from "zod";
import type { TextRule } from "./rules";

/** A text that keeps a rule; the description says what is allowed. */
export function text(rule: TextRule, description: string) {
    return z
        .string()
        .superRefine((value, context) => {
            const fix = rule(value);
            if (fix !== undefined) {
                context.addIssue({ code: "custom", params: { fix } });
            }
        })
        .describe(description);
}
