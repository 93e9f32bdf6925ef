// Does not prove that the agent understands its configuration; there is no agent here.
import { expect } from "chai";
import { agentContainers, jobTemplate, type AgentTask } from "../../../components/runner/taskDefinitions";

const LOG = { group: "/confluent/dev-runner", region: "us-east-1" };
const AGENT: AgentTask = {
    image: "registry.example.test/agent:v2.4.0",
    tokenReference: "arn:aws:secretsmanager:us-east-1:000000000000:secret:dev-token-abcdef",
    clusterArn: "arn:aws:ecs:us-east-1:000000000000:cluster/dev-runner",
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupIds: ["sg-1"],
    log: LOG,
    job: { family: "dev-job", executionRoleArn: "arn:start", taskRoleArn: "arn:job", log: LOG },
};

const logTo = (prefix: string) => ({
    logDriver: "awslogs",
    options: {
        "awslogs-group": "/confluent/dev-runner",
        "awslogs-region": "us-east-1",
        "awslogs-stream-prefix": prefix,
    },
});

describe("the task definition of jobs", () => {
    it("has roles and a log, in the container that the agent fills in", () => {
        expect(jobTemplate(AGENT.job)).to.deep.equal({
            family: "dev-job",
            networkMode: "awsvpc",
            requiresCompatibilities: ["FARGATE"],
            cpu: "1024",
            memory: "4096",
            executionRoleArn: "arn:start",
            taskRoleArn: "arn:job",
            containerDefinitions: [{ name: "pulumi-workflow", essential: true, logConfiguration: logTo("job") }],
        });
    });
});

describe("the containers of the agent", () => {
    const [writer, agent] = agentContainers(AGENT);

    it("write the template of jobs first, and end", () => {
        expect(writer).to.deep.equal({
            name: "template",
            image: "public.ecr.aws/docker/library/busybox:1.37.0",
            essential: false,
            command: ["sh", "-c", `printf '%s' "$TEMPLATE" > /job-template/task-definition.json`],
            environment: [{ name: "TEMPLATE", value: JSON.stringify(jobTemplate(AGENT.job)) }],
            mountPoints: [{ sourceVolume: "job-template", containerPath: "/job-template", readOnly: false }],
            logConfiguration: logTo("template"),
        });
    });

    it("start the agent then, with its token from the secret and not in its environment", () => {
        expect(agent).to.deep.equal({
            name: "agent",
            image: "registry.example.test/agent:v2.4.0",
            essential: true,
            dependsOn: [{ containerName: "template", condition: "SUCCESS" }],
            environment: [
                { name: "PULUMI_AGENT_DEPLOY_TARGET", value: "ecs" },
                { name: "PULUMI_AGENT_ECS_CLUSTER", value: AGENT.clusterArn },
                { name: "PULUMI_AGENT_ECS_SUBNETS", value: "subnet-1 subnet-2" },
                { name: "PULUMI_AGENT_ECS_SECURITY_GROUPS", value: "sg-1" },
                { name: "PULUMI_AGENT_ECS_LAUNCH_TYPE", value: "FARGATE" },
                { name: "PULUMI_AGENT_ECS_ASSIGN_PUBLIC_IP", value: "false" },
                {
                    name: "PULUMI_AGENT_ECS_TASK_DEFINITION_TEMPLATE_FILE",
                    value: "/job-template/task-definition.json",
                },
                { name: "PULUMI_AGENT_IMAGE", value: "registry.example.test/agent:v2.4.0" },
                { name: "PULUMI_AGENT_ENABLED_WORKFLOW_TYPES", value: "deployment" },
            ],
            secrets: [{ name: "PULUMI_AGENT_TOKEN", valueFrom: AGENT.tokenReference }],
            mountPoints: [{ sourceVolume: "job-template", containerPath: "/job-template", readOnly: true }],
            stopTimeout: 120,
            logConfiguration: logTo("agent"),
        });
    });

    it("are two, with names that the agent does not keep for itself", () => {
        const names = agentContainers(AGENT).map(({ name }) => name);
        expect(names).to.deep.equal(["template", "agent"]);
    });
});
