import { LinkRest, Unanswered, type Fields, type RestAccess } from "./kafkaRest";
import type { LagOf } from "./metrics";
import type { End, HalfTarget, LinkTarget } from "./target";

export interface TaskReport {
    readonly name: string;
    readonly state: string;
    readonly errors: readonly string[];
}

export interface HalfReport {
    readonly end: End;
    /** Key of the cluster in the settings. */
    readonly cluster: string;
    readonly clusterId: string;
    /** Why it could not be asked; absent where it could. */
    readonly unasked?: string;
    /** As the service says it, such as ACTIVE; UNKNOWN where it could not be asked. */
    readonly state: string;
    /** Empty for none. */
    readonly error: string;
    readonly tasks: readonly TaskReport[];
}

export interface MirrorReport {
    /** The end that it is on. */
    readonly end: End;
    /** Key of the cluster that it is on. */
    readonly cluster: string;
    /** Its own name; that of its topic with the link's prefix before it. */
    readonly name: string;
    readonly topic: string;
    /** As the service says it, such as ACTIVE; UNKNOWN where it could not be asked. */
    readonly state: string;
    /** Records that the partition which is furthest behind does not have; null where nobody knows. */
    readonly lag: number | null;
    /** The same of each partition; empty where nobody knows. */
    readonly lags: readonly number[];
    /** When its state last changed, in ISO 8601; null where nobody knows. */
    readonly since: string | null;
    readonly errors: readonly string[];
}

export interface LinkReport {
    readonly key: string;
    readonly name: string;
    readonly mode: string;
    readonly halves: readonly HalfReport[];
    readonly mirrors: readonly MirrorReport[];
}

/** How each cluster is asked, and what else knows how far mirrors are behind. */
export interface Access {
    readonly rest: (cluster: string) => Promise<RestAccess>;
    /** Undefined where there is no key to the Metrics API. */
    readonly metrics: ((clusterId: string) => Promise<LagOf>) | undefined;
}

export const UNKNOWN_STATE = "UNKNOWN";

/** Asks both ends of a link. A cluster that does not answer is told in its half, and keeps no other from being asked. */
export async function surveyLink(link: LinkTarget, access: Access): Promise<LinkReport> {
    const ends = await Promise.all(link.halves.map((half) => surveyHalf(link, half, access)));
    return {
        key: link.key,
        name: link.name,
        mode: link.mode,
        halves: ends.map(({ half }) => half),
        mirrors: ends.flatMap(({ mirrors }) => mirrors),
    };
}

interface Surveyed {
    readonly half: HalfReport;
    readonly mirrors: readonly MirrorReport[];
}

async function surveyHalf(link: LinkTarget, half: HalfTarget, access: Access): Promise<Surveyed> {
    const { end, cluster, clusterId } = half;
    try {
        const rest = new LinkRest(half, link.name, await access.rest(cluster));
        const found = await rest.link();
        const mirrors = half.holdsMirrors ? await askMirrors(rest, half) : [];
        const told = { state: textOf(found.link_state), error: errorOf(found), tasks: tasksOf(found.tasks) };
        return { half: { end, cluster, clusterId, ...told }, mirrors };
    } catch (error) {
        if (!(error instanceof Unanswered)) {
            throw error;
        }
        const unasked = { unasked: error.message, state: UNKNOWN_STATE, error: "", tasks: [] };
        return { half: { end, cluster, clusterId, ...unasked }, mirrors: await unaskedMirrors(link, half, access) };
    }
}

/** The mirrors of a half as they are now. */
export async function askMirrors(rest: LinkRest, half: HalfTarget): Promise<MirrorReport[]> {
    const mirrors: MirrorReport[] = [];
    for (const listed of await rest.mirrors()) {
        const state = textOf(listed.mirror_status);
        // The list leaves out what went wrong.
        const whole = QUIET.includes(state) ? listed : await rest.mirror(textOf(listed.mirror_topic_name));
        mirrors.push(mirrorReport(whole, half));
    }
    return mirrors;
}

const QUIET = ["ACTIVE", "PAUSED", "STOPPED"];
const NO_ERROR = "NO_ERROR";

function mirrorReport(found: Fields, { end, cluster }: HalfTarget): MirrorReport {
    const { mirror_lags: lagList, state_time_ms: changed } = found;
    const lags = (Array.isArray(lagList) ? (lagList as Fields[]) : []).flatMap(({ lag }) =>
        typeof lag === "number" ? [lag] : [],
    );
    return {
        end,
        cluster,
        name: textOf(found.mirror_topic_name),
        topic: textOf(found.source_topic_name),
        state: textOf(found.mirror_status),
        lag: lags.length === 0 ? null : Math.max(...lags),
        lags,
        since: typeof changed === "number" ? new Date(changed).toISOString() : null,
        errors: [...errorsIn(found.mirror_state_transition_errors), ...wordOf(found.mirror_topic_error)],
    };
}

/** What the stack had made there, with what the Metrics API knows of it. */
async function unaskedMirrors({ name }: LinkTarget, half: HalfTarget, access: Access): Promise<MirrorReport[]> {
    const { end, cluster, clusterId, expected } = half;
    const known = expected.length === 0 ? undefined : await access.metrics?.(clusterId);
    return expected.map((mirror) => {
        const lag = known?.(name, mirror) ?? null;
        const nothing = { state: UNKNOWN_STATE, lags: [], since: null, errors: [] };
        return { end, cluster, name: mirror, topic: mirror, lag, ...nothing };
    });
}

function tasksOf(value: unknown): TaskReport[] {
    const tasks = Array.isArray(value) ? (value as Fields[]) : [];
    return tasks.map(({ task_name: name, state, errors }) => ({
        name: textOf(name),
        state: textOf(state),
        errors: errorsIn(errors),
    }));
}

function errorsIn(value: unknown): string[] {
    const errors = Array.isArray(value) ? (value as Fields[]) : [];
    return errors.map(({ error_code: code, error_message: message }) => `${textOf(code)}: ${textOf(message)}`);
}

function errorOf({ link_error: error, link_error_message: message }: Fields): string {
    const [code, detail] = [wordOf(error)[0], wordOf(message)[0]];
    return code === undefined ? "" : detail === undefined ? code : `${code}: ${detail}`;
}

function wordOf(value: unknown): string[] {
    return typeof value === "string" && value !== "" && value !== NO_ERROR ? [value] : [];
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : UNKNOWN_STATE;
}
