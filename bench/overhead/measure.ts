import type { Machine } from "../machine";
import { summarise } from "../statistics";
import { conclude, type Concluded } from "./conclude";
import { committedOverhead, writeOverhead, type PartName } from "./document";
import { Pair, PROGRAMS, type PairSample, type Program } from "./pair";
import { rowName, type Figures, type Row, type StepName } from "./results";
import type { Step } from "./run";
import type { Size } from "./sizes";

/** The parts that are measured at each size. */
type Measured = Exclude<PartName, "startup">;

const COUNTS: Readonly<Record<Size["of"], readonly number[]>> = { topics: [1, 10, 100, 1000], links: [1, 10, 50] };

/** Stacks of that size are measured once: that takes minutes, in which the moods of the machine even out. */
const ONCE_FROM: Readonly<Record<Measured, number>> = { mocks: Infinity, engine: 50 };

const PLANS: Readonly<Record<Measured, readonly { readonly name: StepName; readonly step: Step }[]>> = {
    mocks: [{ name: "registering", step: "register" }],
    // One stack's life, in order.
    engine: [
        { name: "preview", step: "preview" },
        { name: "up", step: "up" },
        { name: "up without a change", step: "up" },
        { name: "refresh", step: "refresh" },
        { name: "destroy", step: "destroy" },
    ],
};

export interface OverheadOptions {
    readonly runs: number;
    /** The most of anything that a stack has. */
    readonly most: number;
    readonly machine: Machine;
}

/**
 * Measures this program against the floor: the same provider resources without components, in the same run, one after
 * the other. Writes the results to their file and their page. Tells which ratios are worse than the committed ones.
 */
export async function measureOverhead(part: Measured, { runs, most, machine }: OverheadOptions): Promise<Concluded> {
    const before = committedOverhead()[part]?.ratios ?? [];
    const sizes = (["topics", "links"] as const)
        .flatMap((of) => COUNTS[of].map((count): Size => ({ of, count })))
        .filter(({ count }) => count <= most)
        .sort((left, right) => left.count - right.count);
    const rows: Row[] = [];
    for (const size of sizes) {
        rows.push(...(await rowsAt(part, size, size.count < ONCE_FROM[part] ? runs : 1)));
        // The largest stacks take an hour: what has been measured until then is kept.
        writeOverhead(part, { machine, runs, rows });
    }
    return conclude(part, { machine, runs, rows }, before);
}

async function rowsAt(part: Measured, size: Size, runs: number): Promise<Row[]> {
    const pair = await Pair.at(size);
    try {
        const samples = PLANS[part].map(({ name }) => ({ name, own: [] as PairSample[], floor: [] as PairSample[] }));
        for (let run = 0; run < runs; run += 1) {
            for (const [index, { step }] of PLANS[part].entries()) {
                for (const program of inTurn(run)) {
                    samples[index]?.[program].push(await pair.run(program, step));
                }
            }
        }
        return samples.map(({ name, own, floor }): Row => {
            console.error(`  ${rowName({ size, step: name })}`);
            const { resources, registrations } = pair;
            const calls = own[0]?.calls ?? {};
            return { size, step: name, resources, registrations, own: figures(own), floor: figures(floor), calls };
        });
    } finally {
        pair.close();
    }
}

/** Each first every other time: what else the machine does falls on both. */
function inTurn(run: number): readonly Program[] {
    return run % 2 === 0 ? PROGRAMS : PROGRAMS.toReversed();
}

function figures(samples: readonly PairSample[]): Figures {
    return {
        seconds: summarise(samples.map(({ seconds }) => seconds)),
        processorSeconds: summarise(samples.map(({ processorSeconds }) => processorSeconds)),
        memoryMiB: summarise(samples.map(({ treeMemoryMiB }) => treeMemoryMiB)),
    };
}
