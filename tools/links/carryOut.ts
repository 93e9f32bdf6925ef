import type { Clock } from "../../components/access/waiting";
import { LinkRest, Unanswered, type RestAccess } from "./kafkaRest";
import type { Plan } from "./plan";
import { RULES, type Change } from "./states";
import { askMirrors, type MirrorReport } from "./survey";
import { otherEnd, type End, type HalfTarget, type LinkTarget } from "./target";

/** What has become of a mirror. */
export interface Outcome {
    readonly mirror: MirrorReport;
    /** Why it has not been done; absent where it has. */
    readonly failure?: string;
}

export interface Carrying {
    readonly rest: (cluster: string) => Promise<RestAccess>;
    readonly clock: Clock;
    readonly deadlineMs: number;
    /** Takes what people may want to know meanwhile, a line each. */
    readonly tell: (line: string) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** Asks for what is planned, and waits until it is so. A mirror that fails keeps no other from being changed. */
export async function carryOut(link: LinkTarget, plan: Plan, how: Carrying): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const half of link.halves) {
        const mirrors = plan.steps.map(({ mirror }) => mirror).filter(({ end }) => end === half.end);
        if (mirrors.length > 0) {
            outcomes.push(...(await changeOn(link, half, plan.change, mirrors, how)));
        }
    }
    return outcomes;
}

async function changeOn(
    link: LinkTarget,
    half: HalfTarget,
    change: Change,
    mirrors: readonly MirrorReport[],
    how: Carrying,
): Promise<Outcome[]> {
    // It is the end that gets a mirror which is asked to restore it.
    const asked = change === "restore" ? halfAt(link, otherEnd(half.end)) : half;
    const named = (mirror: MirrorReport) => (change === "restore" ? mirror.topic : mirror.name);
    const refused = await requested(link, asked, change, mirrors.map(named), how);
    const outcomes = mirrors.flatMap((mirror) => {
        const failure = refused.get(named(mirror));
        return failure === undefined ? [] : [{ mirror, failure }];
    });
    const accepted = mirrors.filter((mirror) => !refused.has(named(mirror)));
    return [...outcomes, ...(await awaited(link, half, change, accepted, how))];
}

/** What is said against each; where the request as a whole is refused, or lost, that is said against all. */
async function requested(
    link: LinkTarget,
    half: HalfTarget,
    change: Change,
    names: readonly string[],
    how: Carrying,
): Promise<ReadonlyMap<string, string>> {
    try {
        return await (await restOf(link, half, how)).change(RULES[change].path, names);
    } catch (error) {
        if (!(error instanceof Unanswered)) {
            throw error;
        }
        return new Map(names.map((name) => [name, error.message]));
    }
}

/** Looks again and again, with growing pauses, until all are done, have failed, or the deadline has passed. */
async function awaited(
    link: LinkTarget,
    half: HalfTarget,
    change: Change,
    mirrors: readonly MirrorReport[],
    how: Carrying,
): Promise<Outcome[]> {
    const { clock, deadlineMs, tell } = how;
    const end = clock.now() + deadlineMs;
    const outcomes = new Map<MirrorReport, Outcome>();
    const told = new Map<MirrorReport, string>();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS)) {
        const isLate = clock.now() >= end;
        const look = await looked(link, half, change, how);
        for (const mirror of mirrors.filter((one) => !outcomes.has(one))) {
            const seen = look(mirror);
            if (seen.failure !== undefined || seen.isDone || isLate) {
                const late = `it is still ${seen.state} after ${Math.round(deadlineMs / 1000)} s`;
                const failure = seen.isDone ? undefined : (seen.failure ?? late);
                outcomes.set(mirror, failure === undefined ? { mirror } : { mirror, failure });
            }
            if (told.get(mirror) !== seen.state) {
                told.set(mirror, seen.state);
                tell(`${mirror.name} on ${mirror.cluster}: ${seen.state}`);
            }
        }
        if (outcomes.size === mirrors.length) {
            return [...outcomes.values()];
        }
        await clock.sleep(Math.min(pause, Math.max(0, end - clock.now())));
    }
}

interface Seen {
    readonly state: string;
    readonly isDone: boolean;
    readonly failure?: string;
}

type Look = (mirror: MirrorReport) => Seen;

/** One look at the ends that a change concerns. While one does not answer nothing is known. */
async function looked(link: LinkTarget, half: HalfTarget, change: Change, how: Carrying): Promise<Look> {
    try {
        const own = await askMirrors(await restOf(link, half, how), half);
        if (RULES[change].exchanges !== true) {
            return (mirror) => judged(change, named(own, mirror.name));
        }
        const other = halfAt(link, otherEnd(half.end));
        const theirs = await askMirrors(await restOf(link, other, how), other);
        return (mirror) => exchanged(named(own, mirror.name), named(theirs, mirror.topic));
    } catch (error) {
        if (!(error instanceof Unanswered)) {
            throw error;
        }
        const { message: state } = error;
        return () => ({ state, isDone: false });
    }
}

function judged(change: Change, found: MirrorReport | undefined): Seen {
    const state = found?.state ?? "gone";
    const isDone = state === RULES[change].done;
    const hasFailed = state === "FAILED" && change !== "failover";
    const reason = found === undefined || found.errors.length === 0 ? "it has failed" : found.errors.join("; ");
    return { state, isDone, ...(hasFailed ? { failure: reason } : {}) };
}

/** The old mirror may be forgotten by then; the new one has to run. */
function exchanged(before: MirrorReport | undefined, after: MirrorReport | undefined): Seen {
    const [was, is] = [before?.state ?? "gone", after?.state ?? "not there yet"];
    const isDone = (was === "STOPPED" || was === "gone") && is === "ACTIVE";
    const failure =
        is === "FAILED" ? { failure: `the mirror of it has failed: ${after?.errors.join("; ") ?? ""}` } : {};
    return { state: `${was}, and its mirror ${is}`, isDone, ...failure };
}

function named(mirrors: readonly MirrorReport[], name: string): MirrorReport | undefined {
    return mirrors.find((mirror) => mirror.name === name);
}

function halfAt(link: LinkTarget, end: End): HalfTarget {
    const found = link.halves.find((half) => half.end === end);
    if (found === undefined) {
        throw new Error(`link ${link.key} has no half on its ${end}`);
    }
    return found;
}

async function restOf({ name }: LinkTarget, half: HalfTarget, { rest }: Carrying): Promise<LinkRest> {
    return new LinkRest(half, name, await rest(half.cluster));
}
