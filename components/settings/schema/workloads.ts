import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";
import { mapKey } from "./fields";

export const DEFAULT_FORMAT = "AVRO";
/** The one form of values without a schema. */
export const SCHEMALESS = "JSON";

export const DEFAULT_QUICKSTART = "STOCK_TRADES";
const SHORTEST_RECOVERY_DAYS = 7;
const LONGEST_RECOVERY_DAYS = 30;
const MOST_TASKS = 100;

const pattern = z
    .enum(["LITERAL", "PREFIXED"])
    .default("LITERAL")
    .describe("LITERAL for the name as it stands, PREFIXED for all names that begin with it. Defaults to LITERAL.");

const topicName = text(
    rules.topicNameRule,
    "Name of a topic, or its beginning: 1 to 249 letters, digits, dots, underscores and hyphens.",
    rules.FORMS.kafkaName,
);

const topicPattern = z.strictObject({ topic: topicName, pattern }).describe("A map with topic and pattern.");

const groupPattern = z
    .strictObject({
        group: text(rules.groupNameRule, "Name of a consumer group, or its beginning: 1 to 255 characters."),
        pattern,
    })
    .describe("A map with group and pattern.");

const client = z
    .strictObject({
        produce: z.array(topicPattern).default([]).describe("Topics to write to, a list of maps. Defaults to none."),
        consume: z.array(topicPattern).default([]).describe("Topics to read, a list of maps. Defaults to none."),
        groups: z.array(groupPattern).default([]).describe("Consumer groups to read in. Defaults to none."),
    })
    .refine(({ produce, consume }) => produce.length + consume.length > 0, {
        params: { fix: "Add what it writes to under produce, or what it reads under consume." },
    })
    .describe("A client: a map with produce, consume and groups, of which one of the first two is not empty.");

export const clients = z
    .record(mapKey, client)
    .default({})
    .describe("Producers and consumers with a key and a secret each, a map from a key of yours. Defaults to none.");

const datagenSource = z
    .strictObject({
        topic: z.string().describe("Name of a topic that this cluster's topics declare."),
        quickstart: text(
            rules.quickstartRule,
            `Name of one of Datagen's quickstarts. Defaults to ${DEFAULT_QUICKSTART}.`,
            rules.FORMS.quickstart,
        ).default(DEFAULT_QUICKSTART),
        format: z
            .enum(["AVRO", "JSON", "JSON_SR", "PROTOBUF"])
            .default(DEFAULT_FORMAT)
            .describe("Form of the values: AVRO, JSON, JSON_SR or PROTOBUF. Defaults to AVRO."),
        tasks: z
            .int()
            .min(1)
            .max(MOST_TASKS)
            .default(1)
            .describe(`Number of tasks, a whole number from 1 to ${MOST_TASKS}. Each is billed. Defaults to 1.`),
    })
    .describe("A connector that invents records: a map with topic, quickstart, format and tasks.");

export const datagen = z
    .record(mapKey, datagenSource)
    .default({})
    .describe("Connectors that invent records, a map from a key of yours to settings. Defaults to none.");

export const schemaRegistry = z
    .strictObject({
        subjects: z
            .array(
                text(
                    rules.subjectRule,
                    "Name of a subject, or its beginning and an asterisk, such as orders-value.",
                    rules.FORMS.subject,
                ),
            )
            .min(1)
            .describe("Subjects to read and write, a list of at least one, such as [orders-value, trades-*]."),
    })
    .describe("An identity for the environment's Schema Registry: a map with subjects.");

export const secrets = z
    .strictObject({
        recoveryWindowDays: z
            .int()
            .refine((days) => days === 0 || (days >= SHORTEST_RECOVERY_DAYS && days <= LONGEST_RECOVERY_DAYS), {
                params: { fix: "Write 0 to delete at once, or a number from 7 to 30." },
            })
            .describe("Days for which a deleted secret can be restored: 0, or 7 to 30. Defaults to 0, protected to 30.")
            .optional(),
        kmsKeyId: text(
            rules.kmsKeyRule,
            "KMS key that encrypts secrets: its id, ARN or alias. Defaults to the account's key for secrets.",
            rules.FORMS.kmsKey,
        ).optional(),
    })
    .prefault({})
    .describe("How secrets are kept in AWS Secrets Manager: a map with recoveryWindowDays and kmsKeyId.");
