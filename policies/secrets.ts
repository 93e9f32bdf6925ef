import { Secret, type ResourceValidationPolicy } from "@pulumi/policy";
import { unknownValue } from "@pulumi/pulumi/runtime";
import { policy } from "./rule";
import type { Props } from "./seen";

/** Names of properties, at any depth, whose values are secret: keys of clusters, values in AWS, keys of certificates. */
const SECRET_NAME = /^(?:secret|secretString|privateKey|password|configSensitive|\w*(?:ApiSecret|[cC]lientSecret))$/;

/** Outputs that hold a secret which nothing that went in says. */
const SECRET_OUTPUTS: Readonly<Record<string, string>> = { "confluentcloud:index/apiKey:ApiKey": "secret" };

/** Paths of secret values that would be kept in the clear; `isSealed` tells a value that is encrypted. */
export function bareSecrets(value: unknown, isSealed: (value: unknown) => boolean, path = ""): string[] {
    if (typeof value !== "object" || value === null || isSealed(value)) {
        return [];
    }
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
        const here = path === "" ? key : `${path}.${key}`;
        const isBare = SECRET_NAME.test(key) && !isSealed(inner) && !isNothing(inner);
        return isBare ? [here] : bareSecrets(inner, isSealed, here);
    });
}

/** Nothing, or not known yet: an unknown value does not say whether it is going to be a secret. */
function isNothing(value: unknown): boolean {
    return (
        value === undefined ||
        value === null ||
        value === "" ||
        value === unknownValue ||
        (typeof value === "object" && Object.keys(value).length === 0)
    );
}

/** An output of the type that is secret and does not say so. */
export function openOutput(type: string, secretOutputs: readonly string[]): string[] {
    const output = SECRET_OUTPUTS[type];
    return output === undefined || secretOutputs.includes(output) ? [] : [output];
}

/** Properties with the SDK's secrets in their wrappers, which reading them would open. */
function wrapped(props: Props): Props {
    const descriptors = Object.entries(Object.getOwnPropertyDescriptors(props));
    return Object.fromEntries(descriptors.map(([key, { value }]) => [key, value as unknown]));
}

/**
 * A validation is not told which values are secret, a remediation is: that one looks, changes nothing, and the validation
 * of the same resource, which comes next, reports. So nothing is shown, as a remediation's changes would be. Pulumi calls
 * remediations at this level only, where violations count as mandatory.
 */
function secretsRule(): ResourceValidationPolicy {
    const bare = new Map<string, readonly string[]>();
    return {
        ...policy({
            name: "secrets-encrypted",
            description: "What is known to be secret is a Pulumi secret, so that the state keeps it encrypted.",
            severity: "critical",
            remediationSteps: "Wrap the value with pulumi.secret, or name the output in additionalSecretOutputs.",
        }),
        enforcementLevel: "remediate",
        remediateResource: ({ urn, props }) => {
            bare.set(
                urn,
                bareSecrets(wrapped(props), (value) => value instanceof Secret),
            );
        },
        validateResource: ({ urn, type, opts }, report) => {
            for (const path of [...(bare.get(urn) ?? []), ...openOutput(type, opts.additionalSecretOutputs)]) {
                report(`${path} is not a secret.`);
            }
            bare.delete(urn);
        },
    };
}

export const secretsEncrypted = secretsRule();
