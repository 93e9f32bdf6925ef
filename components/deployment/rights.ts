import { aclKey, type AclRule } from "../access/kafkaAcls";
import { linkRights, type NamePattern } from "../linking/linkRights";
import type { LinkEnd } from "../linking/linkPlan";
import { AUTO_CREATE, filterList, OFFSET_SYNC, type FilteredSync } from "../settings/linkConfigKeys";
import type { LinkSettings, Settings } from "../settings/settings";
import { clientRights, datagenRights } from "../workloads/rights";
import { entry } from "./context";
import { clusterAt, ENDS, mirrorsOnto } from "./dataPlaneObjects";

/** The rights that a link's identity needs on the cluster at one end; without `authorization: acl` a role gives them. */
export function rightsOfLink(link: LinkSettings, end: LinkEnd): AclRule[] {
    // What is read here is mirrored over there, and the half over there says what it follows.
    const there = end === "source" ? "destination" : "source";
    const mirrored = Object.keys(mirrorsOnto(link, there)).map((name) => ({ name, pattern: "LITERAL" as const }));
    const followed = (sync: FilteredSync) => included(link.config[there], sync);
    return linkRights({ topics: [...mirrored, ...followed(AUTO_CREATE)], groups: followed(OFFSET_SYNC) });
}

/** The names that a sync which is on includes; what it excludes is read all the same. */
function included(config: Readonly<Record<string, string>>, sync: FilteredSync): NamePattern[] {
    const filters = config[sync.enable] === "true" ? filterList(config[sync.filters] ?? "", sync) : [];
    return (filters ?? [])
        .filter(({ filterType }) => filterType === "INCLUDE")
        .map(({ name, patternType }) => ({
            name: String(name),
            pattern: patternType === "PREFIXED" ? "PREFIXED" : "LITERAL",
        }));
}

/** Every ACL that a cluster's manager makes, by whom it is for: the name of a component. */
function rightsOn(settings: Settings, clusterKey: string): Record<string, AclRule[]> {
    const { clients, datagen } = entry(settings.clusters, clusterKey);
    const links = Object.entries(settings.links).flatMap(([key, link]) =>
        ENDS.filter((end) => link.authorization === "acl" && clusterAt(link, end) === clusterKey).map(
            (end) => [`${key}-${end}`, rightsOfLink(link, end)] as const,
        ),
    );
    return Object.fromEntries([
        ...Object.entries(clients).map(([key, use]) => [clientName(clusterKey, key), clientRights(use)] as const),
        ...Object.entries(datagen).map(
            ([key, { topic }]) => [datagenName(clusterKey, key), datagenRights(topic)] as const,
        ),
        ...links,
    ]);
}

/** Names of those ACLs, for the gate in front of them. */
export function aclObjects(settings: Settings, clusterKey: string): string[] {
    return Object.entries(rightsOn(settings, clusterKey)).flatMap(([name, rules]) =>
        rules.map((rule) => `acl/${name}/${aclKey(rule)}`),
    );
}

/** No key holds a slash: names with one are nobody else's. */
export function clientName(clusterKey: string, key: string): string {
    return `${clusterKey}/${key}`;
}

export function datagenName(clusterKey: string, key: string): string {
    return `${clusterKey}/datagen/${key}`;
}
