import { z } from "zod";
import { LINK_CONFIG, PREFIX_KEY, START_KEY, TOPIC_CONFIG_INCLUDE_KEY } from "../linkConfigKeys";
import { text } from "../text";

const RESOURCE_TYPES = ["any", "topic", "group", "cluster", "transactional_id"] as const;
const PATTERN_TYPES = ["any", "literal", "prefixed", "match"] as const;
const PERMISSIONS = ["any", "allow", "deny"] as const;
const OPERATIONS = [
    "any",
    "all",
    "read",
    "write",
    "create",
    "delete",
    "alter",
    "describe",
    "cluster_action",
    "describe_configs",
    "alter_configs",
    "idempotent_write",
] as const;

/** The same rule as that of the key which the setting becomes. */
function keyText(key: string, description: string) {
    const rule = LINK_CONFIG.get(key);
    return text((value) => (rule?.accepts(value) === false ? "Replace the value." : undefined), description);
}

function interval(least: number, usual: number) {
    return z
        .int()
        .min(least)
        .default(usual)
        .describe(`Milliseconds between two runs, a whole number from ${least}. Defaults to ${usual}.`);
}

const nameFilter = (what: string) =>
    z
        .strictObject({
            name: z.string().min(1).describe(`Name of a ${what}, or how it begins; * with LITERAL stands for all.`),
            pattern: z
                .enum(["LITERAL", "PREFIXED"])
                .default("LITERAL")
                .describe("LITERAL for the name itself, PREFIXED for all that begin so. Defaults to LITERAL."),
            filter: z
                .enum(["INCLUDE", "EXCLUDE"])
                .default("INCLUDE")
                .describe("INCLUDE or EXCLUDE what the name matches. Defaults to INCLUDE."),
        })
        .describe("A filter: a map with name, pattern and filter.");

const aclFilter = z
    .strictObject({
        resourceType: z
            .enum(RESOURCE_TYPES)
            .default("any")
            .describe(`What the ACL is for: ${RESOURCE_TYPES.join(", ")}. Defaults to any.`),
        pattern: z
            .enum(PATTERN_TYPES)
            .default("any")
            .describe(`Pattern type of the ACL: ${PATTERN_TYPES.join(", ")}. Defaults to any.`),
        name: z.string().min(1).describe("Name in the ACL. Defaults to every name.").optional(),
        principal: z.string().min(1).describe("Principal, such as User:sa-abc123. Defaults to everybody.").optional(),
        operation: z
            .enum(OPERATIONS)
            .default("any")
            .describe(`Operation: ${OPERATIONS.join(", ")}. Defaults to any.`),
        permission: z
            .enum(PERMISSIONS)
            .default("any")
            .describe(`Permission: ${PERMISSIONS.join(", ")}. Defaults to any.`),
    })
    .describe("A filter of ACLs: a map with resourceType, pattern, name, principal, operation and permission.");

const consumerOffsets = z
    .strictObject({
        groups: z
            .array(nameFilter("consumer group"))
            .min(1)
            .describe("Consumer groups whose offsets are carried over, a list of at least one filter."),
        intervalMs: interval(1000, 30_000),
        prefixGroups: z
            .boolean()
            .describe("Whether groups get the prefix too, true or false; only on one-way links. Defaults to false.")
            .optional(),
    })
    .describe("Carries offsets of consumer groups over: a map with groups, intervalMs and prefixGroups.");

const acls = z
    .strictObject({
        filters: z.array(aclFilter).min(1).describe("ACLs that are carried over, a list of at least one filter."),
        intervalMs: interval(1000, 5000),
    })
    .describe("Carries Kafka ACLs over: a map with filters and intervalMs.");

const autoCreateMirrorTopics = z
    .strictObject({
        topics: z
            .array(nameFilter("topic"))
            .min(1)
            .describe("Topics for which the service makes mirrors, a list of at least one filter."),
    })
    .describe("Lets the service make mirror topics: a map with topics.");

const topicConfig = z
    .strictObject({
        intervalMs: interval(1, 5000),
        include: z
            .array(keyText(TOPIC_CONFIG_INCLUDE_KEY, "Name of a topic setting, such as retention.ms."))
            .min(1)
            .describe("Settings that mirrors take from their topics, a list of names. Defaults to the service's own.")
            .optional(),
    })
    .describe("How mirrors follow their topics' settings: a map with intervalMs and include.");

/** What one direction of a link does besides mirroring the topics that are named. */
export const direction = z
    .strictObject({
        prefix: keyText(PREFIX_KEY, "Put before the mirrors' names, 1 to 12 characters; cannot be changed.").optional(),
        mirrorStartOffset: keyText(
            START_KEY,
            "Where new mirrors begin: earliest, latest, or a time such as 2026-01-31T12:00:00Z. Defaults to earliest.",
        ).optional(),
        consumerOffsets: consumerOffsets.optional(),
        acls: acls.optional(),
        autoCreateMirrorTopics: autoCreateMirrorTopics.optional(),
        topicConfig: topicConfig.optional(),
    })
    .describe(
        "What one direction does: a map with prefix, mirrorStartOffset, consumerOffsets, acls, autoCreateMirrorTopics " +
            "and topicConfig; what is left out is off.",
    );

export const replication = z
    .strictObject({ fromSource: direction.optional(), fromDestination: direction.optional() })
    .prefault({})
    .describe("What each direction does besides mirroring: a map with fromSource and fromDestination.");

export type DirectionSettings = z.output<typeof direction>;
