import { z } from "zod";
import { knownRegions } from "../../components/internal/zones";
import { NAMESPACE } from "../../components/settings/namespace";
import { settingsSchema } from "../../components/settings/schema";
import { hub, stackName } from "../../components/settings/schema/hub";

type JsonSchema = Readonly<Record<string, unknown>>;

/** What editors understand best. */
const DRAFT = "draft-7";
const MARK = "$schema";

/** A hub that another stack has made, parts of it replaced. */
const hubOfStack = hub.partial().extend({ stack: stackName });

/**
 * The JSON Schema of a whole `Pulumi.STACK.yaml`, for editors. It states the shape; what settings mean for each other is
 * said by `pulumi preview`.
 */
export function stackSchema(): JsonSchema {
    const keys = settingProperties();
    return {
        [MARK]: "http://json-schema.org/draft-07/schema#",
        title: `Pulumi stack configuration of ${NAMESPACE}`,
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: { "aws:region": region(), ...keys },
                // Other namespaces are other people's business; in this one there is nothing else.
                propertyNames: { anyOf: [{ enum: Object.keys(keys) }, { not: { pattern: `^${NAMESPACE}:` } }] },
            },
            environment: { description: "Pulumi ESC environments whose values stand behind those of this file." },
            secretsprovider: { type: "string" },
            encryptionsalt: { type: "string" },
            encryptedkey: { type: "string" },
        },
        additionalProperties: false,
    };
}

function region(): JsonSchema {
    return { description: "AWS region of everything.", type: "string", enum: knownRegions() };
}

function settingProperties(): Record<string, unknown> {
    const fields = Object.entries(settingsSchema.shape).map(([key, field]): [string, unknown] => [
        `${NAMESPACE}:${key}`,
        key === "hub" ? { anyOf: [jsonSchema(hub), jsonSchema(hubOfStack)] } : asStored(jsonSchema(field)),
    ]);
    return Object.fromEntries(fields);
}

/** `pulumi config set KEY true` stores a text, which means the same. */
function asStored(schema: JsonSchema): JsonSchema {
    const isFlag = schema.type === "boolean";
    return isFlag ? { ...schema, type: ["boolean", "string"], enum: [true, false, "true", "false"] } : schema;
}

function jsonSchema(schema: z.ZodType): JsonSchema {
    const whole = z.toJSONSchema(schema, { io: "input", target: DRAFT, unrepresentable: "any" });
    return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== MARK));
}
