import type { Parameters } from "fast-check";

/** The same inputs in every run of the suite, so that a failure is the change's own. */
const SEED = 20_260_301;

/**
 * How often and from which seed a property is tried. `FUZZ_SEED` tries other inputs; `FUZZ_FACTOR=100` tries a hundred
 * times as many, for a soak. A failure prints seed and path.
 */
export function fuzz<T>(runs: number): Parameters<T> & { seed: number; numRuns: number } {
    const { FUZZ_SEED, FUZZ_FACTOR } = process.env;
    return { seed: Number(FUZZ_SEED ?? SEED), numRuns: Math.ceil(runs * Number(FUZZ_FACTOR ?? 1)) };
}
