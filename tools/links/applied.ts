import { isProps } from "../../simulator/provider/values";
import type { SettingsMap } from "./rawSettings";
import type { SettingEdit } from "./settingEdits";

/** The settings with changes made to them, as data. */
export function applied(settings: SettingsMap, edits: readonly SettingEdit[]): SettingsMap {
    return edits.reduce(withEdit, settings);
}

function withEdit(settings: SettingsMap, edit: SettingEdit): SettingsMap {
    if (edit.kind === "undeclare") {
        return changedAt(settings, ["clusters", edit.cluster, "topics"], (topics) =>
            Object.fromEntries(Object.entries(isProps(topics) ? topics : {}).filter(([topic]) => topic !== edit.topic)),
        );
    }
    return changedAt(settings, ["links", edit.link, "mirrorTopics", edit.list], (found) => {
        const entries = Array.isArray(found) ? (found as unknown[]) : [];
        return edit.kind === "adopt"
            ? [...entries, { topic: edit.topic, import: edit.importId }]
            : entries.map((entry) => (topicOf(entry) === edit.topic ? withStatus(entry, edit.status) : entry));
    });
}

function changedAt(map: unknown, path: readonly string[], change: (found: unknown) => unknown): SettingsMap {
    const [key = "", ...rest] = path;
    const fields = isProps(map) ? map : {};
    const found = fields[key];
    return { ...fields, [key]: rest.length === 0 ? change(found) : changedAt(found, rest, change) };
}

/** The topic of an entry in a list of mirrors. */
export function topicOf(entry: unknown): unknown {
    return isProps(entry) ? entry.topic : entry;
}

function withStatus(entry: unknown, status: string | undefined): unknown {
    const fields = Object.entries(isProps(entry) ? entry : { topic: entry }).filter(([key]) => key !== "status");
    return Object.fromEntries([...fields, ...(status === undefined ? [] : [["status", status] as const])]);
}

/** Entries of mirrors with nothing but their topic are the same as the topic's name alone. */
export function normalised(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((item: unknown) => {
            const plain = normalised(item);
            return isProps(plain) && Object.keys(plain).join() === "topic" ? plain.topic : plain;
        });
    }
    return isProps(value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normalised(inner)]))
        : value;
}
