import { distinct, onCluster, type AclRule } from "../access/kafkaAcls";

type Pattern = AclRule["pattern"];

/** Topics that a client writes to or reads, and the groups it reads in. */
export interface ClientUse {
    readonly produce: readonly { readonly topic: string; readonly pattern: Pattern }[];
    readonly consume: readonly { readonly topic: string; readonly pattern: Pattern }[];
    readonly groups: readonly { readonly group: string; readonly pattern: Pattern }[];
}

/** What a client has to be allowed: reading and writing imply looking a topic up. */
export function clientRights({ produce, consume, groups }: ClientUse): AclRule[] {
    return distinct([
        ...produce.map(({ topic, pattern }) => onTopic("WRITE", topic, pattern)),
        ...consume.map(({ topic, pattern }) => onTopic("READ", topic, pattern)),
        ...groups.map(({ group, pattern }): AclRule => ({
            operation: "READ",
            resourceType: "GROUP",
            resourceName: group,
            pattern,
        })),
    ]);
}

/** Where the console previews what a Datagen source would write. */
const PREVIEW_TOPICS = "data-preview";

/** What a Datagen source has to be allowed: its topic exists, those of its previews do not. */
export function datagenRights(topic: string): AclRule[] {
    return [
        onCluster("DESCRIBE"),
        onTopic("WRITE", topic, "LITERAL"),
        onTopic("CREATE", PREVIEW_TOPICS, "PREFIXED"),
        onTopic("WRITE", PREVIEW_TOPICS, "PREFIXED"),
    ];
}

function onTopic(operation: string, resourceName: string, pattern: Pattern): AclRule {
    return { operation, resourceType: "TOPIC", resourceName, pattern };
}
