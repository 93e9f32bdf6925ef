import { distance } from "fastest-levenshtein";

/**
 * The candidate that shares most with the word: with the fewest changed letters for its length, the earlier one
 * of equals; undefined when there is none.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
    const scored = candidates.map((candidate) => ({ candidate, score: score(word, candidate) }));
    return scored.reduce<(typeof scored)[number] | undefined>(
        (best, next) => (best === undefined || next.score < best.score ? next : best),
        undefined,
    )?.candidate;
}

/** 0 for equals. Without regard to length, a very short key would be near to everything. */
function score(word: string, candidate: string): number {
    const length = Math.max(word.length, candidate.length, 1);
    // A slip of the shift key is no slip of the word.
    return distance(word.toLowerCase(), candidate.toLowerCase()) / length;
}
