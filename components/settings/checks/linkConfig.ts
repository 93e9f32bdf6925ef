import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftConfigEntry, DraftLink, DraftLinkConfig } from "../draft";
import * as keys from "../linkConfigKeys";

/** A pattern of names as Kafka's filters write it; LITERAL "*" stands for all. */
interface Pattern {
    readonly name: string;
    readonly isPrefix: boolean;
}

/** Link configuration that the service refuses, or accepts and then leaves in error. */
export function checkLinkConfig({ links }: Draft): Problem[] {
    const all = [...(links?.values() ?? [])];
    return all.flatMap((link) => [
        ...[link.config.source, link.config.destination].flatMap((half) => halfProblems(half, link)),
        ...aclSyncBothWays(link),
        ...autoCreateBothWays(link),
        ...noWayBack(link),
        ...chainedAutoCreation(link, all),
    ]);
}

function halfProblems(half: DraftLinkConfig, link: DraftLink): Problem[] {
    return [
        ...badEntries(half),
        ...half.twice.map(statedTwice),
        ...keys.FILTERED_SYNCS.flatMap((sync) => missingFilters(half, sync)),
        ...(link.mode?.value === "bidirectional" ? groupPrefix(half) : []),
        ...aclSyncWithPrefix(half),
    ];
}

function badEntries({ entries }: DraftLinkConfig): Problem[] {
    return [...entries].flatMap(([key, { value, path }]) => {
        const rule = keys.LINK_CONFIG.get(key);
        if (rule === undefined) {
            const known = [...keys.LINK_CONFIG.keys()];
            const fix = `Rename it to "${nearest(key, known) ?? ""}", the nearest known key, or remove it.`;
            return [
                problem({ path, given: `the unknown key ${show(key)}`, allowed: `the keys ${known.join(", ")}`, fix }),
            ];
        }
        return rule.accepts(value)
            ? []
            : [problem({ path, given: show(value), allowed: rule.allowed, fix: "Replace the value." })];
    });
}

/** What a setting states is told of under the setting's own name, with its own way out. */
function given({ setting, value }: DraftConfigEntry): string {
    return setting ?? show(value);
}

function statedTwice({ path, value, setting = "" }: DraftConfigEntry): Problem {
    return problem({
        path,
        given: show(value),
        allowed: `the key in one place; ${setting} states it`,
        fix: `Remove the key here, or the setting ${setting}.`,
    });
}

function missingFilters(half: DraftLinkConfig, sync: keys.FilteredSync): Problem[] {
    const filters = half.entries.get(sync.filters)?.value ?? "";
    const enable = half.entries.get(sync.enable);
    // Filters that cannot be read are told of already.
    const hasFilters = filters !== "" && keys.filterList(filters, sync)?.length !== 0;
    if (enable?.value !== "true" || hasFilters) {
        return [];
    }
    return [
        problem({
            path: enable.path,
            given: `"true" without ${sync.filters}`,
            allowed: `"true" together with ${sync.filters} of at least one filter`,
            fix: `Add ${sync.filters}: '{"${sync.list}":[${sync.example}]}', or set this to "false".`,
        }),
    ];
}

function groupPrefix({ entries }: DraftLinkConfig): Problem[] {
    const prefix = entries.get(keys.GROUP_PREFIX_KEY);
    if (prefix?.value !== "true") {
        return [];
    }
    return [
        problem({
            path: prefix.path,
            given: `${given(prefix)} on a bidirectional link`,
            allowed: '"false": a bidirectional link cannot prefix consumer groups',
            fix: prefix.setting === undefined ? "Remove the key." : "Remove the setting.",
        }),
    ];
}

function aclSyncWithPrefix({ entries }: DraftLinkConfig): Problem[] {
    const [sync, prefix] = [entries.get(keys.ACL_SYNC.enable), entries.get(keys.PREFIX_KEY)];
    if (sync?.value !== "true" || prefix === undefined) {
        return [];
    }
    const called = prefix.setting ?? keys.PREFIX_KEY;
    const off = sync.setting === undefined ? 'set this to "false"' : "remove this";
    return [
        problem({
            path: sync.path,
            given: `${given(sync)} together with ${called}`,
            allowed: "one of the two: ACLs cannot be copied to renamed topics",
            fix: `Remove ${called}, or ${off} and declare the ACLs on both clusters.`,
        }),
    ];
}

/** Each half removes ACLs that match its filters and are not on the other cluster. */
function aclSyncBothWays({ config }: DraftLink): Problem[] {
    const [source, destination] = [config.source, config.destination].map(({ entries }) =>
        entries.get(keys.ACL_SYNC.enable),
    );
    if (source?.value !== "true" || destination?.value !== "true") {
        return [];
    }
    return [
        problem({
            path: destination.path,
            given: `${given(destination)} on both halves`,
            allowed: `${given(destination)} on one half: each removes ACLs that the other cluster does not have`,
            fix: "Choose the cluster whose ACLs count, and copy them from there.",
        }),
    ];
}

/** Without a prefix, a topic that both halves would mirror has no side left on which it is written. */
function autoCreateBothWays({ config }: DraftLink): Problem[] {
    const halves = [config.source, config.destination];
    if (halves.some(({ entries }) => entries.has(keys.PREFIX_KEY))) {
        return [];
    }
    const [source, destination] = halves.map(autoCreated);
    if (source === undefined || destination === undefined) {
        return [];
    }
    const excluded = [...source.exclude, ...destination.exclude];
    const shared = source.include
        .flatMap((left) => destination.include.flatMap((right) => common(left, right) ?? []))
        .find((pattern) => !excluded.some((filter) => covers(filter, pattern)));
    if (shared === undefined) {
        return [];
    }
    return [
        problem({
            path: config.destination.entries.get(keys.AUTO_CREATE.filters)?.path ?? "",
            given: `filters on both halves that match ${shared.isPrefix ? "names starting with " : ""}${show(shared.name)}`,
            allowed: "filters that share no name: one name is mirrored one way",
            fix: "Give the two halves prefixes of their own, such as east. and west., or exclude what they share.",
        }),
    ];
}

function noWayBack({ mode, wayBack }: DraftLink): Problem[] {
    if (wayBack === undefined || mode === undefined || mode.value === "bidirectional") {
        return [];
    }
    return [
        problem({
            path: wayBack,
            given: `settings of the way back on a ${mode.value} link`,
            allowed: "fromSource alone: such a link moves data one way",
            fix: "Remove fromDestination, or make the link bidirectional.",
        }),
    ];
}

/** One direction of a link in which the service makes the mirrors, and the clusters it leads from and to. */
interface AutoCreation {
    readonly from: string | undefined;
    readonly onto: string | undefined;
    readonly enable: DraftConfigEntry;
    readonly hasPrefix: boolean;
}

/** Mirrors that the service makes of mirrors that it made: with a prefix on the way that is not supported. */
function chainedAutoCreation(link: DraftLink, all: readonly DraftLink[]): Problem[] {
    const earlier = all.flatMap(autoCreations);
    return autoCreations(link).flatMap(({ from, onto, enable, hasPrefix }) => {
        const before = earlier.find(
            (hop) => hop.onto === from && hop.from !== onto && (hop.hasPrefix || hasPrefix) && hop.enable !== enable,
        );
        if (before === undefined) {
            return [];
        }
        return [
            problem({
                path: enable.path,
                given: `${given(enable)} for topics of ${from ?? ""}, where ${before.enable.path} makes mirrors already`,
                allowed: "a chain of links that make mirrors only without a prefix",
                fix: "Remove the prefix, or name the topics of one of the two links under mirrorTopics.",
            }),
        ];
    });
}

function autoCreations({ source, destination, config }: DraftLink): AutoCreation[] {
    const [one, other] = [source?.value, destination?.value];
    const ways = [
        { from: one, onto: other, entries: config.destination.entries },
        { from: other, onto: one, entries: config.source.entries },
    ];
    return ways.flatMap(({ from, onto, entries }) => {
        const enable = entries.get(keys.AUTO_CREATE.enable);
        const hasPrefix = entries.has(keys.PREFIX_KEY);
        return enable?.value === "true" ? [{ from, onto, enable, hasPrefix }] : [];
    });
}

function autoCreated({ entries }: DraftLinkConfig): { include: Pattern[]; exclude: Pattern[] } | undefined {
    if (entries.get(keys.AUTO_CREATE.enable)?.value !== "true") {
        return undefined;
    }
    const filters = keys.filterList(entries.get(keys.AUTO_CREATE.filters)?.value ?? "", keys.AUTO_CREATE) ?? [];
    const patterns = (type: string) =>
        filters
            .filter((filter) => filter.filterType === type)
            .map((filter) => ({ name: String(filter.name), isPrefix: filter.patternType === "PREFIXED" }));
    return { include: patterns("INCLUDE"), exclude: patterns("EXCLUDE") };
}

/** The narrower of two patterns where one covers the other; two prefixes or names share nothing otherwise. */
function common(left: Pattern, right: Pattern): Pattern | undefined {
    if (covers(left, right)) {
        return right;
    }
    return covers(right, left) ? left : undefined;
}

function covers(outer: Pattern, inner: Pattern): boolean {
    if (outer.name === "*" && !outer.isPrefix) {
        return true;
    }
    const innerIsAll = inner.name === "*" && !inner.isPrefix;
    if (innerIsAll) {
        return false;
    }
    return outer.isPrefix ? inner.name.startsWith(outer.name) : !inner.isPrefix && inner.name === outer.name;
}
