import { className } from "../../simulator/engine/urns";
import type { Case } from "./matrix";

/**
 * As if nothing had happened; the same after a refresh; stopped by what half a destroy has left, by name, and gone after
 * the next destroy; the same once somebody lent a hand; or none of these.
 */
export const OUTCOMES = ["passed", "refreshed", "named", "hand", "failed"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What became of one case. */
export interface Verdict {
    readonly outcome: Outcome;
    /** Why it is not simply passed. */
    readonly why?: string;
    /** What nobody knows of, by the selectors of `change`. */
    readonly orphans?: readonly string[];
}

/** A case that did not end as it has to. */
export class Unexpected extends Error {}

/**
 * Whether these orphans are the fault's own: a refused request leaves none, a lost answer the one object of that
 * request, and a killed run whatever was under way with it.
 */
export function areOfFault(orphans: readonly string[], { kind, verb }: Case): boolean {
    // A mirror and its topic are one object with two faces.
    const ids = new Set(orphans.map((selector) => selector.slice(selector.indexOf("/") + 1)));
    return kind === "stop" || ids.size <= (kind === "lose" && verb === "create" ? 1 : 0);
}

/** The words of services, and of the provider, for an object that is in the way of one to be made. */
export const TAKEN =
    /already (?:exists?|associated|has|scheduled)|exists already|Duplicate|Conflict|in use|AlreadyExists/i;

/**
 * The verdict on a case that reached its end, given what had to be deleted by hand, what stopped the next run, and what
 * stopped it until a refresh.
 */
export function verdictOf(
    played: Case,
    orphans: readonly string[],
    stopped: string | undefined,
    refreshed: string | undefined,
): Verdict {
    if (played.phase === "restore" && stopped !== undefined) {
        return { outcome: "named", why: stopped };
    }
    if (orphans.length > 0 || stopped !== undefined) {
        const unknown = `nobody knows what ${played.verb} of ${className(played.type)} ${played.name} made`;
        return { outcome: "hand", why: stopped ?? unknown, orphans };
    }
    return refreshed === undefined ? { outcome: "passed" } : { outcome: "refreshed", why: refreshed };
}
