import type { Need } from "./access";
import type { Cloud, Stored } from "./cloud";
import { mayRead, sourceOf } from "./linkReading";
import { linkHealth } from "./linkState";
import { topicKey, type AclSpec, type LinkSpec, type MirrorSpec } from "./specs";

interface NameFilter {
    readonly name: string;
    readonly patternType: string;
    readonly filterType: string;
}

interface AclFilter {
    readonly resourceFilter: { readonly resourceType: string; readonly patternType: string; readonly name?: string };
    readonly accessFilter: { readonly operation: string; readonly permissionType: string; readonly principal?: string };
}

/** Offsets and ACLs follow wherever a link that is up says so and may read them. */
export function syncAll(cloud: Cloud): void {
    let isBehind = true;
    // The offsets of a mirror may be those that another link follows.
    while (isBehind) {
        isBehind = cloud.all("mirrors").filter((mirror) => syncOffsets(cloud, mirror)).length > 0;
    }
    for (const link of cloud.all("links")) {
        syncAcls(cloud, link);
    }
}

/** The offset after the last record that a topic has; mirrors keep the offsets of their source. */
export function endOf(cloud: Cloud, topic: Stored<"topics">): number {
    const start = cloud.get("mirrors", topic.id)?.spec.startOffset ?? 0;
    return start + (topic.spec.records ?? []).length;
}

/** Brings the offsets of the groups that a link follows to a mirror; true when there was any to bring. */
function syncOffsets(cloud: Cloud, { id, spec }: Stored<"mirrors">): boolean {
    const topic = cloud.get("topics", id);
    const source = cloud.get("topics", topicKey(spec.sourceClusterId, spec.sourceTopic));
    const offsets = Object.entries(source?.spec.offsets ?? {});
    const link = offsets.length === 0 ? undefined : followedBy(cloud, spec);
    if (topic === undefined || link === undefined) {
        return false;
    }
    const end = endOf(cloud, topic);
    const known = topic.spec.offsets ?? {};
    const followed = offsets
        .filter(([group]) => isFollowed(cloud, link, group))
        .map(([group, offset]) => [groupName(link, group), Math.min(offset, end)] as const)
        .filter(([group, offset]) => known[group] !== offset);
    if (followed.length > 0) {
        cloud.change(topic, { offsets: { ...known, ...Object.fromEntries(followed) } });
    }
    return followed.length > 0;
}

/** The link of a running mirror, where it is told to follow offsets. */
function followedBy(cloud: Cloud, mirror: MirrorSpec): LinkSpec | undefined {
    const link = mirror.status === "ACTIVE" ? sourceOf(cloud, mirror)?.spec : undefined;
    return link?.config["consumer.offset.sync.enable"] === "true" ? link : undefined;
}

/** Without filters no group is followed; what one of them excludes is not, whatever the others say. */
function isFollowed(cloud: Cloud, link: LinkSpec, group: string): boolean {
    const { groupFilters = [] } = parsed<{ groupFilters?: NameFilter[] }>(link.config["consumer.offset.group.filters"]);
    const matching = groupFilters.filter(({ name, patternType }) =>
        patternType === "PREFIXED" ? group.startsWith(name) : name === "*" || name === group,
    );
    const isWanted = matching.length > 0 && matching.every(({ filterType }) => filterType === "INCLUDE");
    const need: Need = { operation: "DESCRIBE", group };
    return isWanted && mayRead(cloud, link, need);
}

function groupName({ config }: LinkSpec, group: string): string {
    return config["consumer.group.prefix.enable"] === "true" ? `${config["cluster.link.prefix"] ?? ""}${group}` : group;
}

/** The ACLs that the filters name are the link's: copied from the other cluster, and taken away where it has them not. */
function syncAcls(cloud: Cloud, link: Stored<"links">): void {
    const { clusterId, peerId, linkMode, config } = link.spec;
    const isOn = config["acl.sync.enable"] === "true" && linkMode !== "SOURCE";
    if (!isOn || linkHealth(cloud, link).state !== "ACTIVE" || !mayRead(cloud, link.spec, { operation: "DESCRIBE" })) {
        return;
    }
    const { aclFilters = [] } = parsed<{ aclFilters?: AclFilter[] }>(config["acl.filters"]);
    const owned = cloud.where("acls", (acl) => aclFilters.some((filter) => matches(filter, acl)));
    const wanted = owned.filter(({ spec }) => spec.clusterId === peerId).map(({ spec }) => ({ ...spec, clusterId }));
    const ids = new Set(wanted.map(aclId));
    for (const acl of owned.filter(({ id, spec }) => spec.clusterId === clusterId && !ids.has(id))) {
        cloud.remove("acls", acl.id);
    }
    for (const acl of wanted.filter((one) => cloud.get("acls", aclId(one)) === undefined)) {
        cloud.add("acls", aclId(acl), acl);
    }
}

/** An ACL is what it says, so that the same one again is no second one. */
export function aclId(acl: AclSpec): string {
    const { clusterId, resourceType, resourceName, patternType, principal, host, operation, permission } = acl;
    return [clusterId, resourceType, resourceName, patternType, principal, host, operation, permission].join("#");
}

function matches({ resourceFilter, accessFilter }: AclFilter, acl: AclSpec): boolean {
    const pairs: [wanted: string | undefined, given: string][] = [
        [resourceFilter.resourceType, acl.resourceType],
        [resourceFilter.patternType, acl.patternType],
        [accessFilter.operation, acl.operation],
        [accessFilter.permissionType, acl.permission],
    ];
    const { name = acl.resourceName } = resourceFilter;
    const { principal = acl.principal } = accessFilter;
    return (
        name === acl.resourceName &&
        principal === acl.principal &&
        pairs.every(([wanted = "any", given]) => ["any", given.toLowerCase()].includes(wanted.toLowerCase()))
    );
}

/** The settings hold JSON, or nothing. */
function parsed<T extends object>(text: string | undefined): Partial<T> {
    return text === undefined || text === "" ? {} : (JSON.parse(text) as Partial<T>);
}
