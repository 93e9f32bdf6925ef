/** What can be done to mirrors. */
export const CHANGES = ["failover", "promote", "pause", "resume", "reverse", "restore"] as const;
export type Change = (typeof CHANGES)[number];

/** The states in which the service reports a mirror. */
export const MIRROR_STATES = [
    "ACTIVE",
    "PAUSED",
    "STOPPED",
    "FAILED",
    "SOURCE_UNAVAILABLE",
    "LINK_FAILED",
    "LINK_PAUSED",
    "PENDING_STOPPED",
    "PENDING_MIRROR",
    "PENDING_SYNCHRONIZE",
    "PENDING_SETUP_FOR_RESTORE",
    "PENDING_RESTORE",
] as const;

interface Rule {
    /** The verb in the path of the request. */
    readonly path: string;
    /** States of a mirror from which this is possible. */
    readonly from: readonly string[];
    /** The state in which it has been done. */
    readonly done: string;
    /** Whether the mirror and its topic exchange their roles, so that a mirror at the other end belongs to it. */
    readonly exchanges?: boolean;
    /** States that are no mistake where nobody has named the topic: such a mirror is not meant. */
    readonly notMeant: readonly string[];
    readonly effect: string;
}

/**
 * What is possible from where. Promotion waits for the source, so that a mirror without one cannot be promoted; a failover
 * never waits, and ends a promotion that hangs. A state that is not here is left to whatever it is becoming.
 */
export const RULES: Readonly<Record<Change, Rule>> = {
    failover: {
        path: "failover",
        from: ["ACTIVE", "PAUSED", "FAILED", "SOURCE_UNAVAILABLE", "LINK_FAILED", "LINK_PAUSED", "PENDING_STOPPED"],
        done: "STOPPED",
        notMeant: [],
        effect: "becomes an ordinary topic at once; what it does not have yet stays behind",
    },
    promote: {
        path: "promote",
        from: ["ACTIVE", "PAUSED"],
        done: "STOPPED",
        notMeant: [],
        effect: "gets what it does not have yet, and becomes an ordinary topic",
    },
    pause: {
        path: "pause",
        from: ["ACTIVE", "SOURCE_UNAVAILABLE"],
        done: "PAUSED",
        notMeant: ["STOPPED"],
        effect: "gets no records until it is resumed",
    },
    resume: {
        path: "resume",
        from: ["PAUSED"],
        done: "ACTIVE",
        notMeant: ["STOPPED"],
        effect: "gets records again",
    },
    reverse: {
        path: "reverse-and-start-mirror",
        from: ["ACTIVE"],
        done: "STOPPED",
        exchanges: true,
        notMeant: ["STOPPED"],
        effect: "becomes an ordinary topic, and its source a mirror of it",
    },
    restore: {
        path: "truncate-and-restore",
        from: ["STOPPED"],
        done: "STOPPED",
        exchanges: true,
        notMeant: MIRROR_STATES.filter((state) => state !== "STOPPED"),
        effect: "stays an ordinary topic; its source loses what this one never got, and becomes a mirror of it",
    },
};

/** What a change means for one mirror. */
export type Judgement =
    | { readonly kind: "do" }
    /** There is nothing to be done any more. */
    | { readonly kind: "done" }
    /** Not meant where nobody has named the topic. */
    | { readonly kind: "passOver"; readonly allowed: string }
    | { readonly kind: "refuse"; readonly allowed: string };

/**
 * What a change means for a mirror in a state. `isMirroredBack` says that the topic it comes from is by now a mirror of
 * it.
 */
export function judge(change: Change, state: string, isMirroredBack: boolean): Judgement {
    const { from, done, exchanges = false, notMeant } = RULES[change];
    if (exchanges ? state === done && isMirroredBack : state === done) {
        return { kind: "done" };
    }
    if (from.includes(state)) {
        return { kind: "do" };
    }
    return { kind: notMeant.includes(state) ? "passOver" : "refuse", allowed: from.join(", ") };
}

/** What to do about a mirror that is in no state for a change. */
export function advice(change: Change, state: string): string {
    if (state.startsWith("PENDING_")) {
        return "It is changing: wait, and look at `status`.";
    }
    if (state === "STOPPED") {
        return "It is an ordinary topic by now, and no mirror any more: see docs/runbooks/failback.md.";
    }
    if (change === "promote" || change === "reverse") {
        return state === "PAUSED"
            ? "Resume it first."
            : "Its source does not answer: mend the link, or use failover, which leaves behind what has not come.";
    }
    if (change === "restore") {
        return "It mirrors still: use reverse.";
    }
    return "See what `status` says of its link.";
}
