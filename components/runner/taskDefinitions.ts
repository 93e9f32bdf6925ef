/** Sizes that Fargate offers: CPU units, of which 1024 are one vCPU, and MiB of memory. */
export const AGENT_SIZE = { cpu: "512", memory: "1024" } as const;
export const JOB_SIZE = { cpu: "1024", memory: "4096" } as const;

/** Writes the job's template for the agent, and ends; any image with a shell would do. */
const WRITER_IMAGE = "public.ecr.aws/docker/library/busybox:1.37.0";
export const TEMPLATE_VOLUME = "job-template";
const TEMPLATE_FOLDER = "/job-template";
const TEMPLATE_FILE = `${TEMPLATE_FOLDER}/task-definition.json`;
/** The agent fills in the image and commands of the container with this name. */
const JOB_CONTAINER = "pulumi-workflow";
/** The longest that Fargate lets a task take to stop. */
const STOP_SECONDS = 120;

/** Where tasks write their log. */
export interface LogPlace {
    readonly group: string;
    readonly region: string;
}

export interface JobTask {
    readonly family: string;
    readonly executionRoleArn: string;
    /** The role in which the program runs. */
    readonly taskRoleArn: string;
    readonly log: LogPlace;
}

export interface AgentTask {
    /** The agent's image, from which jobs take their runner too. */
    readonly image: string;
    /** The pool's token: ARN of a secret, with its version behind it or without. */
    readonly tokenReference: string;
    readonly clusterArn: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly log: LogPlace;
    readonly job: JobTask;
}

/** The task definition that the agent bases every job's on, in the form of `aws ecs register-task-definition`. */
export function jobTemplate({ family, executionRoleArn, taskRoleArn, log }: JobTask) {
    return {
        family,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        ...JOB_SIZE,
        executionRoleArn,
        taskRoleArn,
        containerDefinitions: [{ name: JOB_CONTAINER, essential: true, logConfiguration: logTo(log, "job") }],
    };
}

/** The agent, after a container that writes the job's template where the agent finds it. */
export function agentContainers(agent: AgentTask) {
    return [templateWriter(agent), agentContainer(agent)];
}

function templateWriter({ job, log }: AgentTask) {
    return {
        name: "template",
        image: WRITER_IMAGE,
        essential: false,
        // The text is data to the shell: nothing in it is run.
        command: ["sh", "-c", `printf '%s' "$TEMPLATE" > ${TEMPLATE_FILE}`],
        environment: [{ name: "TEMPLATE", value: JSON.stringify(jobTemplate(job)) }],
        mountPoints: [{ sourceVolume: TEMPLATE_VOLUME, containerPath: TEMPLATE_FOLDER, readOnly: false }],
        logConfiguration: logTo(log, "template"),
    };
}

function agentContainer(agent: AgentTask) {
    return {
        name: "agent",
        image: agent.image,
        essential: true,
        dependsOn: [{ containerName: "template", condition: "SUCCESS" }],
        environment: Object.entries(agentSettings(agent)).map(([name, value]) => ({
            name: `PULUMI_AGENT_${name}`,
            value,
        })),
        secrets: [{ name: "PULUMI_AGENT_TOKEN", valueFrom: agent.tokenReference }],
        mountPoints: [{ sourceVolume: TEMPLATE_VOLUME, containerPath: TEMPLATE_FOLDER, readOnly: true }],
        stopTimeout: STOP_SECONDS,
        logConfiguration: logTo(agent.log, "agent"),
    };
}

/** The agent's configuration, in its environment. */
function agentSettings({ image, clusterArn, subnetIds, securityGroupIds }: AgentTask): Record<string, string> {
    return {
        DEPLOY_TARGET: "ecs",
        ECS_CLUSTER: clusterArn,
        ECS_SUBNETS: subnetIds.join(" "),
        ECS_SECURITY_GROUPS: securityGroupIds.join(" "),
        ECS_LAUNCH_TYPE: "FARGATE",
        ECS_ASSIGN_PUBLIC_IP: "false",
        ECS_TASK_DEFINITION_TEMPLATE_FILE: TEMPLATE_FILE,
        // Left to itself the agent takes this from the public registry, also where it comes from a mirror itself.
        IMAGE: image,
        // The role of jobs is made for deployments; scans would want to read the whole account.
        ENABLED_WORKFLOW_TYPES: "deployment",
    };
}

function logTo({ group, region }: LogPlace, prefix: string) {
    return {
        logDriver: "awslogs",
        options: { "awslogs-group": group, "awslogs-region": region, "awslogs-stream-prefix": prefix },
    };
}
