import type { Props } from "../../../../simulator/provider/model";
import type { Account, Kind } from "../account";
import { identity } from "./certificates";

type Make = (kind: Kind, inputs: Props) => Promise<string>;

const REGION = { region: "us-east-1" };
const TAGS = { tags: { owner: "platform" } };

/** The trust of a role that a service may take. */
export function trust(service: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    });
}

/** A policy that allows actions on a resource. */
export function rights(actions: readonly string[], resource: string): string {
    const Statement = [{ Effect: "Allow", Action: actions, Resource: resource }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Networks in which the samples stand. */
interface Place {
    readonly vpcId: string;
    readonly subnetId: string;
    readonly groupId: string;
    readonly gatewayId: string;
    readonly attachmentId: string;
}

/** Certificates, logs, roles and container services, each with what it needs only, and with all that it can have. */
export async function serviceSamples(account: Account, make: Make, place: Place): Promise<void> {
    const root = identity("root.example");
    const { certificateBody, privateKey } = identity("server.example", root);
    await make("certificate", { certificateBody: root.certificateBody, privateKey: root.privateKey });
    const chain = { certificateBody, privateKey, certificateChain: root.certificateBody };
    await make("certificate", { ...REGION, ...TAGS, ...chain });
    const arnOf = async (kind: Kind, id: string) => (await account.read(kind, id))?.arn;
    await logs(make, arnOf, place);
    await containers(make, arnOf, await policies(make), place);
}

type ArnOf = (kind: Kind, id: string) => Promise<unknown>;

async function policies(make: Make): Promise<string> {
    const assumeRolePolicy = trust("ecs-tasks.amazonaws.com");
    await make("role", { assumeRolePolicy });
    await make("role", { assumeRolePolicy, namePrefix: "agent-" });
    const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
    const settings = { description: "Agent", forceDetachPolicies: true, maxSessionDuration: 7200, path: "/runner/" };
    const role = await make("role", { ...TAGS, ...settings, name: "agent", assumeRolePolicy, permissionsBoundary });
    const policy = rights(["s3:GetObject"], "*");
    await make("rolePolicy", { role, policy });
    await make("rolePolicy", { role, policy, namePrefix: "read-" });
    await make("rolePolicy", { role, policy, name: "read" });
    await make("rolePolicyAttachment", { role, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    return role;
}

async function logs(make: Make, arnOf: ArnOf, { vpcId, subnetId, gatewayId, attachmentId }: Place): Promise<void> {
    await make("logGroup", {});
    await make("logGroup", { namePrefix: "vpn-" });
    const settings = { kmsKeyId: "alias/logs", logGroupClass: "STANDARD", retentionInDays: 30, skipDestroy: true };
    const logGroupName = await make("logGroup", { ...REGION, ...TAGS, ...settings, name: "/hub/flow" });
    await make("logStream", { logGroupName });
    await make("logStream", { ...REGION, logGroupName, name: "connections" });
    const role = await make("role", { name: "flow", assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com") });
    const logDestination = await arnOf("logGroup", logGroupName);
    const base = { iamRoleArn: await arnOf("role", role), logDestination };
    await make("flowLog", { ...base, vpcId, trafficType: "ALL" });
    await make("flowLog", { ...base, subnetId, trafficType: "REJECT" });
    const settled = { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 60, logFormat: "${srcaddr}" };
    await make("flowLog", { ...REGION, ...TAGS, ...base, ...settled, transitGatewayId: gatewayId });
    await make("flowLog", { ...base, maxAggregationInterval: 60, transitGatewayAttachmentId: attachmentId });
}

async function containers(make: Make, arnOf: ArnOf, role: string, { subnetId, groupId }: Place): Promise<void> {
    await make("ecsCluster", {});
    const settings = [{ name: "containerInsights", value: "enabled" }];
    const cluster = await make("ecsCluster", { ...REGION, ...TAGS, name: "runner", settings });
    const containerDefinitions = JSON.stringify([{ name: "agent", image: "example/agent:1.0", memory: 512 }]);
    await make("taskDefinition", { family: "small", containerDefinitions });
    const arn = await arnOf("role", role);
    await make("taskDefinition", {
        ...REGION,
        ...TAGS,
        ...{ family: "agent", containerDefinitions, cpu: "512", memory: "1024", networkMode: "awsvpc" },
        ...{ enableFaultInjection: false, ephemeralStorage: { sizeInGib: 30 }, requiresCompatibilities: ["FARGATE"] },
        ...{ executionRoleArn: arn, taskRoleArn: arn, skipDestroy: false, trackLatest: false },
        ...{ runtimePlatform: { cpuArchitecture: "X86_64" }, volumes: [{ name: "shared" }] },
    });
    await make("ecsService", { cluster, taskDefinition: "small" });
    await make("ecsService", {
        ...REGION,
        ...TAGS,
        ...{ name: "agent", cluster, taskDefinition: "agent:1", launchType: "FARGATE", desiredCount: 0 },
        ...{ availabilityZoneRebalancing: "DISABLED", deploymentCircuitBreaker: { enable: true, rollback: true } },
        ...{ deploymentMaximumPercent: 100, deploymentMinimumHealthyPercent: 0, enableEcsManagedTags: true },
        ...{ enableExecuteCommand: true, forceDelete: true, forceNewDeployment: true, platformVersion: "1.4.0" },
        ...{ propagateTags: "SERVICE", triggers: { token: "1" }, waitForSteadyState: true },
        networkConfiguration: { subnets: [subnetId], securityGroups: [groupId], assignPublicIp: false },
    });
}
