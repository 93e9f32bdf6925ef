import type { Drift, DriftKind } from "./drift";

/** What a check came to. */
export interface CheckResult {
    readonly stack: string;
    readonly result: "none" | "drift" | "unchecked";
    /** Why it could not be checked. */
    readonly reason?: string;
    readonly drifts: readonly Drift[];
    /** Since when keys wait to be replaced, which shows as drift too. */
    readonly keysDueSince?: string;
}

/** A stack that could not be checked, and why. */
export function unchecked(stack: string, reason: string): CheckResult {
    return { stack, result: "unchecked", reason, drifts: [] };
}

/** A stack that was checked, by its outputs. */
export function checked(
    stack: string,
    drifts: readonly Drift[],
    { keysRotateAt }: Readonly<Record<string, unknown>>,
    now = new Date(),
): CheckResult {
    const isDue = typeof keysRotateAt === "string" && new Date(keysRotateAt) <= now;
    return {
        stack,
        result: drifts.length === 0 ? "none" : "drift",
        drifts,
        ...(isDue ? { keysDueSince: keysRotateAt } : {}),
    };
}

/** Exit status of the command: nothing differs, something does, it could not be told. */
export function exitStatus({ result }: CheckResult): 0 | 1 | 2 {
    return ({ none: 0, drift: 1, unchecked: 2 } as const)[result];
}

const TITLES: Readonly<Record<DriftKind, string>> = {
    missing: "Missing: configured, and not there",
    changed: "Changed: not as configured",
    extra: "Extra: there, and not configured (any more)",
    follows: "To follow: nothing is wrong with them, but mending the others changes them",
};

/** The report for people, a line per entry. */
export function reportLines({ stack, result, reason, drifts, keysDueSince }: CheckResult): string[] {
    switch (result) {
        case "unchecked":
            return [`Stack ${stack} could not be checked: ${reason ?? "no reason is known"}`];
        case "none":
            return [`Stack ${stack}: everything is as configured.`];
        case "drift": {
            const own = drifts.filter(({ kind }) => kind !== "follows").length;
            const kinds = [...new Set(drifts.map(({ kind }) => kind))];
            return [
                `Stack ${stack}: ${own === 1 ? "1 object is" : `${own} objects are`} not as configured.`,
                ...(keysDueSince === undefined
                    ? []
                    : [
                          `Keys have been due since ${keysDueSince}: what is told of keys and secrets may be no more than that.`,
                      ]),
                ...kinds.flatMap((kind) => section(kind, drifts)),
                "",
                "An `up --refresh` of what is configured now mends all of it. Where the change was meant, configure it.",
            ];
        }
    }
}

function section(kind: DriftKind, drifts: readonly Drift[]): string[] {
    const own = drifts.filter((drift) => drift.kind === kind);
    return ["", TITLES[kind], ...own.flatMap((drift) => objectLines(drift))];
}

function objectLines({ kind, type, name, replaced, attributes }: Drift): string[] {
    const shown = kind === "follows" ? [] : attributes;
    return [
        `  ${type} ${name}${replaced ? " (can only be made anew)" : ""}`,
        ...shown.map(
            ({ attribute, configured, found }) =>
                `    ${attribute}: configured ${configured ?? "(none)"}, found ${found ?? "(none)"}`,
        ),
    ];
}
