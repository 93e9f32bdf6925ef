import { durationOf, gateEnd, type Duration, type Scenario } from "./durations";
import { GATE, operationsById, type Graph, type Operation } from "./graph";
import { randomNumbers } from "./random";

/** Why an operation begins when it does: the last of what it waits for, or a worker that had to come free. */
export interface Cause {
    readonly id: string;
    readonly by: "order" | "worker" | "effect";
}

/** An operation in a run; times in seconds from its start. */
export interface Scheduled {
    readonly id: string;
    readonly start: number;
    readonly end: number;
    readonly cause: Cause | undefined;
}

/** A run: every operation, by id. */
export type Schedule = ReadonlyMap<string, Scheduled>;

interface Waiting {
    readonly operation: Operation;
    readonly ready: number;
    readonly rank: number;
    readonly last: string | undefined;
}

/** State of a run while it is played. */
class Play {
    readonly done = new Map<string, Scheduled>();
    private readonly durations: ReadonlyMap<string, Duration>;
    private readonly ranks: ReadonlyMap<string, number>;
    private readonly users = new Map<string, Operation[]>();
    private readonly open: Map<string, number>;
    private waiting: Waiting[] = [];
    private running: Scheduled[] = [];

    constructor(
        graph: Graph,
        scenario: Scenario,
        private readonly workers: number,
        seed: number,
    ) {
        const random = randomNumbers(seed);
        this.durations = new Map(graph.map((operation) => [operation.id, durationOf(operation, scenario)]));
        this.ranks = new Map(graph.map(({ id }) => [id, random()]));
        this.open = new Map(graph.map(({ id, after }) => [id, new Set(after).size]));
        for (const operation of graph) {
            for (const id of new Set(operation.after)) {
                this.users.set(id, [...(this.users.get(id) ?? []), operation]);
            }
        }
        for (const operation of graph.filter(({ after }) => after.length === 0)) {
            this.enqueue(operation, 0, undefined);
        }
    }

    /** Begins what can be begun, and goes on to the next end; false when there is none. */
    step(now: { time: number; freed: string | undefined }): { time: number; freed: string } | undefined {
        while (this.waiting.length > 0 && this.running.length < this.workers) {
            this.begin(this.take(), now.time, now.freed);
        }
        const next = this.running.reduce<Scheduled | undefined>(
            (first, each) => (first === undefined || each.end < first.end ? each : first),
            undefined,
        );
        if (next === undefined) {
            return undefined;
        }
        this.running = this.running.filter((each) => each !== next);
        this.finish(next);
        return { time: next.end, freed: next.id };
    }

    private take(): Waiting {
        const [first, ...rest] = this.waiting.toSorted(
            (one, other) => one.ready - other.ready || one.rank - other.rank,
        );
        if (first === undefined) {
            throw new Error("nothing waits");
        }
        this.waiting = rest;
        return first;
    }

    private begin({ operation, ready, last }: Waiting, start: number, freed: string | undefined): void {
        const waited = last === undefined ? undefined : ({ id: last, by: "order" } as const);
        const held = start > ready && freed !== undefined ? ({ id: freed, by: "worker" } as const) : waited;
        const { id } = operation;
        const { seconds } = this.duration(id);
        const effect = operation.kind === GATE ? this.lastEffect(operation) : undefined;
        const end = effect === undefined ? start + seconds : gateEnd(start, effect.time);
        const cause = effect !== undefined && effect.time > start ? ({ id: effect.id, by: "effect" } as const) : held;
        this.running.push({ id, start, end, cause });
    }

    /** What a gate waits for that takes effect last. */
    private lastEffect({ after }: Operation): { readonly id: string; readonly time: number } | undefined {
        const effects = after.map((id) => ({ id, time: this.endOf(id) + this.duration(id).syncSeconds }));
        return effects.toSorted((one, other) => other.time - one.time)[0];
    }

    private finish(ended: Scheduled): void {
        this.done.set(ended.id, ended);
        for (const user of this.users.get(ended.id) ?? []) {
            const left = (this.open.get(user.id) ?? 0) - 1;
            this.open.set(user.id, left);
            if (left === 0) {
                this.enqueue(user, ended.end, ended.id);
            }
        }
    }

    /** What takes no time needs no worker either: it has ended as soon as it may begin. */
    private enqueue(operation: Operation, ready: number, last: string | undefined): void {
        if (operation.kind !== GATE && this.duration(operation.id).seconds === 0) {
            const cause = last === undefined ? undefined : ({ id: last, by: "order" } as const);
            this.finish({ id: operation.id, start: ready, end: ready, cause });
            return;
        }
        this.waiting.push({ operation, ready, rank: this.ranks.get(operation.id) ?? 0, last });
    }

    private endOf(id: string): number {
        return this.done.get(id)?.end ?? 0;
    }

    private duration(id: string): Duration {
        return this.durations.get(id) ?? { seconds: 0, syncSeconds: 0 };
    }
}

/**
 * Plays a graph with so many workers: who has waited longest goes first, and what becomes ready at the same moment goes
 * in an order that follows from `seed`, since neither engine promises any. Throws for a graph that goes in circles.
 */
export function schedule(graph: Graph, scenario: Scenario, workers: number, seed = 0): Schedule {
    operationsById(graph);
    const play = new Play(graph, scenario, workers, seed);
    let now: { time: number; freed: string | undefined } | undefined = { time: 0, freed: undefined };
    while (now !== undefined) {
        now = play.step(now);
    }
    if (play.done.size !== graph.length) {
        throw new Error(`${graph.length - play.done.size} operations wait for each other`);
    }
    return play.done;
}

/** When the last operation of a run ends. */
export function makespan(run: Schedule): number {
    return Math.max(0, ...[...run.values()].map(({ end }) => end));
}

/** What sets the end of an operation, or of the whole run: from its first operation to the last. */
export function chain(run: Schedule, last = lastOf(run)): readonly Scheduled[] {
    const found: Scheduled[] = [];
    for (let at = last; at !== undefined; at = at.cause === undefined ? undefined : run.get(at.cause.id)) {
        found.unshift(at);
    }
    return found;
}

function lastOf(run: Schedule): Scheduled | undefined {
    return [...run.values()].reduce<Scheduled | undefined>(
        (last, each) => (last === undefined || each.end > last.end ? each : last),
        undefined,
    );
}
