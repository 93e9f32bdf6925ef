import { z } from "zod";
import * as rules from "../rules";
import { text } from "../text";

export const environment = z
    .strictObject({
        name: text(rules.displayNameRule, "Name of a new environment, 1 to 64 characters.").optional(),
        streamGovernance: z
            .enum(["ESSENTIALS", "ADVANCED"])
            .describe("Stream Governance package of a new environment, ESSENTIALS or ADVANCED. Defaults to ESSENTIALS.")
            .optional(),
        id: text(
            rules.environmentIdRule,
            "Id of an existing environment, such as env-abc123.",
            rules.FORMS.environmentId,
        ).optional(),
    })
    .transform((given, context) => {
        const { id, name, streamGovernance } = given;
        if (id !== undefined && name === undefined && streamGovernance === undefined) {
            return { id };
        }
        if (name !== undefined && id === undefined) {
            return { name, streamGovernance: streamGovernance ?? "ESSENTIALS" };
        }
        context.addIssue({
            code: "custom",
            params: { fix: "Give name (and streamGovernance) for a new environment, or id alone for an existing one." },
        });
        return z.NEVER;
    })
    .meta({
        description:
            "The Confluent environment: a map with either name and streamGovernance, or id. May be left out where all " +
            "clusters are existing ones and there is no private network.",
        oneOf: [{ required: ["name"] }, { required: ["id"] }],
    });
