import { expect } from "chai";
import type { Props } from "../../../../simulator/provider/model";
import { Account, refused } from "../account";
import { Runner } from "./runner";
import { trust } from "./samples";

describe("container clusters and task definitions", () => {
    let account: Account;
    beforeEach(() => {
        account = new Account();
    });
    const agent = { name: "agent", image: "example/agent:1.0" };
    const fargate = {
        family: "agent",
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "512",
        memory: "1024",
    };
    const define = (inputs: Props, ...containers: Props[]) => {
        const containerDefinitions = JSON.stringify(containers.length === 0 ? [agent] : containers);
        return account.create("taskDefinition", { ...fargate, containerDefinitions, ...inputs });
    };
    const flawed = (message: string, inputs: Props, ...containers: Props[]) =>
        refused(define(inputs, ...containers), "RegisterTaskDefinition", `ClientException: ${message}`);

    it("give a cluster of a name that is there again", async () => {
        const settings = [{ name: "containerInsights", value: "enabled" }];
        const id = await account.make("ecsCluster", { name: "runner" });
        expect(await account.make("ecsCluster", { name: "runner", settings })).to.equal(id);
        expect(await account.read("ecsCluster", id)).to.deep.include({ name: "runner", settings });
        const wrong = { settings: [{ name: "containerInsights", value: "on" }] };
        await refused(account.make("ecsCluster", wrong), "InvalidParameterException: Invalid value");
        const model = account.model("ecsCluster");
        expect(() => model.check?.({ name: "a b" })).to.throw(
            "must consist of alphanumerics, hyphens, and underscores.",
        );
        expect(() => model.check?.({ settings: [{ name: "x", value: "y" }] })).to.throw(
            'one of ["containerInsights"], got x',
        );
    });

    it("count revisions, also those that are no longer active", async () => {
        const first = await define({});
        expect(first.id).to.equal("agent");
        expect(first.outputs.arn).to.match(/^arn:aws:ecs:us-east-1:\d{12}:task-definition\/agent:1$/);
        const second = await define({ tags: { owner: "platform" } });
        expect(second.outputs.revision).to.equal(2);
        await account.drop("taskDefinition", "agent", second.outputs);
        expect(await account.read("taskDefinition", "agent", second.outputs)).to.equal(undefined);
        expect(await account.read("taskDefinition", "agent", first.outputs)).to.include({ revision: 1 });
        expect((await define({ skipDestroy: true })).outputs.revision).to.equal(3);
        const changed = await account.update(
            "taskDefinition",
            "agent",
            { ...first.outputs, trackLatest: true },
            first.outputs,
        );
        expect(changed).to.include({ revision: 1, trackLatest: true });
    });

    it("have sizes that Fargate has", async () => {
        const none = "No Fargate configuration exists for given values: 512 CPU, 512 memory. See the Amazon ECS";
        await flawed(none, { memory: "512" });
        await flawed("No Fargate configuration exists", { cpu: "500" });
        await flawed("No Fargate configuration exists", { memory: "1536" });
        await flawed("No Fargate configuration exists", { cpu: "256", memory: "4096" });
        await flawed("No Fargate configuration exists", { cpu: "8192", memory: "17408" });
        await flawed("Fargate requires that 'cpu' be defined at the task level.", { cpu: undefined });
        await flawed("Fargate requires that 'memory' be defined at the task level.", { memory: undefined });
        await flawed("Fargate only supports network mode ‘awsvpc’.", { networkMode: "bridge" });
        const sizes = { "256": "512", ".5 vCPU": "4 GB", "1 vCPU": "2048", "8192": "16384", "16384": "122880" };
        for (const [cpu, memory] of Object.entries(sizes)) {
            await define({ cpu, memory });
        }
    });

    it("have containers that fit together", async () => {
        await flawed("Container list cannot be empty.", { containerDefinitions: "[]" });
        await flawed("Container.name should not be null or empty.", {}, { image: "a" });
        await flawed("Container.name contains invalid characters.", {}, { ...agent, name: "a b" });
        await flawed("Container.image should not be null or empty.", {}, { name: "agent" });
        await flawed("Two containers have the name 'agent'.", {}, agent, agent);
        await flawed("Unknown volume 'shared'.", {}, { ...agent, mountPoints: [{ sourceVolume: "shared" }] });
        const dependent = { ...agent, dependsOn: [{ containerName: "init", condition: "SUCCESS" }] };
        await flawed("Container 'agent' depends on container 'init', which does not exist.", {}, dependent);
        await flawed("The task definition needs at least one essential container.", {}, { ...agent, essential: false });
        await flawed("The sum of all container 'cpu' values cannot be greater", {}, { ...agent, cpu: 513 });
        const init = { name: "init", image: "example/agent:1.0", essential: false, cpu: 256 };
        const mounted = { ...dependent, cpu: 256, mountPoints: [{ sourceVolume: "shared" }] };
        await define({ volumes: [{ name: "shared" }] }, init, mounted);
        const model = account.model("taskDefinition");
        const base = { family: "agent", containerDefinitions: "[]" };
        expect(() => model.check?.({ ...base, containerDefinitions: "{}" })).to.throw(
            "container_definitions is invalid",
        );
        expect(() => model.check?.({ ...base, family: "a b" })).to.throw("invalid value for family");
        expect(() => model.check?.({ ...base, requiresCompatibilities: ["X"] })).to.throw(
            '"FARGATE" "EXTERNAL"], got X',
        );
    });

    it("have roles that tasks can take, and one to execute what needs it", async () => {
        const name = await account.make("role", {
            name: "flow",
            assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com"),
        });
        const flow = (await account.read("role", name))?.arn;
        await flawed("Role is not valid", { executionRoleArn: flow });
        await flawed("Role is not valid", { taskRoleArn: "arn:aws:iam::123456789012:role/none" });
        const needs = "Fargate requires task definition to have execution role ARN to support";
        const secrets = [{ name: "TOKEN", valueFrom: "arn:aws:secretsmanager:x" }];
        await flawed(`${needs} container secrets.`, {}, { ...agent, secrets });
        await flawed(`${needs} log driver awslogs.`, {}, { ...agent, logConfiguration: { logDriver: "awslogs" } });
        const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/agent:1";
        await flawed(`${needs} ECR images.`, {}, { ...agent, image });
    });
});

describe("container services", () => {
    let runner: Runner;
    let account: Account;
    beforeEach(async () => {
        runner = await Runner.create();
        account = runner.account;
    });

    it("stand in a cluster, with a task definition, subnets and groups that are there", async () => {
        await refused(
            runner.start({ cluster: "none" }),
            "CreateService",
            "ClusterNotFoundException: Cluster not found.",
        );
        await refused(runner.start({ taskDefinition: "none" }), "ClientException: TaskDefinition not found.");
        const network = (parts: object) => ({ networkConfiguration: { ...runner.network, ...parts } });
        await refused(
            runner.start(network({ subnets: ["subnet-none"] })),
            "InvalidParameterException: Error retrieving subnet information for [subnet-none]: The subnet ID",
        );
        await refused(
            runner.start(network({ securityGroups: ["sg-none"] })),
            "InvalidParameterException: Error retrieving security group information for [sg-none]: The security group",
        );
        const other = await account.subnet(await account.vpc("10.9.0.0/20"), "10.9.0.0/24");
        await refused(
            runner.start(network({ subnets: [other] })),
            "Subnets and security groups have to be in one VPC.",
        );
        await refused(
            runner.start({ networkConfiguration: undefined }),
            "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
        );
    });

    it("run what their launch type can run, and no revision that is gone", async () => {
        const containerDefinitions = JSON.stringify([{ name: "agent", image: "a", memory: 64 }]);
        const { outputs } = await account.create("taskDefinition", { family: "other", containerDefinitions });
        const message = "InvalidParameterException: Task definition does not support launch_type FARGATE.";
        await refused(runner.start({ taskDefinition: "other" }), message);
        await account.drop("taskDefinition", "other", outputs);
        await refused(runner.start({ taskDefinition: outputs.arn }), "ClientException: TaskDefinition is inactive");
    });

    it("have one name in a cluster, and keep it, their subnets and their groups", async () => {
        const id = await runner.start({});
        expect(id).to.match(/:service\/runner\/agent$/);
        await refused(runner.start({}), "InvalidParameterException: Creation of service was not idempotent.");
        const message = "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active.";
        await refused(account.drop("ecsCluster", runner.cluster), message);
        await refused(account.drop("subnet", runner.subnet), "DependencyViolation");
        await refused(account.drop("securityGroup", runner.group), "DependencyViolation");
        await account.drop("ecsService", id);
        await account.drop("ecsCluster", runner.cluster);
        await account.drop("securityGroup", runner.group);
    });

    it("start where nothing is in the way", async () => {
        await runner.start({ waitForSteadyState: true });
    });

    const stopped = "ECS deployment circuit breaker: tasks failed to start. (task stopped: ";
    const cases: Record<string, { without: keyof Runner["ids"]; reason: string }> = {
        "a way out of their subnet": { without: "private route", reason: "has no route to 0.0.0.0/0" },
        "a NAT gateway in a public subnet": {
            without: "public route",
            reason: "which has no route to an internet gateway",
        },
        "a NAT gateway that is there": { without: "nat", reason: "which is no way out" },
        "a group that lets them out": { without: "egress", reason: "security groups of the task do not let it out" },
        "a right to read their secret": {
            without: "policy",
            reason: "AccessDeniedException: the execution role is not",
        },
        "a value of their secret": {
            without: "version",
            reason: "can't find the specified secret value for staging label: AWSCURRENT",
        },
        "their secret": { without: "secret", reason: "Secrets Manager can't find the specified secret." },
        "their log group": {
            without: "logs",
            reason: "ResourceNotFoundException: The specified log group does not exist.",
        },
    };
    for (const [what, { without, reason }] of Object.entries(cases)) {
        it(`fail where they miss ${what}`, async () => {
            account.forget(runner.ids[without]);
            const starting = runner.start({ waitForSteadyState: true });
            await refused(
                starting,
                "waiting for ECS Service (",
                "create: service deployment failed: ",
                stopped,
                reason,
            );
            expect(account.world.aws("aws:ecs/service:Service")).to.deep.equal([]);
            // Without a wait nobody notices.
            await runner.start({});
        });
    }

    it("fail as a time-out without a circuit breaker, and change back what was there", async () => {
        const id = await runner.start({ waitForSteadyState: true });
        account.forget(runner.ids.logs);
        const inputs = { ...runner.inputs({ waitForSteadyState: true }), deploymentCircuitBreaker: undefined };
        const changing = account.update("ecsService", id, { ...inputs, desiredCount: 2 });
        await refused(
            changing,
            "update: timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING'",
        );
        expect(account.props(id).desiredCount).to.equal(1);
        await account.update("ecsService", id, { ...inputs, desiredCount: 0 });
    });

    it("reach services of AWS through endpoints, whose groups have to let them in", async () => {
        account.forget(runner.ids["private route"]);
        const start = () => runner.start({ waitForSteadyState: true, taskDefinition: "agent" });
        await refused(
            start(),
            "unable to retrieve secret from asm: There is a connection issue between the task and AWS",
        );
        for (const service of ["secretsmanager", "logs", "ecr.api", "ecr.dkr"]) {
            runner.endpoint(service);
        }
        await refused(start(), `security group ${runner.endpointGroup} does not allow ${runner.subnet} on port 443`);
        const open = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "10.2.0.0/16" };
        await account.make("ingressRule", { ...open, securityGroupId: runner.endpointGroup });
        await refused(start(), "CannotPullContainerError: pull image manifest has been retried 5 time(s)");
        await runner.define({ image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/agent:1" });
        await refused(
            start(),
            "There is a connection issue between the task and Amazon ECR.",
            "has no route to 0.0.0.0/0",
        );
        runner.endpoint("s3", { vpcEndpointType: "Gateway", routeTableIds: [runner.ids["private table"]] });
        await start();
    });

    it("wait for endpoints that are available", async () => {
        runner.endpoint("secretsmanager", { state: "pending" });
        await refused(runner.start({ waitForSteadyState: true }), "vpce-secretsmanager is pending, not available");
    });
});
