import { distinct, onCluster, type AclRule } from "../access/kafkaAcls";

/** A pattern of names, as the filters of a link hold them. */
export interface NamePattern {
    readonly name: string;
    readonly pattern: AclRule["pattern"];
}

/** What a link reads on one of its clusters. */
export interface LinkReads {
    /** Topics that the other cluster mirrors. */
    readonly topics: readonly NamePattern[];
    /** Consumer groups whose offsets the other cluster follows. */
    readonly groups: readonly NamePattern[];
}

/** The least that a link's identity has to be allowed on a cluster: to be connected, and to read what is mirrored. */
export function linkRights({ topics, groups }: LinkReads): AclRule[] {
    return distinct([
        onCluster("ALTER"),
        onCluster("DESCRIBE"),
        ...topics.flatMap((topic) => rules("TOPIC", topic, ["READ", "DESCRIBE", "DESCRIBE_CONFIGS"])),
        ...groups.flatMap((group) => rules("GROUP", group, ["READ", "DESCRIBE"])),
    ]);
}

function rules(resourceType: "TOPIC" | "GROUP", { name, pattern }: NamePattern, operations: string[]): AclRule[] {
    return operations.map((operation) => ({ operation, resourceType, resourceName: name, pattern }));
}
