import { z } from "zod";
import { FORMS, momentRule } from "../rules";
import { text } from "../text";

export const DEFAULT_ROTATION_DAYS = 30;
export const DEFAULT_RETAINED_KEYS = 2;
const LONGEST_PERIOD = 365;
const MOST_RETAINED_KEYS = 8;

export const rotation = z
    .strictObject({
        days: z
            .int()
            .min(1)
            .max(LONGEST_PERIOD)
            .default(DEFAULT_ROTATION_DAYS)
            .describe(
                `Days after which keys are replaced, a whole number from 1 to ${LONGEST_PERIOD}. ` +
                    `Defaults to ${DEFAULT_ROTATION_DAYS}.`,
            ),
        retain: z
            .int()
            .min(2)
            .max(MOST_RETAINED_KEYS)
            .default(DEFAULT_RETAINED_KEYS)
            .describe(
                `How many generations of a key are valid, a whole number from 2 to ${MOST_RETAINED_KEYS}. ` +
                    `Defaults to ${DEFAULT_RETAINED_KEYS}: the newest, which is used, and the one before it.`,
            ),
        generation: z
            .int()
            .min(0)
            .default(0)
            .describe(
                "Added to the calendar's count, a whole number from 0: one more makes new keys at once, as many more as " +
                    "retain replaces every valid one. Defaults to 0; never lower it.",
            ),
        asOf: text(
            momentRule,
            "The moment that counts as now, in UTC and in quotes, for tests and to hold rotation. Defaults to the clock's.",
            FORMS.moment,
        ).optional(),
    })
    .describe("When API keys are replaced: a map with days, retain, generation and asOf; {} takes the defaults.");
