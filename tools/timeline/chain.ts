import type { Recorded } from "../../simulator/engine/stateFile";
import type { TimedRun, TimedStep } from "../../simulator/engine/timing";

/** A step of the chain that a run could not be shorter than, and how long it waited after the one before. */
export interface ChainLink {
    readonly step: TimedStep;
    /** Milliseconds between the end of the step before (for the first: the begin of the run) and its own begin. */
    readonly waited: number;
}

/**
 * The steps that decided how long the run took: from the one that ended last back to what it waited for longest, and so
 * on. Empty where the run has no steps. What a deletion waited for is not known: the state no longer tells.
 */
export function criticalChain({ steps }: TimedRun, resources: readonly Recorded[]): ChainLink[] {
    const awaited = awaitedBy(steps, resources);
    const chain: ChainLink[] = [];
    let step = latest(steps);
    while (step !== undefined) {
        const before = latest(awaited(step));
        chain.unshift({ step, waited: Math.max(0, step.started - (before?.ended ?? 0)) });
        step = before;
    }
    return chain;
}

function latest(steps: readonly TimedStep[]): TimedStep | undefined {
    return steps.reduce<TimedStep | undefined>(
        (found, step) => (found === undefined || step.ended > found.ended ? step : found),
        undefined,
    );
}

/** The steps that a step had to wait for, straight or by way of resources that this run did not touch. */
function awaitedBy(steps: readonly TimedStep[], resources: readonly Recorded[]) {
    const byUrn = new Map(resources.map((resource) => [resource.urn ?? "", resource]));
    const stepsOf = new Map<string, TimedStep[]>();
    for (const step of steps) {
        stepsOf.set(step.urn, [...(stepsOf.get(step.urn) ?? []), step]);
    }
    return (step: TimedStep): TimedStep[] => {
        const seen = new Set([step.urn]);
        const open = isDeletion(step) ? [] : urnsOf(byUrn.get(step.urn));
        const found = earlierOnSame(stepsOf.get(step.urn) ?? [], step);
        for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
            if (!seen.has(urn)) {
                seen.add(urn);
                const own = (stepsOf.get(urn) ?? []).filter((each) => !isDeletion(each));
                found.push(...own);
                open.push(...(own.length === 0 ? urnsOf(byUrn.get(urn)) : []));
            }
        }
        // An order that the times contradict comes from a later run than the times.
        return found.filter(({ started }) => started < step.started);
    };
}

/** A replacement is two steps on one resource. */
function earlierOnSame(own: readonly TimedStep[], step: TimedStep): TimedStep[] {
    return own.filter((each) => each !== step && each.ended <= step.started);
}

function isDeletion({ op }: TimedStep): boolean {
    return op.startsWith("delete");
}

function urnsOf(resource: Recorded | undefined): string[] {
    const named = Object.values(resource?.propertyDependencies ?? {}).flatMap((urns) => urns ?? []);
    const parent = resource?.parent === undefined ? [] : [resource.parent];
    return [...(resource?.dependencies ?? []), ...named, ...parent];
}
