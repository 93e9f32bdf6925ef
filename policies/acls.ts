import { resourceRule } from "./rule";
import type { Seen } from "./seen";

const ANYTHING = "*";

/** An ACL that allows everything on everything of a kind, or to everybody. */
export function boundlessAcl({ type, props }: Seen): string[] {
    const isGrant = type === "confluentcloud:index/kafkaAcl:KafkaAcl" && props.permission === "ALLOW";
    if (!isGrant || props.operation !== "ALL") {
        return [];
    }
    return [
        ...(props.resourceName === ANYTHING ? [`It allows ALL on every ${String(props.resourceType)}.`] : []),
        ...(props.principal === `User:${ANYTHING}` ? ["It allows ALL to every account."] : []),
    ];
}

export const noBoundlessAcls = resourceRule(
    {
        name: "no-wildcard-acl-with-all",
        description: "No ACL allows the operation ALL on all names, or to all accounts.",
        severity: "high",
        remediationSteps: "Name the operations that are needed, and a topic, a group or a prefix.",
    },
    boundlessAcl,
);
