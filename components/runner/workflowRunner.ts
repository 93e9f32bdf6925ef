import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";
import { runnerGroups, type RunnerGroups } from "./runnerGroups";
import { logGroupName, partName, runnerName } from "./runnerNames";
import { runnerRoles, type RunnerRoles } from "./runnerRoles";
import { runnerToken, type RunnerToken, type RunnerTokenArgs } from "./runnerToken";
import { AGENT_SIZE, agentContainers, TEMPLATE_VOLUME } from "./taskDefinitions";

const TYPE = "confluent-cluster-linking:index:WorkflowRunner";

const LOG_RETENTION_DAYS = 30;

/** The workflow runner itself, wherever it is. */
export interface WorkflowRunnerSpec {
    /** Image of Pulumi's customer-managed workflow agent, with a tag or digest. */
    readonly image: string;
    /** The runner pool's token, or the secret with it. */
    readonly token: RunnerTokenArgs;
    /** Blocks with clusters and name servers that jobs talk to. */
    readonly egressCidrs: readonly string[];
}

export interface WorkflowRunnerArgs extends WorkflowRunnerSpec {
    /** AWS region of everything. */
    readonly region: string;
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Input<string>;
    /** Private subnets from which there is a way to the internet. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Name shown in the consoles; the names of roles, cluster and log begin with it. */
    readonly displayName: string;
    /** What a task needs to reach anything: NAT, routes, endpoints. */
    readonly waysOut: readonly pulumi.Resource[];
}

/** What the tasks are made of. */
interface Parts {
    readonly cluster: ecs.Cluster;
    readonly log: cloudwatch.LogGroup;
    readonly token: RunnerToken;
    readonly roles: RunnerRoles;
    readonly groups: RunnerGroups;
}

/**
 * Pulumi's customer-managed workflow runner on Fargate: an agent that asks Pulumi Cloud for deployments and runs each as
 * a task of its own, inside the VPC.
 */
export class WorkflowRunner extends pulumi.ComponentResource {
    /** ARN of the ECS cluster. */
    readonly clusterArn: pulumi.Output<string>;
    /** Name of the agent's ECS service. */
    readonly serviceName: pulumi.Output<string>;
    /** The role in which programs run. */
    readonly jobRoleArn: pulumi.Output<string>;
    /** The role that reads the token; a secret under a key of one's own has to let it decrypt. */
    readonly tokenReaderArn: pulumi.Output<string>;

    constructor(name: string, args: WorkflowRunnerArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const parts = this.parts(name, args);
        const service = this.service(name, args, parts);
        this.clusterArn = parts.cluster.arn;
        this.serviceName = service.name;
        this.jobRoleArn = parts.roles.job.arn;
        this.tokenReaderArn = parts.roles.agentStart.arn;
        this.registerOutputs({
            clusterArn: this.clusterArn,
            serviceName: this.serviceName,
            jobRoleArn: this.jobRoleArn,
            tokenReaderArn: this.tokenReaderArn,
        });
    }

    private parts(name: string, args: WorkflowRunnerArgs): Parts {
        const { region, displayName, vpcId, egressCidrs } = args;
        // The names are fixed, and taken until the old ones are gone.
        const options = { parent: this, deleteBeforeReplace: true };
        const cluster = new ecs.Cluster(
            `${name}-cluster`,
            {
                name: runnerName(displayName),
                settings: [{ name: "containerInsights", value: "enabled" }],
            },
            options,
        );
        const log = new cloudwatch.LogGroup(
            `${name}-log`,
            { name: logGroupName(displayName), retentionInDays: LOG_RETENTION_DAYS },
            options,
        );
        const token = runnerToken(this, name, displayName, args.token);
        const roles = runnerRoles(this, name, {
            region,
            displayName,
            clusterArn: cluster.arn,
            logGroupArn: log.arn,
            tokenSecretArn: token.secretArn,
        });
        return { cluster, log, token, roles, groups: runnerGroups(this, name, { vpcId, egressCidrs, displayName }) };
    }

    private service(name: string, args: WorkflowRunnerArgs, parts: Parts): ecs.Service {
        const { cluster, roles, groups } = parts;
        return new ecs.Service(
            `${name}-service`,
            {
                name: partName(args.displayName, "agent"),
                cluster: cluster.arn,
                taskDefinition: this.agentTask(name, args, parts).arn,
                desiredCount: 1,
                launchType: "FARGATE",
                networkConfiguration: {
                    subnets: [...args.subnetIds],
                    securityGroups: [groups.agent.id],
                    assignPublicIp: false,
                },
                deploymentCircuitBreaker: { enable: true, rollback: true },
                // A wrong token or image is an error of this run, not of somebody's deployment later.
                waitForSteadyState: true,
            },
            {
                parent: this,
                deleteBeforeReplace: true,
                dependsOn: [...args.waysOut, ...roles.rights, ...groups.rules],
            },
        );
    }

    private agentTask(name: string, args: WorkflowRunnerArgs, parts: Parts): ecs.TaskDefinition {
        const { roles } = parts;
        return new ecs.TaskDefinition(
            `${name}-agent-task`,
            {
                family: partName(args.displayName, "agent"),
                networkMode: "awsvpc",
                requiresCompatibilities: ["FARGATE"],
                ...AGENT_SIZE,
                executionRoleArn: roles.agentStart.arn,
                taskRoleArn: roles.agent.arn,
                volumes: [{ name: TEMPLATE_VOLUME }],
                containerDefinitions: containers(args, parts),
            },
            { parent: this },
        );
    }
}

function containers(args: WorkflowRunnerArgs, { cluster, log, token, roles, groups }: Parts): pulumi.Output<string> {
    const place = { group: log.name, region: args.region };
    const agent = {
        image: args.image,
        tokenReference: token.reference,
        clusterArn: cluster.arn,
        subnetIds: [...args.subnetIds],
        securityGroupIds: [groups.jobs.id],
        log: place,
        job: {
            family: partName(args.displayName, "job"),
            executionRoleArn: roles.jobStart.arn,
            taskRoleArn: roles.job.arn,
            log: place,
        },
    };
    return pulumi.output(agent).apply((known) => JSON.stringify(agentContainers(known)));
}
