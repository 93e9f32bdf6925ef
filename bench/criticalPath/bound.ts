import { durationOf, type Scenario } from "./durations";
import { GATE, operationsById, type Graph, type Operation } from "./graph";

/** What no order of the same operations can be faster than. */
export interface Bound {
    readonly seconds: number;
    /** Ids of the operations on the longest chain; empty where the workers are the limit. */
    readonly chain: readonly string[];
}

/**
 * The least time that the operations take in any order: the longest chain of what needs each other, with gates that see
 * at once what they wait for and a worker for everybody; or all the work shared among the workers, where that is more.
 */
export function lowerBound(graph: Graph, scenario: Scenario, workers: number): Bound {
    const ends = new Map<string, { readonly end: number; readonly from: string | undefined }>();
    const byId = operationsById(graph);
    const endOf = (id: string): number => {
        const known = ends.get(id);
        if (known !== undefined) {
            return known.end;
        }
        const operation = byId.get(id);
        const found = operation === undefined ? { end: 0, from: undefined } : earliestEnd(operation);
        ends.set(id, found);
        return found.end;
    };
    const earliestEnd = (operation: Operation) => {
        const effects = operation.needs.map((id) => ({ id, time: endOf(id) + syncOf(operation, byId.get(id)) }));
        const last = effects.toSorted((one, other) => other.time - one.time)[0];
        return { end: (last?.time ?? 0) + durationOf(operation, scenario).seconds, from: last?.id };
    };
    const syncOf = (user: Operation, needed: Operation | undefined) =>
        user.kind === GATE && needed !== undefined ? durationOf(needed, scenario).syncSeconds : 0;
    const last = graph.map(({ id }) => ({ id, end: endOf(id) })).toSorted((one, other) => other.end - one.end)[0];
    const work = graph.reduce((sum, operation) => sum + durationOf(operation, scenario).seconds, 0) / workers;
    if (last === undefined || work > last.end) {
        return { seconds: work, chain: [] };
    }
    const path: string[] = [];
    for (let id: string | undefined = last.id; id !== undefined; id = ends.get(id)?.from) {
        path.unshift(id);
    }
    return { seconds: last.end, chain: path };
}
