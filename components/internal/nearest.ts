import { distance } from "fastest-levenshtein";

/** The candidate with the fewest changed letters, the earlier one of equals; undefined when there is none. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    const scored = candidates.map((candidate) => ({
        candidate,
        // A slip of the shift key is no slip of the word.
        score: distance(word.toLowerCase(), candidate.toLowerCase()),
    }));
    return scored.reduce<(typeof scored)[number] | undefined>(
        (best, next) => (best === undefined || next.score < best.score ? next : best),
        undefined,
    )?.candidate;
}
