import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { linkStackPolicy } from "./linkStackPolicy";
import type { PolicyDocument } from "./policyDocument";
import { agentPolicy, executionPolicy, trustOfTasks } from "./rolePolicies";
import { partName, type RunnerPart } from "./runnerNames";

export interface RunnerRolesArgs {
    readonly region: string;
    readonly displayName: string;
    readonly clusterArn: pulumi.Input<string>;
    readonly logGroupArn: pulumi.Input<string>;
    readonly tokenSecretArn: pulumi.Input<string>;
}

export interface RunnerRoles {
    /** The role with which ECS starts the agent, and the agent's own. */
    readonly agentStart: iam.Role;
    readonly agent: iam.Role;
    /** The role with which ECS starts a job, and the one in which the program runs. */
    readonly jobStart: iam.Role;
    readonly job: iam.Role;
    /** The roles' rights, which they need before anybody uses them. */
    readonly rights: readonly iam.RolePolicy[];
}

/** Makes the runner's roles with the rights of each, as children of a component. Jobs cannot read the pool's token. */
export function runnerRoles(parent: pulumi.ComponentResource, name: string, args: RunnerRolesArgs): RunnerRoles {
    const make = (part: RunnerPart, description: string) => role(parent, name, args.displayName, part, description);
    const agentStart = make("agent-start", "Starts the workflow runner's agent: image, token, log");
    const agent = make("agent", "The workflow runner's agent: runs jobs as tasks of its cluster");
    const jobStart = make("job-start", "Starts the workflow runner's jobs: image, log");
    const job = make("job", "The workflow runner's jobs: what stacks of cluster links do in AWS");
    const { region, clusterArn, logGroupArn, tokenSecretArn } = args;
    const jobRoleArns = pulumi.all([jobStart.arn, job.arn]);
    const rights: Record<string, [iam.Role, pulumi.Input<PolicyDocument>]> = {
        "agent-start": [
            agentStart,
            pulumi.output({ region, secretArn: tokenSecretArn, logGroupArn }).apply(executionPolicy),
        ],
        agent: [agent, pulumi.output({ region, clusterArn, jobRoleArns }).apply(agentPolicy)],
        "job-start": [jobStart, pulumi.output({ region, logGroupArn }).apply(executionPolicy)],
        job: [job, linkStackPolicy(region)],
    };
    const policies = Object.entries(rights).map(
        ([part, [to, document]]) =>
            new iam.RolePolicy(
                `${name}-${part}-rights`,
                { role: to.id, name: "rights", policy: pulumi.jsonStringify(document) },
                { parent, deleteBeforeReplace: true },
            ),
    );
    return { agentStart, agent, jobStart, job, rights: policies };
}

function role(
    parent: pulumi.ComponentResource,
    name: string,
    displayName: string,
    part: RunnerPart,
    description: string,
): iam.Role {
    return new iam.Role(
        `${name}-${part}`,
        { name: partName(displayName, part), description, assumeRolePolicy: JSON.stringify(trustOfTasks()) },
        // Names of roles are the account's.
        { parent, deleteBeforeReplace: true },
    );
}
