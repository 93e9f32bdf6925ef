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
    /** What the figure counts: seconds, or nothing for a ratio. */
    readonly unit: "s" | "";
}

/** How many times as long one thing takes as another, by their medians. */
export function ratioOfMedians(name: string, of: Measurement, to: Measurement, target?: number): Comparison {
    const value = of.seconds.median / to.seconds.median;
    return { name, value, unit: "", ...(target === undefined ? {} : { target }) };
}
