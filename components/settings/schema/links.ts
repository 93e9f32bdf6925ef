import { z } from "zod";
import { LINK_MODES } from "../../linking/linkPlan";
import * as rules from "../rules";
import { LINK_IDENTITIES, MIRROR_STATUSES } from "../settings";
import { text } from "../text";
import { importId, keyedConfig } from "./fields";
import { replication } from "./replication";

const topicName = text(
    rules.topicNameRule,
    "Name of a topic, 1 to 249 letters, digits, dots, underscores and hyphens.",
    rules.FORMS.kafkaName,
);

const mirror = z
    .union([
        topicName,
        z
            .strictObject({
                topic: topicName,
                status: z
                    .enum(MIRROR_STATUSES)
                    .describe(
                        "What a mirror that is there is to become: ACTIVE, PAUSED, PROMOTED or FAILED_OVER. " +
                            "Defaults to leaving it alone.",
                    )
                    .optional(),
                import: importId("<lkc-id>/<link>/<mirror>"),
            })
            .describe("A mirror: a map with topic, status and import."),
    ])
    .describe("A topic to mirror: its name, or a map with topic, status and import.");

const mirroredTopics = (from: string) =>
    z
        .array(mirror)
        .default([])
        .describe(`Topics of the ${from} cluster to mirror onto the other, a list of names. Defaults to none.`);

export const link = z
    .strictObject({
        mode: z
            .enum(LINK_MODES)
            .describe(
                "Which way data can move: bidirectional, or from source to destination, dialled by the source " +
                    "(source-initiated) or by the destination (destination-initiated).",
            ),
        identities: z
            .enum(LINK_IDENTITIES)
            .default("own")
            .describe("own: an account and key per end; managers: those of the clusters' managers. Defaults to own."),
        name: text(
            rules.linkNameRule,
            "Name of the link in Kafka, 1 to 200 letters, digits, dots, underscores and hyphens. Defaults to its key.",
            rules.FORMS.kafkaName,
        ).optional(),
        authorization: z
            .enum(["rbac", "acl"])
            .default("rbac")
            .describe("What gives the link its rights: rbac, the role CloudClusterAdmin; acl, ACLs. Defaults to rbac."),
        source: z.string().describe("Key of the cluster at one end."),
        destination: z.string().describe("Key of the cluster at the other end."),
        mirrorTopics: z
            .strictObject({ fromSource: mirroredTopics("source"), fromDestination: mirroredTopics("destination") })
            .prefault({})
            .describe("Mirror topics of each direction: a map with fromSource and fromDestination. Defaults to none."),
        config: z
            .strictObject({
                source: keyedConfig("Configuration of the half on the source cluster, a map. Defaults to none."),
                destination: keyedConfig("Configuration of the half on the destination cluster. Defaults to none."),
            })
            .prefault({})
            .describe("Link configuration: a map with source and destination. Defaults to Kafka's own."),
        replication,
        import: z
            .strictObject({
                source: importId("<link>/<mode>/<connection mode>/<lkc-id>/<lkc-id>"),
                destination: importId("<link>/<mode>/<connection mode>/<lkc-id>/<lkc-id>"),
            })
            .describe("Ids of halves that are there, to be adopted: a map with source and destination.")
            .optional(),
    })
    .describe("A cluster link between two of the clusters.");
