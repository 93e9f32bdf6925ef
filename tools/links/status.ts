import { UNKNOWN_STATE, type HalfReport, type LinkReport, type MirrorReport } from "./survey";

/** What status finds: everything as it should be, something not, or something that could not be asked. */
export type StatusResult = "healthy" | "trouble" | "unasked";

/** What `status --json` prints. */
export interface StatusDocument {
    readonly stack: string;
    readonly result: StatusResult;
    readonly links: readonly LinkReport[];
    /** One line for each thing that is not as it should be. */
    readonly troubles: readonly string[];
}

export interface StatusFilter {
    readonly topics: readonly string[] | undefined;
    readonly on: string | undefined;
    readonly maxLag: number | undefined;
}

/** Mirrors that are what somebody wanted, or on their way there. */
const AS_WANTED = [
    "ACTIVE",
    "STOPPED",
    "PENDING_STOPPED",
    "PENDING_MIRROR",
    "PENDING_SYNCHRONIZE",
    "PENDING_SETUP_FOR_RESTORE",
    "PENDING_RESTORE",
];

/** The whole of what was found. A name among `topics` that no mirror has is a trouble: somebody expects it to be there. */
export function statusDocument(stack: string, found: readonly LinkReport[], filter: StatusFilter): StatusDocument {
    const links = found.map((link) => ({ ...link, mirrors: link.mirrors.filter((mirror) => isMeant(mirror, filter)) }));
    const halves = links.flatMap((link) => link.halves.map((half) => ({ link, half })));
    const unasked = halves.flatMap(({ half }) => half.unasked ?? []);
    const troubles = [
        ...new Set(unasked),
        ...halves.flatMap(({ link, half }) => halfTroubles(link, half)),
        ...links.flatMap((link) => link.mirrors.flatMap((mirror) => mirrorTroubles(link, mirror, filter.maxLag))),
        ...missing(links, filter.topics).map((topic) => `topic ${topic}: no such mirror`),
    ];
    return {
        stack,
        result: unasked.length > 0 ? "unasked" : troubles.length > 0 ? "trouble" : "healthy",
        links,
        troubles,
    };
}

/** 0 all is well, 1 something is not, 2 something could not be asked. */
export function statusExit({ result }: StatusDocument): number {
    return { healthy: 0, trouble: 1, unasked: 2 }[result];
}

/** Whether a mirror is among those that are named, by its own name or by that of its topic. */
export function isMeant({ name, topic, cluster }: MirrorReport, { topics, on }: Omit<StatusFilter, "maxLag">): boolean {
    return (
        (topics === undefined || topics.includes(name) || topics.includes(topic)) &&
        (on === undefined || on === cluster)
    );
}

function missing(links: readonly LinkReport[], topics: readonly string[] = []): string[] {
    const names = links.flatMap(({ mirrors }) => mirrors.flatMap(({ name, topic }) => [name, topic]));
    return topics.filter((topic) => !names.includes(topic));
}

function halfTroubles({ key }: LinkReport, { cluster, unasked, state, error, tasks }: HalfReport): string[] {
    const where = `link ${key} on ${cluster}`;
    const failing = tasks.filter((task) => task.state === "IN_ERROR");
    const isWell = unasked !== undefined || (state === "ACTIVE" && error === "");
    return [
        ...(isWell ? [] : [`${where}: ${state}${error === "" ? "" : `, ${error}`}`]),
        ...failing.map(({ name, errors }) => `${where}: task ${name} fails${said(errors)}`),
    ];
}

function mirrorTroubles({ key }: LinkReport, mirror: MirrorReport, maxLag: number | undefined): string[] {
    const { name, cluster, state, lag, errors } = mirror;
    const where = `mirror ${name} of link ${key} on ${cluster}`;
    const isKnown = AS_WANTED.includes(state) || state === UNKNOWN_STATE;
    const isBehind = maxLag !== undefined && state !== "STOPPED" && lag !== null && lag > maxLag;
    return [
        ...(isKnown ? [] : [`${where}: ${state}`]),
        ...(errors.length === 0 ? [] : [`${where}: failed to change${said(errors)}`]),
        ...(isBehind ? [`${where}: ${lag} records behind, more than ${maxLag}`] : []),
    ];
}

function said(errors: readonly string[]): string {
    return errors.length === 0 ? "" : `: ${errors.join("; ")}`;
}
