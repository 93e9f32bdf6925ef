/** Numbers from 0 to 1 that look random and are always the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
    let state = seed | 0;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        const first = Math.imul(state ^ (state >>> 15), 1 | state);
        const second = (first + Math.imul(first ^ (first >>> 7), 61 | first)) ^ first;
        return ((second ^ (second >>> 14)) >>> 0) / 4294967296;
    };
}
