import { advice, judge, RULES, type Change } from "./states";
import { isMeant } from "./status";
import { UNKNOWN_STATE, type LinkReport, type MirrorReport } from "./survey";

/** What happens to one mirror. */
export interface Step {
    readonly mirror: MirrorReport;
    readonly effect: string;
}

/** What a change does on one link. */
export interface Plan {
    readonly change: Change;
    /** Key of the link. */
    readonly link: string;
    readonly steps: readonly Step[];
    /** Mirrors that the change would bring nothing new. */
    readonly done: readonly MirrorReport[];
    /** Mirrors that nobody has named, and that the change is not about. */
    readonly passedOver: readonly MirrorReport[];
}

export interface Wanted {
    readonly change: Change;
    readonly topics: readonly string[] | undefined;
    readonly on: string | undefined;
}

/**
 * What a change does: all that it is for or nothing. Throws an Error that tells of every mirror for which it is not
 * possible, what is, and what to do about it.
 */
export function planOf(link: LinkReport, wanted: Wanted): Plan {
    const { change } = wanted;
    refuseLink(link, wanted);
    refuseUnasked(link, wanted);
    refuseUnknown(link, wanted);
    const found = link.mirrors.filter((mirror) => isMeant(mirror, wanted));
    const meant = found.filter(({ state }) => state !== UNKNOWN_STATE);
    const unknown = found.filter(({ state }) => state === UNKNOWN_STATE);
    const judged = meant.map((mirror) => ({ mirror, ...judge(change, mirror.state, isMirroredBack(link, mirror)) }));
    const of = (kind: string) => judged.filter((one) => one.kind === kind).map(({ mirror }) => mirror);
    const passed = of("passOver").filter((mirror) => !isNamedAlone(mirror, judged, wanted));
    const refused = judged.filter(
        ({ kind, mirror }) => kind === "refuse" || (kind === "passOver" && !passed.includes(mirror)),
    );
    if (refused.length > 0) {
        throw new Error(refused.map(({ mirror }) => refusal(link, mirror, change)).join("\n"));
    }
    const { effect } = RULES[change];
    const steps = of("do").map((mirror) => ({ mirror, effect }));
    return { change, link: link.key, steps, done: of("done"), passedOver: [...passed, ...unknown] };
}

/** Whether somebody has named the topic, and means this mirror by it: no other of that name is meant. */
function isNamedAlone(
    mirror: MirrorReport,
    judged: readonly { readonly mirror: MirrorReport; readonly kind: string }[],
    { topics }: Wanted,
): boolean {
    const others = judged.filter((other) => other.mirror !== mirror && other.mirror.topic === mirror.topic);
    return topics !== undefined && others.every(({ kind }) => kind === "passOver");
}

/** Whether the topic that a mirror comes from is by now a mirror of it. */
function isMirroredBack({ mirrors }: LinkReport, { end, name, topic }: MirrorReport): boolean {
    return mirrors.some(
        (other) => other.end !== end && other.topic === name && other.name === topic && other.state !== "STOPPED",
    );
}

function refusal({ key }: LinkReport, { name, cluster, state }: MirrorReport, change: Change): string {
    return [
        `mirror ${name} of link ${key} on ${cluster}: ${change} is not possible`,
        `    given:   ${state}`,
        `    allowed: ${RULES[change].from.join(", ")}`,
        `    fix:     ${advice(change, state)}`,
    ].join("\n");
}

function refuseLink({ key, mode, mirrors }: LinkReport, { change }: Wanted): void {
    if (RULES[change].exchanges !== true) {
        return;
    }
    if (mode !== "bidirectional") {
        throw new Error(
            `link ${key} is ${mode}; allowed: bidirectional. ${change} exchanges the ends, which a one-way link cannot: ` +
                "use promote or failover.",
        );
    }
    const renamed = mirrors.find(({ name, topic }) => name !== topic);
    if (renamed !== undefined) {
        throw new Error(
            `link ${key} gives its mirrors a prefix (${renamed.topic} is ${renamed.name}); allowed: a link without one. ` +
                "Use promote or failover.",
        );
    }
}

/** Only the end that holds the mirrors has to answer: failing over is for when the other does not. */
function refuseUnasked({ halves }: LinkReport, { change, on }: Wanted): void {
    const clusters = halves.map(({ cluster }) => cluster);
    if (on !== undefined && !clusters.includes(on)) {
        throw new Error(`--on is ${JSON.stringify(on)}; allowed: ${clusters.join(", ")}.`);
    }
    const needsBoth = RULES[change].exchanges === true;
    const silent = halves.filter(
        ({ cluster, unasked }) => unasked !== undefined && (needsBoth || on === undefined || on === cluster),
    );
    // With one end that answers, the other's mirrors are not meant unless they are asked for.
    if (silent.length > 0 && (needsBoth || on !== undefined || silent.length === halves.length)) {
        throw new Unreached(silent.map(({ unasked }) => unasked).join("\n"));
    }
}

/** The clusters that hold the mirrors could not be asked. */
export class Unreached extends Error {}

function refuseUnknown({ key, mirrors }: LinkReport, { topics = [], on }: Wanted): void {
    const there = mirrors.filter(
        ({ cluster, state }) => state !== UNKNOWN_STATE && (on === undefined || on === cluster),
    );
    const names = there.flatMap(({ name, topic }) => [name, topic]);
    const unknown = topics.filter((topic) => !names.includes(topic));
    if (unknown.length > 0) {
        const allowed = [...new Set(there.map(({ name }) => name))].join(", ");
        const where = on === undefined ? "" : ` on ${on}`;
        throw new Error(
            `--topics names ${unknown.join(", ")}, of which link ${key} has no mirror${where}; ` +
                `allowed: ${allowed === "" ? "none, it has no mirrors" : allowed}.`,
        );
    }
}
