import type { Simulated } from "./simulated";

const DAY_MS = 86_400_000;

/** Days after which keys change where a stack names none. */
const USUAL_DAYS = 30;

/** A moment in a period of keys: its generation, and how much of the period has passed. */
export function momentOf(generation: number, passed: number, days = USUAL_DAYS): string {
    return new Date((generation + passed) * days * DAY_MS).toISOString();
}

/** A stack whose keys rotate, in the middle of the period of a generation. */
export function inPeriod(stack: Simulated, generation: number): Simulated {
    return stack.configure((settings) => {
        const { days = USUAL_DAYS } = settings.rotation ?? {};
        settings.rotation = { ...settings.rotation, days, asOf: momentOf(generation, 0.5, days) };
    });
}
