/** The spread of a series of measurements. */
export interface Summary {
    readonly minimum: number;
    readonly median: number;
    readonly maximum: number;
}

/** Minimum, median and maximum of a series; the median of an even number is the mean of the middle two. */
export function summarise(values: readonly number[]): Summary {
    const sorted = values.toSorted((left, right) => left - right);
    const [minimum, maximum] = [sorted.at(0), sorted.at(-1)];
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    if (minimum === undefined || maximum === undefined) {
        throw new Error("nothing was measured");
    }
    return { minimum, median: middle.reduce((sum, value) => sum + value, 0) / middle.length, maximum };
}

/** What one run took. */
export interface Sample {
    /** Wall-clock time. */
    readonly seconds: number;
    /** Peak memory; left out where it cannot be told. */
    readonly memoryMiB?: number;
}

/** All runs of one thing. */
export interface Measurement {
    readonly name: string;
    readonly seconds: Summary;
    /** Peak memory; left out where no run could tell it. */
    readonly memoryMiB?: Summary;
    readonly samples: readonly Sample[];
}

/** Puts the runs of one thing together. */
export function measurement(name: string, samples: readonly Sample[]): Measurement {
    const memory = samples.flatMap(({ memoryMiB }) => (memoryMiB === undefined ? [] : [memoryMiB]));
    return {
        name,
        seconds: summarise(samples.map(({ seconds }) => seconds)),
        ...(memory.length === 0 ? {} : { memoryMiB: summarise(memory) }),
        samples,
    };
}

/** A figure that is held against a target. */
export interface Comparison {
    readonly name: string;
    readonly value: number;
    /** The most that the figure should be. Left out where it only informs. */
    readonly target?: number;
    /** What the figure counts, or nothing for a ratio. */
    readonly unit: "s" | "ms" | "KiB" | "";
}

/**
 * The exponent with which a cost grows, by regression of its logarithm on that of the size: 1 for a cost in proportion,
 * 2 for a quadratic one. Points without a cost say nothing; NaN when fewer than two are left.
 */
export function growth(points: readonly { readonly size: number; readonly cost: number }[]): number {
    const logs = points
        .filter(({ size, cost }) => size > 0 && cost > 0)
        .map(({ size, cost }) => ({ x: Math.log(size), y: Math.log(cost) }));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
    const spread = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
    return logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
