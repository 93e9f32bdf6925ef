import type { HalfReport, LinkReport, MirrorReport } from "../../../../tools/links/survey";
import type { LinkTarget } from "../../../../tools/links/target";

/** A link between `a` (source) and `b` (destination), both ways. */
export function linkTarget(changes: Partial<LinkTarget> = {}): LinkTarget {
    const half = (end: "source" | "destination", cluster: string) => ({
        end,
        cluster,
        clusterId: `lkc-${cluster}`,
        restEndpoint: `http://${cluster}.invalid`,
        holdsMirrors: true,
        expected: [],
    });
    const halves = [half("source", "a"), half("destination", "b")];
    return { key: "ab", name: "ab", mode: "bidirectional", halves, ...changes };
}

/** A mirror on `b` of a topic on `a`. */
export function mirror(changes: Partial<MirrorReport> = {}): MirrorReport {
    const of = { end: "destination", cluster: "b", name: "orders", topic: "orders" } as const;
    return { ...of, state: "ACTIVE", lag: 0, lags: [0], since: null, errors: [], ...changes };
}

export function half(changes: Partial<HalfReport> = {}): HalfReport {
    return { end: "destination", cluster: "b", clusterId: "lkc-b", state: "ACTIVE", error: "", tasks: [], ...changes };
}

export function linkReport(mirrors: readonly MirrorReport[], changes: Partial<LinkReport> = {}): LinkReport {
    const halves = [half({ end: "source", cluster: "a", clusterId: "lkc-a" }), half()];
    return { key: "ab", name: "ab", mode: "bidirectional", halves, mirrors, ...changes };
}
