import type {
    Policy,
    PolicyConfigSchema,
    ResourceValidationPolicy,
    Severity,
    StackValidationPolicy,
} from "@pulumi/policy";
import { seen, seenInStack, type Seen, type SeenInStack } from "./seen";

/** What Pulumi shows of a rule. */
export interface About {
    readonly name: string;
    readonly description: string;
    readonly severity: Severity;
    readonly remediationSteps: string;
    /** Advisory rules warn. Defaults to mandatory. */
    readonly enforcementLevel?: "advisory" | "mandatory";
    /** What can be configured, each with a default in the rule itself. */
    readonly config?: PolicyConfigSchema["properties"];
}

/** Something that breaks a rule about a whole stack. */
export interface Finding {
    readonly message: string;
    readonly urn: string;
}

/** A rule about each resource by itself; `faults` says what is wrong with one. */
export function resourceRule<Config extends object>(
    about: About,
    faults: (resource: Seen, config: Partial<Config>) => string[],
): ResourceValidationPolicy {
    return {
        ...policy(about),
        validateResource: (args, report) => {
            for (const fault of faults(seen(args), args.getConfig<Partial<Config>>())) {
                report(fault);
            }
        },
    };
}

/** A rule about a stack; `findings` says what is wrong where. */
export function stackRule<Config extends object>(
    about: About,
    findings: (resources: readonly SeenInStack[], config: Partial<Config>) => Finding[],
): StackValidationPolicy {
    return {
        ...policy(about),
        validateStack: (args, report) => {
            for (const { message, urn } of findings(seenInStack(args.resources), args.getConfig<Partial<Config>>())) {
                report(message, urn);
            }
        },
    };
}

export function policy({ config, enforcementLevel = "mandatory", ...about }: About): Policy {
    return { ...about, enforcementLevel, ...(config === undefined ? {} : { configSchema: { properties: config } }) };
}
