import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { HeldOptions } from "../internal/formerPlace";
import { dataPlaneOptions, type KafkaAdmin } from "./kafkaAdmin";

/** A right on a cluster that an ACL gives. */
export interface AclRule {
    /** Kafka's name of the operation, such as READ. */
    readonly operation: string;
    /** What it is about. */
    readonly resourceType: "CLUSTER" | "TOPIC" | "GROUP";
    /** Its name, or the beginning of it. */
    readonly resourceName: string;
    /** Whether the name is the whole name or only its beginning. */
    readonly pattern: "LITERAL" | "PREFIXED";
}

/** The name that Kafka gives to the cluster itself. */
const CLUSTER_NAME = "kafka-cluster";

/** A right on the cluster as a whole. */
export function onCluster(operation: string): AclRule {
    return { operation, resourceType: "CLUSTER", resourceName: CLUSTER_NAME, pattern: "LITERAL" };
}

/** What tells a rule from the others of one account; part of resource names. */
export function aclKey({ operation, resourceType, resourceName, pattern }: AclRule): string {
    const what = `${operation}-${resourceType}`.toLowerCase().replaceAll("_", "-");
    // An asterisk is in no name of a topic, and in a group's only as the whole of it.
    return resourceType === "CLUSTER" ? what : `${what}/${resourceName}${pattern === "PREFIXED" ? "*" : ""}`;
}

/** The rules with each right once: Kafka stores an ACL once, and deleting its twin would take it away. */
export function distinct(rules: readonly AclRule[]): AclRule[] {
    return [...new Map(rules.map((rule) => [aclKey(rule), rule])).values()];
}

export interface KafkaAclsArgs {
    /** The way onto the cluster: the ACLs are made with its credential. */
    readonly admin: KafkaAdmin;
    /** Id of the service account that gets the rights, `sa-…`. */
    readonly accountId: pulumi.Output<string>;
    readonly rules: readonly AclRule[];
}

/** The ACLs of one account on one cluster. An account's ACLs outlive it, so they depend on it and go first. */
export function kafkaAcls(
    name: string,
    { admin, accountId, rules }: KafkaAclsArgs,
    held: HeldOptions,
): confluentcloud.KafkaAcl[] {
    const keptNames = admin.cluster.keepsNames === true ? ["restEndpoint"] : [];
    return distinct(rules).map(
        (rule) =>
            new confluentcloud.KafkaAcl(
                `${name}/${aclKey(rule)}`,
                {
                    kafkaCluster: { id: admin.cluster.id },
                    resourceType: rule.resourceType,
                    resourceName: rule.resourceName,
                    patternType: rule.pattern,
                    principal: pulumi.interpolate`User:${accountId}`,
                    host: "*",
                    operation: rule.operation,
                    permission: "ALLOW",
                    restEndpoint: admin.restEndpoint,
                    credentials: admin.credentials,
                },
                { ...dataPlaneOptions(admin, held.parent, [], keptNames), ...held },
            ),
    );
}
