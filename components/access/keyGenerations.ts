/** How often keys are replaced, and how many stay valid. */
export interface Rotation {
    /** Length of a period in days, from 1. Periods are counted from 1970-01-01, UTC, so that all stacks share them. */
    readonly days: number;
    /** How many generations are valid at any time, from 2: the newest and those before it. */
    readonly retain: number;
    /** Added to the calendar's count: one more makes a new key at once. Never lower it. */
    readonly generation: number;
}

/** The generations of a key that are valid in one period. */
export interface KeyGenerations {
    /** The newest: everything uses this one. */
    readonly active: number;
    /** All that are valid, oldest first, the active one included. */
    readonly alive: readonly number[];
    /** When the next one takes over. */
    readonly until: Date;
}

const DAY_MS = 86_400_000;

/**
 * The generations at a moment. They follow from the calendar alone: within a period the answer is always the same, so a
 * preview between two boundaries shows nothing, and no run depends on how many boundaries have passed since the last one.
 * Throws a RangeError for a rotation that would leave no valid key to fall back to, or a moment that is none.
 */
export function keyGenerations(now: Date, { days, retain, generation }: Rotation): KeyGenerations {
    const isCount = (value: number, least: number) => Number.isInteger(value) && value >= least;
    if (!isCount(days, 1) || !isCount(retain, 2) || !isCount(generation, 0) || Number.isNaN(now.getTime())) {
        throw new RangeError("keys rotate in whole days from 1, of which 2 or more stay, at a moment that exists");
    }
    const period = Math.floor(now.getTime() / (days * DAY_MS));
    const active = period + generation;
    return {
        active,
        alive: Array.from({ length: retain }, (_, index) => active - retain + 1 + index),
        until: new Date((period + 1) * days * DAY_MS),
    };
}
