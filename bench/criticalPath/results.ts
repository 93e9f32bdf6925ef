import { summarise, type Comparison, type Summary } from "../statistics";
import { lowerBound } from "./bound";
import { NOMINAL, SCENARIOS, type Scenario } from "./durations";
import { MIRROR, operationsById, type Graph } from "./graph";
import { chain, makespan, schedule, type Schedule } from "./schedule";

/** How many operations run at a time: Terraform's default, and that of the engine on four cores (four for each). */
export const WORKERS = { terraform: 10, pulumi: 16 } as const;

/** What becomes ready at the same moment goes in no promised order: so many are tried. */
const ORDERS = 101;

/** The graphs that are compared. */
export interface Graphs {
    /** Two private Enterprise clusters, as the reference Terraform makes them. */
    readonly reference: Graph;
    /** The same, as this program makes them. */
    readonly twoEnterprise: Graph;
    /** The dev stack: a private Enterprise cluster and a public Dedicated one. */
    readonly privatePublic: Graph;
}

/** An operation on the chain that sets a time. */
export interface ChainLink {
    readonly id: string;
    readonly start: number;
    readonly end: number;
    /** What it had to wait for last: the operation before, a worker that came free, or that operation to take effect. */
    readonly by: string;
}

/** A graph in one scenario; all times in seconds. */
export interface GraphResult {
    readonly operations: number;
    readonly workers: number;
    readonly makespan: Summary;
    /** Until the first topic is mirrored. */
    readonly firstMirror: Summary;
    readonly lowerBound: number;
    /** What sets the makespan in the middle one of all tried orders. */
    readonly chain: readonly ChainLink[];
    readonly firstMirrorChain: readonly ChainLink[];
    readonly lowerBoundChain: readonly string[];
}

export const TITLES = {
    reference: "reference",
    twoEnterprise: "this program, two Enterprise clusters",
    referenceWithoutConnector: "reference, without its connector",
    twoEnterpriseWithoutConnector: "this program, without the connector",
    privatePublic: "this program, Enterprise and Dedicated",
} as const;
export type ResultName = keyof typeof TITLES;

export type ScenarioResults = Readonly<Record<ResultName, GraphResult>>;

/** By the name of the scenario. */
export type Results = Readonly<Record<string, ScenarioResults>>;

/** Plays all graphs in all scenarios. */
export function criticalPaths(graphs: Graphs): Results {
    return Object.fromEntries(SCENARIOS.map((scenario) => [scenario.name, inScenario(graphs, scenario)]));
}

function inScenario({ reference, twoEnterprise, privatePublic }: Graphs, scenario: Scenario): ScenarioResults {
    const { terraform, pulumi } = WORKERS;
    return {
        reference: played(reference, scenario, terraform),
        twoEnterprise: played(twoEnterprise, scenario, pulumi),
        referenceWithoutConnector: played(withoutKind(reference, "connector"), scenario, terraform),
        twoEnterpriseWithoutConnector: played(withoutKind(twoEnterprise, "connector"), scenario, pulumi),
        privatePublic: played(privatePublic, scenario, pulumi),
    };
}

/** The graph without the operations of a kind; what waited for them waits for what they waited for. */
export function withoutKind(graph: Graph, kind: string): Graph {
    const byId = operationsById(graph);
    const through = (ids: readonly string[], by: "after" | "needs"): string[] =>
        ids.flatMap((id) => {
            const operation = byId.get(id);
            return operation?.kind === kind ? through(operation[by], by) : [id];
        });
    return graph
        .filter((operation) => operation.kind !== kind)
        .map((operation) => ({
            ...operation,
            after: through(operation.after, "after"),
            needs: through(operation.needs, "needs"),
        }));
}

function played(graph: Graph, scenario: Scenario, workers: number): GraphResult {
    const isMirror = new Set(graph.filter(({ kind }) => kind === MIRROR).map(({ id }) => id));
    const runs = Array.from({ length: ORDERS }, (_, order) => {
        const run = schedule(graph, scenario, workers, order);
        const mirrors = [...run.values()].filter(({ id }) => isMirror.has(id));
        const [first] = mirrors.toSorted((one, other) => one.end - other.end);
        return { run, makespan: makespan(run), first, firstMirror: first?.end ?? 0 };
    });
    const [middle] = runs.toSorted((one, other) => one.makespan - other.makespan).slice((ORDERS - 1) / 2);
    const bound = lowerBound(graph, scenario, workers);
    return {
        operations: graph.length,
        workers,
        makespan: rounded(summarise(runs.map((each) => each.makespan))),
        firstMirror: rounded(summarise(runs.map((each) => each.firstMirror))),
        lowerBound: round(bound.seconds),
        chain: middle === undefined ? [] : chainLinks(middle.run),
        firstMirrorChain: middle === undefined ? [] : chainLinks(middle.run, middle.first),
        lowerBoundChain: bound.chain,
    };
}

/** Without what takes no time and waits for nothing: components and the stack itself. */
function chainLinks(run: Schedule, last?: Parameters<typeof chain>[1]): ChainLink[] {
    return chain(run, last)
        .filter(({ start, end }) => end > start)
        .map(({ id, start, end, cause }) => ({ id, start: round(start), end: round(end), by: cause?.by ?? "order" }));
}

function rounded({ minimum, median, maximum }: Summary): Summary {
    return { minimum: round(minimum), median: round(median), maximum: round(maximum) };
}

function round(seconds: number): number {
    return Math.round(seconds * 10) / 10;
}

/** The most that a time may be of the reference's, in the nominal scenario. */
export const TARGET_RATIO = 0.6;
/** The most that a makespan may be of its lower bound. */
export const TARGET_OVER_BOUND = 1.05;

/** All ratios; those that are held against a target have it. */
export function ratios(results: Results): Comparison[] {
    return Object.entries(results).flatMap(([name, scenario]) => {
        const ratio = (what: string, value: number, target: number): Comparison => ({
            name: `${name}: ${what}`,
            value: Math.round(value * 1000) / 1000,
            unit: "",
            ...(name === NOMINAL ? { target } : {}),
        });
        const overBound = ({ makespan: { median }, lowerBound: bound }: GraphResult) => median / bound;
        const { reference, twoEnterprise, referenceWithoutConnector, twoEnterpriseWithoutConnector } = scenario;
        const bare = [twoEnterpriseWithoutConnector, referenceWithoutConnector] as const;
        return [
            ratio("makespan of the reference's", part("makespan", twoEnterprise, reference), TARGET_RATIO),
            ratio(
                "first mirrored topic of the reference's",
                part("firstMirror", twoEnterprise, reference),
                TARGET_RATIO,
            ),
            ratio("makespan without the connector of the reference's", part("makespan", ...bare), TARGET_RATIO),
            ratio("makespan of the lower bound", overBound(twoEnterprise), TARGET_OVER_BOUND),
            ratio("Enterprise and Dedicated of the lower bound", overBound(scenario.privatePublic), TARGET_OVER_BOUND),
        ];
    });
}

function part(time: "makespan" | "firstMirror", own: GraphResult, reference: GraphResult): number {
    return own[time].median / reference[time].median;
}
