import { z } from "zod";
import { CLUSTER_KINDS } from "../../linking/linkPlan";
import * as rules from "../rules";
import { text } from "../text";

/** The settings that only a cluster which is there already has. */
export const existingClusterFields = {
    type: z.literal("existing").describe("Type of the cluster: enterprise (private), dedicated (public) or existing."),
    id: text(rules.clusterIdRule, "Id of the cluster, such as lkc-abc123.", rules.FORMS.clusterId),
    environmentId: text(
        rules.environmentIdRule,
        "Id of the environment that the cluster is in, such as env-abc123.",
        rules.FORMS.environmentId,
    ),
    kind: z
        .enum(CLUSTER_KINDS)
        .describe(
            "What Confluent calls the cluster's type: basic, standard, enterprise or dedicated. It decides how the " +
                "cluster can be linked, and is compared with what is there.",
        ),
    privateNetwork: z
        .string()
        .describe("Key of the private network over which an Enterprise cluster of this environment is reached.")
        .optional(),
    reachable: z
        .literal("fromRunner")
        .describe("fromRunner: the cluster is private, and somebody else made the way to it from the private runner.")
        .optional(),
    region: text(rules.regionRule, "AWS region of the cluster. Defaults to aws:region.").optional(),
};
