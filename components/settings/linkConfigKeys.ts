/** Value of a link configuration key: what is allowed, and whether a text is that. */
export interface LinkConfigRule {
    readonly allowed: string;
    readonly accepts: (value: string) => boolean;
}

/** A sync that does nothing, or stands in error, without its filters. */
export interface FilteredSync {
    readonly enable: string;
    readonly filters: string;
    /** The list in the filters' JSON. */
    readonly list: string;
    /** One member of that list, to copy from. */
    readonly example: string;
}

export const PREFIX_KEY = "cluster.link.prefix";
export const GROUP_PREFIX_KEY = "consumer.group.prefix.enable";
export const START_KEY = "mirror.start.offset.spec";
export const TOPIC_CONFIG_MS_KEY = "topic.config.sync.ms";
export const TOPIC_CONFIG_INCLUDE_KEY = "topic.config.sync.include";

export const ACL_SYNC: FilteredSync = {
    enable: "acl.sync.enable",
    filters: "acl.filters",
    list: "aclFilters",
    example:
        '{"resourceFilter":{"resourceType":"topic","patternType":"any"},' +
        '"accessFilter":{"operation":"any","permissionType":"any"}}',
};
export const AUTO_CREATE: FilteredSync = {
    enable: "auto.create.mirror.topics.enable",
    filters: "auto.create.mirror.topics.filters",
    list: "topicFilters",
    example: '{"name":"orders.","patternType":"PREFIXED","filterType":"INCLUDE"}',
};
export const OFFSET_SYNC: FilteredSync = {
    enable: "consumer.offset.sync.enable",
    filters: "consumer.offset.group.filters",
    list: "groupFilters",
    example: '{"name":"*","patternType":"LITERAL","filterType":"INCLUDE"}',
};
export const FILTERED_SYNCS: readonly FilteredSync[] = [ACL_SYNC, AUTO_CREATE, OFFSET_SYNC];

const LONGEST_PREFIX = 12;

const flag: LinkConfigRule = { allowed: "true or false", accepts: (value) => value === "true" || value === "false" };
const milliseconds = (least: number): LinkConfigRule => ({
    allowed: `milliseconds, a whole number from ${least}`,
    accepts: (value) => /^\d{1,15}$/.test(value) && Number(value) >= least,
});
const filters = (sync: FilteredSync): LinkConfigRule => ({
    allowed: `JSON of the form {"${sync.list}":[${sync.example}]}, or an empty text`,
    accepts: (value) => value === "" || filterList(value, sync) !== undefined,
});

/** The keys of a cluster link that can be set; all others are the service's own. */
export const LINK_CONFIG: ReadonlyMap<string, LinkConfigRule> = new Map([
    [ACL_SYNC.enable, flag],
    [ACL_SYNC.filters, filters(ACL_SYNC)],
    ["acl.sync.ms", milliseconds(1000)],
    [AUTO_CREATE.enable, flag],
    [AUTO_CREATE.filters, filters(AUTO_CREATE)],
    [
        PREFIX_KEY,
        {
            allowed: `1 to ${LONGEST_PREFIX} letters, digits, dots, underscores and hyphens`,
            accepts: (value) => /^[a-zA-Z0-9._-]+$/.test(value) && value.length <= LONGEST_PREFIX,
        },
    ],
    [GROUP_PREFIX_KEY, flag],
    [OFFSET_SYNC.enable, flag],
    [OFFSET_SYNC.filters, filters(OFFSET_SYNC)],
    ["consumer.offset.sync.ms", milliseconds(1000)],
    [
        START_KEY,
        {
            allowed: "earliest, latest, or a time such as 2026-01-31T12:00:00Z",
            accepts: (value) =>
                ["earliest", "latest"].includes(value) ||
                (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))),
        },
    ],
    [TOPIC_CONFIG_MS_KEY, milliseconds(1)],
    [
        TOPIC_CONFIG_INCLUDE_KEY,
        { allowed: "names of topic settings, separated by commas", accepts: (value) => /^[a-z.,]+$/.test(value) },
    ],
]);

/** The members of a filter list in JSON; undefined for another form. */
export function filterList(json: string, sync: FilteredSync): readonly Readonly<Record<string, unknown>>[] | undefined {
    const root = parsed(json);
    const list: unknown = isMap(root) && Object.keys(root).length === 1 ? root[sync.list] : undefined;
    if (!Array.isArray(list)) {
        return undefined;
    }
    const members = list.filter(sync.list === ACL_SYNC.list ? isAclFilter : isNameFilter);
    return members.length === list.length ? members : undefined;
}

function parsed(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return undefined;
    }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAclFilter(value: unknown): value is Readonly<Record<string, unknown>> {
    return isMap(value) && isMap(value.resourceFilter) && isMap(value.accessFilter);
}

function isNameFilter(value: unknown): value is Readonly<Record<string, unknown>> {
    return (
        isMap(value) &&
        typeof value.name === "string" &&
        value.name !== "" &&
        ["LITERAL", "PREFIXED"].includes(String(value.patternType)) &&
        ["INCLUDE", "EXCLUDE"].includes(String(value.filterType))
    );
}
