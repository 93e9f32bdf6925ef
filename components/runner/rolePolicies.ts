import { allow, policy, type PolicyDocument } from "./policyDocument";

const TASKS = "ecs-tasks.amazonaws.com";

/** Who may take the roles: tasks on ECS. */
export function trustOfTasks(): PolicyDocument {
    return policy({ Effect: "Allow", Principal: { Service: TASKS }, Action: ["sts:AssumeRole"] });
}

/** What a task is started with; all are ARNs. */
export interface ExecutionScope {
    readonly region: string;
    /** Left out: the task has no secret. */
    readonly secretArn?: string;
    readonly logGroupArn: string;
}

/** Rights to start a task: read its one secret, fetch images of the region's registries, and write to its log. */
export function executionPolicy({ region, secretArn, logGroupArn }: ExecutionScope): PolicyDocument {
    const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    return policy(
        ...(secretArn === undefined ? [] : [allow("Token", ["secretsmanager:GetSecretValue"], [secretArn])]),
        // A login is to the registry as a whole, and AWS knows no narrower resource for it.
        allow("RegistryLogin", ["ecr:GetAuthorizationToken"], ["*"]),
        allow("Images", pull, [`arn:aws:ecr:${region}:*:repository/*`]),
        allow("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], [`${logGroupArn}:*`]),
    );
}

/** Where the agent starts jobs, and which roles it hands to them; all are ARNs. */
export interface AgentScope {
    readonly region: string;
    readonly clusterArn: string;
    readonly jobRoleArns: readonly string[];
}

/** Rights of the agent: to run each job as a task of its cluster, with the roles of jobs and no others. */
export function agentPolicy({ region, clusterArn, jobRoleArns }: AgentScope): PolicyDocument {
    const definitions = `arn:aws:ecs:${region}:*:task-definition/*`;
    const tasks = `${clusterArn.replace(":cluster/", ":task/")}/*`;
    return policy(
        // Neither action can be narrowed to a resource.
        allow("Definitions", ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"], ["*"]),
        allow("Run", ["ecs:RunTask"], [definitions], { ArnEquals: { "ecs:cluster": clusterArn } }),
        allow("Tasks", ["ecs:DescribeTasks", "ecs:StopTask"], [tasks]),
        allow("Tags", ["ecs:TagResource"], [definitions, tasks], {
            StringEquals: { "ecs:CreateAction": ["RegisterTaskDefinition", "RunTask"] },
        }),
        allow("Cluster", ["ecs:DescribeClusters"], [clusterArn]),
        allow("Roles", ["iam:PassRole"], jobRoleArns, { StringEquals: { "iam:PassedToService": TASKS } }),
    );
}
