import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { CONFLUENT_PORTS, DNS_PORTS, type Port } from "../network/portRules";

const ANYWHERE = "0.0.0.0/0";

const HTTPS = CONFLUENT_PORTS.https;
/** What jobs use in private networks besides https: Kafka, and name servers. */
const PRIVATE_PORTS = { kafka: CONFLUENT_PORTS.kafka, ...DNS_PORTS };

export interface RunnerGroupsArgs {
    readonly vpcId: pulumi.Input<string>;
    /** Blocks with clusters and name servers that jobs talk to. */
    readonly egressCidrs: readonly string[];
    readonly displayName: string;
}

export interface RunnerGroups {
    readonly agent: ec2.SecurityGroup;
    readonly jobs: ec2.SecurityGroup;
    /** Without these nothing gets out. */
    readonly rules: readonly vpc.SecurityGroupEgressRule[];
}

/** Makes the security groups of agent and jobs, as children of a component. Nobody calls either. */
export function runnerGroups(parent: pulumi.ComponentResource, name: string, args: RunnerGroupsArgs): RunnerGroups {
    const make = (part: "agent" | "jobs", description: string) =>
        new ec2.SecurityGroup(
            `${name}-${part}-security-group`,
            { vpcId: args.vpcId, description, tags: { Name: `${args.displayName}-${part}` } },
            { parent },
        );
    const agent = make("agent", "The workflow runner's agent");
    const jobs = make("jobs", "The workflow runner's jobs");
    const rule = (part: string, group: ec2.SecurityGroup, to: string, { protocol, port }: Port, cidrIpv4: string) =>
        new vpc.SecurityGroupEgressRule(
            `${name}-${part}-${to}`,
            {
                securityGroupId: group.id,
                ipProtocol: protocol,
                fromPort: port,
                toPort: port,
                cidrIpv4,
                description: `${part}: ${to}`,
            },
            { parent, deleteBeforeReplace: true },
        );
    const rules = [
        // Pulumi Cloud, registries and the clouds' APIs have no addresses that could be listed.
        rule("agent", agent, "https", HTTPS, ANYWHERE),
        rule("jobs", jobs, "https", HTTPS, ANYWHERE),
        ...args.egressCidrs.flatMap((cidr) =>
            Object.entries(PRIVATE_PORTS).map(([service, port]) =>
                rule("jobs", jobs, `${service}-to-${cidr}`, port, cidr),
            ),
        ),
    ];
    return { agent, jobs, rules };
}
