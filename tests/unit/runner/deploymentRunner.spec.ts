// Does not prove what is inside the remote VPC component, nor that tasks start: the mocks make both up.
import { expect } from "chai";
import { agentPolicy, executionPolicy } from "../../../components/runner/rolePolicies";
import { linkStackPolicy } from "../../../components/runner/linkStackPolicy";
import { record, valueOf } from "../../support/engine";
import type { Recording } from "../../support/recording";
import { isSecret, leaks, opened } from "../../support/secrets";
import { component, TYPES } from "../../support/types";
import { bareRunner, make, recordRunner, WORKFLOW_RUNNER } from "./support";

const TOKEN_ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:pool-abcdef";
const PRIVATE = ["subnet-runner-private-us-east-1a", "subnet-runner-private-us-east-1b"];

function parsed(recording: Recording, type: string, name: string, input: string): unknown {
    return JSON.parse(String(recording.find(type, name).inputs[input]));
}

describe("DeploymentRunner's VPC", () => {
    it("has private and public subnets with explicit sizes, and one NAT gateway", async () => {
        const { recording } = await recordRunner();
        expect(recording.find(TYPES.awsxVpc, "runner").inputs).to.deep.equal({
            cidrBlock: "10.2.0.0/16",
            availabilityZoneNames: ["us-east-1a", "us-east-1b"],
            availabilityZoneCidrMask: 19,
            subnetStrategy: "Auto",
            subnetSpecs: [
                { type: "Private", name: "private", cidrMask: 20 },
                { type: "Public", name: "public", cidrMask: 24 },
            ],
            natGateways: { strategy: "Single" },
            enableDnsHostnames: true,
            enableDnsSupport: true,
        });
    });

    it("has a NAT gateway in each zone when asked for", async () => {
        const { recording } = await bareRunner();
        expect(recording.find(TYPES.awsxVpc, "runner").inputs.natGateways).to.deep.equal({ strategy: "OnePerAz" });
    });

    it("asks the VPC's own resolver, which alone knows private names", async () => {
        const { recording } = await bareRunner();
        const options = recording.find(TYPES.dhcpOptions, "runner-dhcp-options");
        expect(options.inputs).to.deep.include({ domainNameServers: ["AmazonProvidedDNS"] });
        expect(recording.find(TYPES.dhcpAssociation, "runner-dhcp-options").inputs).to.deep.equal({
            vpcId: "vpc-runner",
            dhcpOptionsId: options.id,
        });
    });

    it("is told of by zone, each with the subnet and the table that belong to it", async () => {
        const { made } = await recordRunner();
        expect(await valueOf(made.runner.vpcId)).to.equal("vpc-runner");
        expect(made.runner.cidr).to.equal("10.2.0.0/16");
        for (const zone of ["us-east-1a", "us-east-1b"]) {
            const [subnet, table] = [made.privateSubnetIds[zone], made.runner.routeTableIds[zone]];
            expect(subnet && (await valueOf(subnet))).to.equal(`subnet-runner-private-${zone}`);
            expect(table && (await valueOf(table))).to.equal(`rtb-runner-private-${zone}`);
        }
    });

    it("is attached to the gateway with its private subnets", async () => {
        const { recording } = await recordRunner();
        const { inputs } = recording.find(TYPES.gatewayAttachment, "runner-attachment");
        expect(inputs).to.include({ vpcId: "vpc-runner", transitGatewayId: "tgw-1" });
        expect(inputs.subnetIds).to.deep.equal(PRIVATE);
    });

    it("is all there is without a workflow runner and a gateway", async () => {
        const { made, recording } = await bareRunner();
        expect(recording.resources.map(({ type }) => type)).to.have.members([TYPES.dhcpOptions, TYPES.dhcpAssociation]);
        expect([made.clusterArn, made.jobRoleArn]).to.deep.equal([undefined, undefined]);
    });

    it("refuses zones by id, of which no region can be told", async () => {
        const zones = { availabilityZones: ["use1-az1", "use1-az2"] };
        const error = await recordRunner(zones).then(
            () => "nothing",
            (reason: unknown) => String(reason),
        );
        expect(error).to.include("needs zones by name, such as us-east-1a; given: use1-az1, use1-az2");
    });
});

describe("DeploymentRunner's endpoints", () => {
    it("lead to what tasks start with, from the VPC only", async () => {
        const { recording } = await recordRunner();
        const group = recording.find(TYPES.securityGroup, "runner-security-group");
        const endpoint = (name: string, service: string) => [
            name,
            {
                vpcId: "vpc-runner",
                vpcEndpointType: "Interface",
                serviceName: `com.amazonaws.us-east-1.${service}`,
                subnetIds: PRIVATE,
                securityGroupIds: [group.id],
                privateDnsEnabled: true,
                tags: { Name: `dev-${name}` },
            },
        ];
        expect(recording.ofType(TYPES.endpoint).map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            endpoint("runner-ecr-api", "ecr.api"),
            endpoint("runner-ecr-dkr", "ecr.dkr"),
            endpoint("runner-logs", "logs"),
            [
                "runner-s3",
                {
                    vpcId: "vpc-runner",
                    vpcEndpointType: "Gateway",
                    serviceName: "com.amazonaws.us-east-1.s3",
                    routeTableIds: ["rtb-runner-private-us-east-1a", "rtb-runner-private-us-east-1b"],
                    tags: { Name: "dev-runner-s3" },
                },
            ],
            endpoint("runner-secretsmanager", "secretsmanager"),
        ]);
        expect(recording.ofType(TYPES.ingressRule).map(({ inputs }) => inputs)).to.deep.equal([
            {
                securityGroupId: group.id,
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                cidrIpv4: "10.2.0.0/16",
                description: "https from the VPC",
            },
        ]);
    });
});

describe("DeploymentRunner's workflow runner", () => {
    it("is one agent on Fargate in the private subnets, whose failing deployments are taken back", async () => {
        const { recording } = await recordRunner();
        const cluster = recording.find(TYPES.ecsCluster, "runner-cluster");
        expect(cluster.inputs).to.deep.equal({
            name: "dev-runner",
            settings: [{ name: "containerInsights", value: "enabled" }],
        });
        const task = recording.find(TYPES.taskDefinition, "runner-agent-task");
        const group = recording.find(TYPES.securityGroup, "runner-agent-security-group");
        expect(recording.find(TYPES.ecsService, "runner-service").inputs).to.deep.equal({
            name: "dev-runner-agent",
            cluster: cluster.id,
            taskDefinition: `${task.id}:1`,
            desiredCount: 1,
            launchType: "FARGATE",
            networkConfiguration: { subnets: PRIVATE, securityGroups: [group.id], assignPublicIp: false },
            deploymentCircuitBreaker: { enable: true, rollback: true },
            waitForSteadyState: true,
        });
    });

    it("has half a CPU and a GiB, and a volume for the template of jobs", async () => {
        const { recording } = await recordRunner();
        const { containerDefinitions, ...inputs } = recording.find(TYPES.taskDefinition, "runner-agent-task").inputs;
        expect(inputs).to.deep.equal({
            family: "dev-runner-agent",
            networkMode: "awsvpc",
            requiresCompatibilities: ["FARGATE"],
            cpu: "512",
            memory: "1024",
            executionRoleArn: "arn:aws:iam::000000000000:role/dev-runner-agent-start",
            taskRoleArn: "arn:aws:iam::000000000000:role/dev-runner-agent",
            volumes: [{ name: "job-template" }],
        });
        const containers = JSON.parse(String(containerDefinitions)) as { name: string; image: string }[];
        expect(containers.map(({ name }) => name)).to.deep.equal(["template", "agent"]);
        expect(containers[1]?.image).to.equal(WORKFLOW_RUNNER.image);
    });

    it("runs jobs in a security group and with roles of their own", async () => {
        const { recording } = await recordRunner();
        const text = String(recording.find(TYPES.taskDefinition, "runner-agent-task").inputs.containerDefinitions);
        const group = recording.find(TYPES.securityGroup, "runner-jobs-security-group");
        expect(text).to.include(`{"name":"PULUMI_AGENT_ECS_SECURITY_GROUPS","value":"${group.id}"}`);
        expect(text).to.include(
            String.raw`\"executionRoleArn\":\"arn:aws:iam::000000000000:role/dev-runner-job-start\"`,
        );
        expect(text).to.include(String.raw`\"taskRoleArn\":\"arn:aws:iam::000000000000:role/dev-runner-job\"`);
    });

    it("lets nobody in; the agent out over https, jobs to Kafka and name servers of private networks as well", async () => {
        const { recording } = await recordRunner();
        const groupOf = (part: string) => recording.find(TYPES.securityGroup, `runner-${part}-security-group`).id;
        const rules = recording.ofType(TYPES.egressRule).map(({ name, inputs }) => {
            const { securityGroupId, ipProtocol, fromPort, toPort, cidrIpv4 } = inputs;
            return [name, securityGroupId, ipProtocol, fromPort, toPort, cidrIpv4];
        });
        expect(rules).to.have.deep.members([
            ["runner-agent-https", groupOf("agent"), "tcp", 443, 443, "0.0.0.0/0"],
            ["runner-jobs-https", groupOf("jobs"), "tcp", 443, 443, "0.0.0.0/0"],
            ["runner-jobs-kafka-to-10.0.0.0/8", groupOf("jobs"), "tcp", 9092, 9092, "10.0.0.0/8"],
            ["runner-jobs-dns-tcp-to-10.0.0.0/8", groupOf("jobs"), "tcp", 53, 53, "10.0.0.0/8"],
            ["runner-jobs-dns-udp-to-10.0.0.0/8", groupOf("jobs"), "udp", 53, 53, "10.0.0.0/8"],
        ]);
        const admitted = recording.ofType(TYPES.ingressRule).map(({ inputs }) => inputs.securityGroupId);
        expect(admitted).to.not.include.members([groupOf("agent"), groupOf("jobs")]);
    });

    it("gives each role its policy", async () => {
        const { recording } = await recordRunner();
        const log = recording.find(TYPES.logGroup, "runner-log");
        expect(log.inputs).to.deep.equal({ name: "/confluent/dev-runner", retentionInDays: 30 });
        const [region, logGroupArn] = ["us-east-1", String(log.state.arn)];
        const role = (part: string) => `arn:aws:iam::000000000000:role/dev-runner-${part}`;
        const agent = {
            region,
            clusterArn: recording.find(TYPES.ecsCluster, "runner-cluster").id,
            jobRoleArns: [role("job-start"), role("job")],
        };
        const secretArn = recording.find(TYPES.secret, "runner-token").id;
        const expected = {
            "agent-start": executionPolicy({ region, secretArn, logGroupArn }),
            agent: agentPolicy(agent),
            "job-start": executionPolicy({ region, logGroupArn }),
            job: linkStackPolicy(region),
        };
        for (const [part, policy] of Object.entries(expected)) {
            expect(recording.find(TYPES.role, `runner-${part}`).inputs.name).to.equal(`dev-runner-${part}`);
            expect(parsed(recording, TYPES.rolePolicy, `runner-${part}-rights`, "policy")).to.deep.equal(policy);
        }
        expect(recording.names(TYPES.role)).to.have.length(4);
    });

    it("keeps roles' names within IAM's limit, and apart, whatever the stack is called", async () => {
        const displayName = "s".repeat(64);
        const { recording } = await recordRunner({ displayName });
        const names = recording.ofType(TYPES.role).map(({ inputs }) => String(inputs.name));
        expect(new Set(names).size).to.equal(4);
        expect(names.filter((name) => name.length > 64)).to.deep.equal([]);
    });
});

describe("the token of the runner pool", () => {
    it("is put into a secret, and nowhere else in the open", async () => {
        const { recording } = await recordRunner();
        expect(recording.find(TYPES.secret, "runner-token").inputs).to.deep.equal({
            name: "dev-runner-token",
            description: "Token of the runner pool that the workflow runner belongs to",
            recoveryWindowInDays: 0,
        });
        const version = recording.find(TYPES.secretVersion, "runner-token-version");
        expect(isSecret(version.inputs.secretString)).to.equal(true);
        expect(opened(version.inputs.secretString)).to.equal("planted-token");
        expect(leaks(recording.registrations, ["planted-token"])).to.deep.equal([]);
    });

    it("is read in the version that was made, so that another token starts another agent", async () => {
        const { recording } = await recordRunner();
        const arn = recording.find(TYPES.secret, "runner-token").id;
        const version = recording.find(TYPES.secretVersion, "runner-token-version").id;
        const text = String(recording.find(TYPES.taskDefinition, "runner-agent-task").inputs.containerDefinitions);
        expect(text).to.include(`"valueFrom":"${arn}:::${version}"`);
    });

    it("is read from a secret that is there, which stays somebody else's", async () => {
        const workflowRunner = { ...WORKFLOW_RUNNER, token: { secretArn: TOKEN_ARN } };
        const { recording } = await recordRunner({ workflowRunner });
        expect(recording.ofType(TYPES.secret, TYPES.secretVersion)).to.deep.equal([]);
        const text = String(recording.find(TYPES.taskDefinition, "runner-agent-task").inputs.containerDefinitions);
        expect(text).to.include(`"valueFrom":"${TOKEN_ARN}"`);
        const policy = parsed(recording, TYPES.rolePolicy, "runner-agent-start-rights", "policy");
        expect(policy).to.have.nested.property("Statement[0].Resource").that.deep.equals([TOKEN_ARN]);
    });
});

describe("DeploymentRunner", () => {
    it("registers its outputs", async () => {
        const { recording } = await recordRunner();
        expect(recording.outputsOf(component("DeploymentRunner"), "runner")).to.deep.equal({
            runner: {
                vpcId: "vpc-runner",
                cidr: "10.2.0.0/16",
                routeTableIds: {
                    "us-east-1a": "rtb-runner-private-us-east-1a",
                    "us-east-1b": "rtb-runner-private-us-east-1b",
                },
            },
            privateSubnetIds: { "us-east-1a": PRIVATE[0], "us-east-1b": PRIVATE[1] },
            clusterArn: recording.find(TYPES.ecsCluster, "runner-cluster").id,
            jobRoleArn: "arn:aws:iam::000000000000:role/dev-runner-job",
        });
        expect(recording.outputsOf(component("WorkflowRunner"), "runner")).to.deep.equal({
            clusterArn: recording.find(TYPES.ecsCluster, "runner-cluster").id,
            serviceName: "dev-runner-agent",
            jobRoleArn: "arn:aws:iam::000000000000:role/dev-runner-job",
            tokenReaderArn: "arn:aws:iam::000000000000:role/dev-runner-agent-start",
        });
    });

    it("can be made twice side by side, and previews the same resources", async () => {
        const { recording } = await record(() => [make("left"), make("right")]);
        expect(recording.names(TYPES.ecsService)).to.deep.equal(["left-service", "right-service"]);
        const [update, preview] = [await recordRunner(), await recordRunner({}, { preview: true })];
        expect(preview.recording.identities()).to.deep.equal(update.recording.identities());
    });

    it("deletes first what has a fixed name or is one to one", async () => {
        const { recording } = await recordRunner();
        const types = [
            ...[TYPES.ecsCluster, TYPES.ecsService, TYPES.logGroup, TYPES.role, TYPES.rolePolicy, TYPES.secret],
            ...[TYPES.egressRule, TYPES.ingressRule, TYPES.gatewayAttachment],
        ];
        const late = recording.ofType(...types).filter(({ deleteBeforeReplace }) => !deleteBeforeReplace);
        expect(late.map(({ name }) => name)).to.deep.equal([]);
    });
});
