import { ACL_SYNC, AUTO_CREATE, GROUP_PREFIX_KEY, OFFSET_SYNC, type FilteredSync } from "./linkConfigKeys";
import { PREFIX_KEY, START_KEY, TOPIC_CONFIG_INCLUDE_KEY, TOPIC_CONFIG_MS_KEY } from "./linkConfigKeys";
import type { DirectionSettings } from "./schema/replication";

/** A key of the link's configuration as a setting states it. */
export interface StatedKey {
    readonly key: string;
    readonly value: string;
    /** Where in the direction's settings it stands, such as `consumerOffsets.groups`. */
    readonly setting: string;
}

/**
 * What the direction's settings state, in the keys of the half that holds the direction. With `replicationDefaults`
 * beneath it, a sync that is left out is switched off in so many words: keys of a link can never be taken away again.
 */
export function statedKeys(settings: DirectionSettings): StatedKey[] {
    const { prefix, mirrorStartOffset: start, topicConfig } = settings;
    return [
        ...(prefix === undefined ? [] : [{ key: PREFIX_KEY, value: prefix, setting: "prefix" }]),
        ...(start === undefined ? [] : [{ key: START_KEY, value: start, setting: "mirrorStartOffset" }]),
        ...offsetKeys(settings),
        ...aclKeys(settings),
        ...autoCreateKeys(settings),
        ...(topicConfig === undefined ? [] : topicConfigKeys(topicConfig)),
    ];
}

/** The keys of a direction whose settings leave everything out, at the service's own values. */
export const replicationDefaults: Readonly<Record<string, string>> = {
    [START_KEY]: "earliest",
    [OFFSET_SYNC.enable]: "false",
    [OFFSET_SYNC.filters]: "",
    "consumer.offset.sync.ms": "30000",
    [ACL_SYNC.enable]: "false",
    [ACL_SYNC.filters]: "",
    "acl.sync.ms": "5000",
    [AUTO_CREATE.enable]: "false",
    [AUTO_CREATE.filters]: "",
    [TOPIC_CONFIG_MS_KEY]: "5000",
};

/** The configuration of a half: what is stated over what is given by key, both over the defaults of a direction. */
export function halfConfig(
    byKey: Readonly<Record<string, string>>,
    settings: DirectionSettings | undefined,
): Record<string, string> {
    if (settings === undefined) {
        return { ...byKey };
    }
    const stated = statedKeys(settings).map(({ key, value }) => [key, value] as const);
    return { ...replicationDefaults, ...byKey, ...Object.fromEntries(stated) };
}

function offsetKeys({ consumerOffsets }: DirectionSettings): StatedKey[] {
    if (consumerOffsets === undefined) {
        return [];
    }
    const { groups, intervalMs, prefixGroups } = consumerOffsets;
    const setting = "consumerOffsets";
    const prefixed = { key: GROUP_PREFIX_KEY, value: String(prefixGroups), setting: `${setting}.prefixGroups` };
    return [
        ...syncKeys(OFFSET_SYNC, setting, `${setting}.groups`, groups.map(nameFilter)),
        { key: "consumer.offset.sync.ms", value: String(intervalMs), setting: `${setting}.intervalMs` },
        ...(prefixGroups === undefined ? [] : [prefixed]),
    ];
}

function aclKeys({ acls }: DirectionSettings): StatedKey[] {
    if (acls === undefined) {
        return [];
    }
    const filters = acls.filters.map(({ resourceType, pattern, name, principal, operation, permission }) => ({
        resourceFilter: { resourceType, patternType: pattern, ...(name === undefined ? {} : { name }) },
        accessFilter: {
            operation,
            permissionType: permission,
            ...(principal === undefined ? {} : { principal }),
        },
    }));
    return [
        ...syncKeys(ACL_SYNC, "acls", "acls.filters", filters),
        { key: "acl.sync.ms", value: String(acls.intervalMs), setting: "acls.intervalMs" },
    ];
}

function autoCreateKeys({ autoCreateMirrorTopics }: DirectionSettings): StatedKey[] {
    const setting = "autoCreateMirrorTopics";
    return autoCreateMirrorTopics === undefined
        ? []
        : syncKeys(AUTO_CREATE, setting, `${setting}.topics`, autoCreateMirrorTopics.topics.map(nameFilter));
}

function topicConfigKeys({ intervalMs, include }: NonNullable<DirectionSettings["topicConfig"]>): StatedKey[] {
    const setting = "topicConfig.include";
    return [
        { key: TOPIC_CONFIG_MS_KEY, value: String(intervalMs), setting: "topicConfig.intervalMs" },
        ...(include === undefined ? [] : [{ key: TOPIC_CONFIG_INCLUDE_KEY, value: include.join(","), setting }]),
    ];
}

function syncKeys(sync: FilteredSync, setting: string, filtersSetting: string, filters: unknown[]): StatedKey[] {
    return [
        { key: sync.enable, value: "true", setting },
        { key: sync.filters, value: JSON.stringify({ [sync.list]: filters }), setting: filtersSetting },
    ];
}

function nameFilter({ name, pattern, filter }: { name: string; pattern: string; filter: string }) {
    return { name, patternType: pattern, filterType: filter };
}
