import { stackRule, type Finding } from "./rule";
import { placeOf, type SeenInStack } from "./seen";

interface Config {
    /** Further stacks that are in production. */
    readonly stacks: readonly string[];
}

/** What data, or every client's way to it, goes with. */
const PRECIOUS: ReadonlySet<string> = new Set([
    "confluentcloud:index/environment:Environment",
    "confluentcloud:index/kafkaCluster:KafkaCluster",
    "confluentcloud:index/clusterLink:ClusterLink",
    "aws:route53/zone:Zone",
]);

const PRODUCTION = ["prod", "production", "prd", "live"];
const NOT = ["non", "not", "pre"];

/** Whether a stack's name says that it is in production: `prod`, `eu-prod-2`; but not `non-prod` or `products`. */
export function saysProduction(stack: string): boolean {
    const words = stack.toLowerCase().split(/[^a-z]+/);
    return words.some((word, index) => PRODUCTION.includes(word) && !NOT.includes(words[index - 1] ?? ""));
}

/** What is not protected in a stack that is in production, or whose settings protect something. */
export function unprotected(resources: readonly SeenInStack[], { stacks = [] }: Partial<Config> = {}): Finding[] {
    const isAsked = resources.some(({ protect }) => protect);
    return resources
        .filter(({ type, protect }) => PRECIOUS.has(type) && !protect)
        .flatMap(({ type, urn }) => {
            const { stack } = placeOf(urn);
            if (!isAsked && !saysProduction(stack) && !stacks.includes(stack)) {
                return [];
            }
            const why = isAsked ? "other resources of the stack are" : `stack ${stack} is in production`;
            return [{ message: `This ${type.split(":").at(-1) ?? type} is not protected, and ${why}.`, urn }];
        });
}

export const productionProtected = stackRule<Config>(
    {
        name: "production-protected",
        description: "Environment, clusters, links and hosted zones of a stack in production are protected.",
        severity: "critical",
        remediationSteps:
            "Set confluent-cluster-linking:protection to true. To let go of the stack, disable this rule for that run.",
        config: { stacks: { type: "array", items: { type: "string" }, default: [] } },
    },
    unprotected,
);
