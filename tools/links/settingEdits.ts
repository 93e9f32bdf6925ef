import type { MirrorStatus } from "../../components/settings/settings";
import { isStopped } from "../../components/settings/topology";
import { isProps } from "../../simulator/provider/values";
import type { SettingsMap } from "./rawSettings";
import { RULES, type Change } from "./states";
import type { MirrorReport } from "./survey";
import { otherEnd, type End, type LinkTarget } from "./target";

export type MirrorList = "fromSource" | "fromDestination";

/** One change of the settings. */
export type SettingEdit =
    /** Says, or no longer says, what a mirror is to become. */
    | {
          readonly kind: "status";
          readonly link: string;
          readonly list: MirrorList;
          readonly topic: string;
          readonly status: MirrorStatus | undefined;
      }
    /** Declares a mirror that is there, to be adopted. */
    | {
          readonly kind: "adopt";
          readonly link: string;
          readonly list: MirrorList;
          readonly topic: string;
          readonly importId: string;
      }
    /** No longer declares a topic, which is a mirror by now. */
    | { readonly kind: "undeclare"; readonly cluster: string; readonly topic: string };

/** The list that declares the mirrors on an end: they come from the other. */
function listOnto(end: End): MirrorList {
    return end === "destination" ? "fromSource" : "fromDestination";
}

/** What the settings have to say after a change of mirrors, and do not say yet. */
export function settingEdits(
    settings: SettingsMap,
    link: LinkTarget,
    change: Change,
    mirrors: readonly MirrorReport[],
): SettingEdit[] {
    return mirrors.flatMap((mirror) => [
        ...statusEdit(settings, link, change, mirror),
        ...(RULES[change].exchanges === true ? exchangeEdits(settings, link, mirror) : []),
    ]);
}

/** Mirrors that the settings do not name: the service has made them, or somebody by hand. */
export function undeclared(
    settings: SettingsMap,
    { key }: LinkTarget,
    mirrors: readonly MirrorReport[],
): readonly MirrorReport[] {
    return mirrors.filter(({ end, topic }) => entryOf(settings, key, listOnto(end), topic) === undefined);
}

const WANTED: Readonly<Record<Change, MirrorStatus | undefined>> = {
    failover: "FAILED_OVER",
    promote: "PROMOTED",
    pause: "PAUSED",
    // A status of ACTIVE would fight with every passing state.
    resume: undefined,
    reverse: "PROMOTED",
    restore: "FAILED_OVER",
};

function statusEdit(settings: SettingsMap, { key }: LinkTarget, change: Change, mirror: MirrorReport): SettingEdit[] {
    const list = listOnto(mirror.end);
    const entry = entryOf(settings, key, list, mirror.topic);
    const wanted = WANTED[change];
    const isSaid =
        entry === undefined ||
        (isStopped(wanted) ? isStopped(entry.status) : entry.status === wanted) ||
        (wanted === undefined && entry.status === "ACTIVE");
    return isSaid ? [] : [{ kind: "status", link: key, list, topic: mirror.topic, status: wanted }];
}

/** The topic that was mirrored is a mirror now, and declared as one instead. */
function exchangeEdits(settings: SettingsMap, link: LinkTarget, { end, name, topic }: MirrorReport): SettingEdit[] {
    const list = listOnto(otherEnd(end));
    const origin = link.halves.find((half) => half.end === otherEnd(end));
    if (origin === undefined) {
        return [];
    }
    const { cluster, clusterId } = origin;
    const entry = entryOf(settings, link.key, list, name);
    const { topics } = isProps(settings.clusters) ? mapAt(settings.clusters, cluster) : {};
    const isDeclared = isProps(topics) && topic in topics;
    return [
        ...(isDeclared ? [{ kind: "undeclare", cluster, topic } as const] : []),
        ...(entry === undefined
            ? [
                  {
                      kind: "adopt",
                      link: link.key,
                      list,
                      topic: name,
                      importId: `${clusterId}/${link.name}/${topic}`,
                  } as const,
              ]
            : []),
        ...(entry !== undefined && isStopped(entry.status)
            ? [{ kind: "status", link: link.key, list, topic: name, status: undefined } as const]
            : []),
    ];
}

interface Entry {
    readonly status: MirrorStatus | undefined;
}

function entryOf({ links }: SettingsMap, key: string, list: MirrorList, topic: string): Entry | undefined {
    const { mirrorTopics } = isProps(links) ? mapAt(links, key) : {};
    const entries = isProps(mirrorTopics) ? mirrorTopics[list] : undefined;
    const found = (Array.isArray(entries) ? (entries as unknown[]) : []).find(
        (entry) => entry === topic || (isProps(entry) && entry.topic === topic),
    );
    if (found === undefined) {
        return undefined;
    }
    return { status: isProps(found) ? (found.status as MirrorStatus | undefined) : undefined };
}

function mapAt(map: SettingsMap, key: string): SettingsMap {
    const found = map[key];
    return isProps(found) ? found : {};
}

/** What to change, for people. */
export function editLines(edits: readonly SettingEdit[]): string[] {
    return edits.map((edit) => {
        switch (edit.kind) {
            case "status": {
                const entry =
                    edit.status === undefined ? edit.topic : `{ topic: ${edit.topic}, status: ${edit.status} }`;
                return `links.${edit.link}.mirrorTopics.${edit.list}: the entry of ${edit.topic} becomes ${entry}`;
            }
            case "adopt":
                return (
                    `links.${edit.link}.mirrorTopics.${edit.list}: ` +
                    `add { topic: ${edit.topic}, import: ${edit.importId} }`
                );
            case "undeclare":
                return `clusters.${edit.cluster}.topics: remove ${edit.topic}`;
        }
    });
}
