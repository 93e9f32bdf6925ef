/** One operation on a cloud, before it is known how long the clouds take. */
export interface Operation {
    readonly id: string;
    /** Its entry in simulator/latencies.json; `sleep` for a pause that a program asks for, `gate` for a gate's look. */
    readonly kind: string;
    /** Whether the provider's own wait is on, where it has one. */
    readonly providerWaits: boolean;
    /** Length of a pause in seconds; 0 for everything else. */
    readonly sleepSeconds: number;
    /** Operations that have to end before this one is begun. */
    readonly after: readonly string[];
    /** Those among them that no order can do without: what it is made from, and what the clouds demand. */
    readonly needs: readonly string[];
}

/** All operations of a first run, from nothing to everything. */
export type Graph = readonly Operation[];

/** The kind of a gate: it ends when everything that it waits for has taken effect. */
export const GATE = "gate";

/** The kind of what makes data flow: the first one to end is the first mirrored topic. */
export const MIRROR = "mirrorTopic";

/** The operation of that id. Throws for an id that the graph does not have. */
export function operationsById(graph: Graph): ReadonlyMap<string, Operation> {
    const found = new Map(graph.map((operation) => [operation.id, operation]));
    const strangers = graph.flatMap(({ after }) => after.filter((id) => !found.has(id)));
    if (found.size !== graph.length || strangers.length > 0) {
        throw new Error(`not a graph: ${graph.length - found.size} ids twice, unknown: ${strangers.join(", ")}`);
    }
    return found;
}
