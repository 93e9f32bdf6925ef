import { resourceRule } from "./rule";
import { text, type Seen } from "./seen";

/** CloudClusterAdmin, the least role that may link clusters, and what it includes. */
const ROLES: ReadonlySet<string> = new Set([
    "CloudClusterAdmin",
    "DeveloperManage",
    "DeveloperRead",
    "DeveloperWrite",
    "MetricsViewer",
    "Operator",
    "ResourceOwner",
]);

/** One cluster or Schema Registry; without it a role is on an environment or the whole organisation. */
const ONE_PLACE = /\/(?:cloud-cluster|schema-registry)=[^/*]+(?:\/|$)/;

/** A role that can do more than administer one cluster. */
export function highRole({ type, props }: Seen): string[] {
    if (type !== "confluentcloud:index/roleBinding:RoleBinding") {
        return [];
    }
    const [role, crn] = [text(props.roleName), text(props.crnPattern)];
    return [
        ...(role === undefined || ROLES.has(role) ? [] : [`${role} is more than CloudClusterAdmin.`]),
        ...(crn === undefined || ONE_PLACE.test(crn) ? [] : [`${crn} is more than one cluster.`]),
    ];
}

export const noHighRoles = resourceRule(
    {
        name: "no-role-above-cluster-admin",
        description: "No identity of the stack, those of links included, can do more than administer one cluster.",
        severity: "high",
        remediationSteps: "Bind CloudClusterAdmin or less, on one cluster or Schema Registry.",
    },
    highRole,
);
