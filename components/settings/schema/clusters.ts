import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";
import { existingClusterFields } from "./existingCluster";
import { importId, keyedConfig } from "./fields";
import * as workloads from "./workloads";

export const DEFAULT_PARTITIONS = 6;
/** What the largest cluster holds altogether. */
const MAX_PARTITIONS = 100_000;

const topic = z
    .strictObject({
        import: importId("<lkc-id>/<topic>"),
        partitions: z
            .int()
            .min(1)
            .max(MAX_PARTITIONS)
            .default(DEFAULT_PARTITIONS)
            .describe(
                `Number of partitions, a whole number from 1 to ${MAX_PARTITIONS}. Defaults to ${DEFAULT_PARTITIONS}, but has ` +
                    "to be written for a topic that is adopted.",
            ),
        config: keyedConfig("Topic configuration, such as retention.ms, a map of texts. Defaults to Kafka's own."),
    })
    .describe("A topic: a map with partitions and config, both optional; {} takes the defaults.");

const topics = z
    .record(z.string(), topic)
    .default({})
    .describe("Topics of the cluster that this stack makes, a map from topic name to its settings. Defaults to none.");

const clusterName = text(
    rules.displayNameRule,
    "Name in the Confluent Cloud console, 1 to 64 characters. Defaults to the cluster's key.",
).optional();

const enterpriseCluster = z
    .strictObject({
        import: importId("<env-id>/<lkc-id>"),
        type: z
            .literal("enterprise")
            .describe("Type of the cluster: enterprise (private), dedicated (public) or existing."),
        privateNetwork: z.string().describe("Key of the private network over which the cluster is reached."),
        displayName: clusterName,
        availability: z
            .enum(["HIGH", "LOW"])
            .default("HIGH")
            .describe("HIGH spreads over zones, LOW does not. Defaults to HIGH."),
        topics,
        clients: workloads.clients,
        datagen: workloads.datagen,
    })
    .describe("A private Enterprise cluster.");

const dedicatedCluster = z
    .strictObject({
        import: importId("<env-id>/<lkc-id>"),
        type: z
            .literal("dedicated")
            .describe("Type of the cluster: enterprise (private), dedicated (public) or existing."),
        displayName: clusterName,
        cku: z
            .int()
            .min(1)
            .describe("Size in CKU, a whole number from 1, from 2 with MULTI_ZONE. Each is billed hourly."),
        availability: z
            .enum(["SINGLE_ZONE", "MULTI_ZONE"])
            .default("SINGLE_ZONE")
            .describe("SINGLE_ZONE or MULTI_ZONE, which needs 2 CKU. Defaults to SINGLE_ZONE."),
        topics,
        clients: workloads.clients,
        datagen: workloads.datagen,
    })
    .describe("A public Dedicated cluster.");

const existingCluster = z
    .strictObject({ ...existingClusterFields, topics, clients: workloads.clients, datagen: workloads.datagen })
    .describe("A cluster that is there already: it is looked up, and never changed or deleted.");

export const cluster = z
    .discriminatedUnion("type", [enterpriseCluster, dedicatedCluster, existingCluster])
    .describe("A cluster: a map whose type is enterprise, dedicated or existing.");
