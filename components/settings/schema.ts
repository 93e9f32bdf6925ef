import { z } from "zod";
import { PHASES } from "./phase";
import * as rules from "./rules";
import { cluster } from "./schema/clusters";
import { deploymentRunner } from "./schema/deploymentRunner";
import { environment } from "./schema/environment";
import { mapKey } from "./schema/fields";
import { hub } from "./schema/hub";
import { link } from "./schema/links";
import { networkHub } from "./schema/networkHub";
import { dns, privateNetwork } from "./schema/networks";
import { rotation } from "./schema/rotation";
import * as workloads from "./schema/workloads";
import { AUTHENTICATIONS } from "./settings";
import { text } from "./text";

export const DEFAULT_DEADLINE_SECONDS = 900;
const MAX_DEADLINE_SECONDS = 3600;

const readiness = z
    .strictObject({
        deadlineSeconds: z
            .int()
            .min(1)
            .max(MAX_DEADLINE_SECONDS)
            .default(DEFAULT_DEADLINE_SECONDS)
            .describe(
                `Seconds to wait for a cluster to answer, a whole number from 1 to ${MAX_DEADLINE_SECONDS}. ` +
                    `Defaults to ${DEFAULT_DEADLINE_SECONDS}.`,
            ),
        resolver: text(
            rules.resolverRule,
            "DNS server to ask, as address:port. Defaults to the system's resolver.",
        ).optional(),
    })
    .prefault({})
    .describe("How to find out whether a cluster can be reached: a map with deadlineSeconds and resolver.");

/** The shape of everything in the namespace. What fields mean for each other is checked elsewhere. */
export const settingsSchema = z
    .strictObject({
        environment: environment.optional(),
        phase: z
            .enum(PHASES)
            .default("all")
            .describe(
                "How far the stack goes: network makes all that needs no call to a private cluster, and can be made " +
                    "from anywhere; all makes everything. Defaults to all.",
            ),
        authentication: z
            .enum(AUTHENTICATIONS)
            .default("apiKeys")
            .describe(
                "How the stack logs in to Confluent: apiKeys, a key for each identity; oauth, as the identity pool of " +
                    "confluentcloud:oauth. Defaults to apiKeys.",
            ),
        protection: z
            .boolean()
            .default(false)
            .describe(
                "Whether the stack is protected from deletion, all but what the program replaces in time such as keys that rotate: true or false. Defaults to false.",
            ),
        privateNetworks: z
            .record(mapKey, privateNetwork)
            .default({})
            .describe("Private networks, a map from a key of yours to its settings. Defaults to none."),
        dns: dns.optional(),
        clusters: z
            .record(mapKey, cluster)
            .default({})
            .describe(
                "Clusters, a map from a key of yours to its settings, at least one; none in a stack that makes a hub " +
                    "or a runner.",
            ),
        links: z
            .record(mapKey, link)
            .default({})
            .describe("Cluster links, a map from a key of yours to its settings. Defaults to none."),
        hub: hub.optional(),
        networkHub: networkHub.optional(),
        deploymentRunner: deploymentRunner.optional(),
        readiness,
        rotation: rotation.optional(),
        schemaRegistry: workloads.schemaRegistry.optional(),
        secrets: workloads.secrets,
    })
    .describe("The configuration of a stack.");

/** The configuration as the schema reads it, before defaults that depend on an entry's key. */
export type ParsedSettings = z.output<typeof settingsSchema>;
