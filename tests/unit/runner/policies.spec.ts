// Does not prove that AWS takes these for enough; the README says so too.
import fs from "node:fs";
import { expect } from "chai";
import { linkStackPolicy } from "../../../components/runner/linkStackPolicy";
import { agentPolicy, executionPolicy, trustOfTasks } from "../../../components/runner/rolePolicies";

const CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/dev-runner";
const LOG = "arn:aws:logs:us-east-1:000000000000:log-group:/confluent/dev-runner";
const TOKEN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:dev-token-abcdef";
const JOB = "arn:aws:iam::000000000000:role/dev-job";

/** IAM's limit for all inline policies of a role together, without white space. */
const INLINE_LIMIT = 10_240;

const REGISTRY_AND_LOG = [
    { Sid: "RegistryLogin", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
    {
        Sid: "Images",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:us-east-1:*:repository/*"],
    },
    { Sid: "Log", Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${LOG}:*`] },
];

describe("the policies of the workflow runner's roles", () => {
    it("tasks on ECS take them, nobody else", () => {
        expect(trustOfTasks()).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "ecs-tasks.amazonaws.com" },
                    Action: ["sts:AssumeRole"],
                },
            ],
        });
    });

    it("the agent is started with its one secret, images, and its log", () => {
        expect(executionPolicy({ region: "us-east-1", secretArn: TOKEN, logGroupArn: LOG })).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                { Sid: "Token", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [TOKEN] },
                ...REGISTRY_AND_LOG,
            ],
        });
    });

    it("a job is started without a secret", () => {
        expect(executionPolicy({ region: "us-east-1", logGroupArn: LOG })).to.deep.equal({
            Version: "2012-10-17",
            Statement: REGISTRY_AND_LOG,
        });
    });

    it("the agent runs tasks of its cluster, and hands them the roles of jobs only", () => {
        const definitions = "arn:aws:ecs:us-east-1:*:task-definition/*";
        const tasks = "arn:aws:ecs:us-east-1:000000000000:task/dev-runner/*";
        expect(agentPolicy({ region: "us-east-1", clusterArn: CLUSTER, jobRoleArns: [JOB] })).to.deep.equal({
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Definitions",
                    Effect: "Allow",
                    Action: ["ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition"],
                    Resource: ["*"],
                },
                {
                    Sid: "Run",
                    Effect: "Allow",
                    Action: ["ecs:RunTask"],
                    Resource: [definitions],
                    Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
                },
                { Sid: "Tasks", Effect: "Allow", Action: ["ecs:DescribeTasks", "ecs:StopTask"], Resource: [tasks] },
                {
                    Sid: "Tags",
                    Effect: "Allow",
                    Action: ["ecs:TagResource"],
                    Resource: [definitions, tasks],
                    Condition: { StringEquals: { "ecs:CreateAction": ["RegisterTaskDefinition", "RunTask"] } },
                },
                { Sid: "Cluster", Effect: "Allow", Action: ["ecs:DescribeClusters"], Resource: [CLUSTER] },
                {
                    Sid: "Roles",
                    Effect: "Allow",
                    Action: ["iam:PassRole"],
                    Resource: [JOB],
                    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
                },
            ],
        });
    });
});

describe("the policy of jobs", () => {
    const policy = linkStackPolicy("eu-west-1");

    it("is what the README's table of permissions says, no less and no more", () => {
        const actions = policy.Statement.flatMap(({ Action }) => Action);
        expect(actions.toSorted()).to.deep.equal(documentedActions().toSorted());
    });

    it("stays in the region, at secrets of clients, and at keys by way of secrets", () => {
        const inRegion = { StringEquals: { "aws:RequestedRegion": "eu-west-1" } };
        const scopes = policy.Statement.map(({ Sid, Resource, Condition }) => [Sid, Resource, Condition]);
        expect(scopes).to.deep.equal([
            ["Networks", ["*"], inRegion],
            ["Secrets", ["arn:aws:secretsmanager:eu-west-1:*:secret:/confluent/*"], undefined],
            ["SecretKeys", ["*"], { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } }],
            ["Dns", ["*"], undefined],
            ["ResolverRules", ["*"], inRegion],
        ]);
    });

    it("lets a job give itself nothing: no right on roles", () => {
        const services = policy.Statement.flatMap(({ Action }) => Action).map((action) => action.split(":")[0]);
        expect([...new Set(services)]).to.deep.equal(["ec2", "secretsmanager", "kms", "route53", "route53resolver"]);
    });

    it("fits into a role", () => {
        expect(JSON.stringify(policy).length).to.be.at.most(INLINE_LIMIT);
    });
});

/** The actions of the table, in which a service's prefix holds for the names after it. */
function documentedActions(): string[] {
    const text = fs.readFileSync("README.md", "utf8");
    const section = text.slice(text.indexOf("### Permissions"), text.indexOf("## Settings"));
    const rows = section.split("\n").filter((line) => line.startsWith("|"));
    return rows.flatMap((row) => {
        let service = "";
        return [...row.matchAll(/`(?:([a-z0-9]+):)?([A-Z][A-Za-z]*\*?)`/g)].map(([, prefix, action = ""]) => {
            service = prefix ?? service;
            return `${service}:${action}`;
        });
    });
}
