import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

/** A port that a service is on, and how it is spoken to. */
export interface Port {
    readonly protocol: "tcp" | "udp";
    readonly port: number;
}

/** DNS asks over UDP, and over TCP for long answers. */
export const DNS_PORTS = {
    "dns-udp": { protocol: "udp", port: 53 },
    "dns-tcp": { protocol: "tcp", port: 53 },
} as const satisfies Readonly<Record<string, Port>>;

/** Kafka REST, Schema Registry and console; Kafka. Confluent serves nothing else over PrivateLink. */
export const CONFLUENT_PORTS = {
    https: { protocol: "tcp", port: 443 },
    kafka: { protocol: "tcp", port: 9092 },
} as const satisfies Readonly<Record<string, Port>>;

export interface PortRulesArgs {
    readonly securityGroupId: pulumi.Input<string>;
    readonly ports: Readonly<Record<string, Port>>;
    /** CIDR blocks on the other side, by a stable key. */
    readonly blocks: Readonly<Record<string, string>>;
    /** What a rule says of itself. Defaults to service and block. */
    readonly describe?: (service: string, block: string) => string;
}

/** Lets the blocks in on the ports. Children of a component. */
export function admit(
    parent: pulumi.ComponentResource,
    name: string,
    args: PortRulesArgs,
): vpc.SecurityGroupIngressRule[] {
    return rules(args, (key, rule) => {
        const options = { parent, deleteBeforeReplace: true };
        return new vpc.SecurityGroupIngressRule(`${name}-${key.service}-from-${key.block}`, rule, options);
    });
}

/** Lets out to the blocks on the ports. Children of a component. */
export function letOut(
    parent: pulumi.ComponentResource,
    name: string,
    args: PortRulesArgs,
): vpc.SecurityGroupEgressRule[] {
    return rules(args, (key, rule) => {
        const options = { parent, deleteBeforeReplace: true };
        return new vpc.SecurityGroupEgressRule(`${name}-${key.service}-to-${key.block}`, rule, options);
    });
}

function rules<Rule>(
    { securityGroupId, ports, blocks, describe = (service, block) => `${service}, ${block}` }: PortRulesArgs,
    make: (
        key: { readonly service: string; readonly block: string },
        rule: vpc.SecurityGroupIngressRuleArgs & vpc.SecurityGroupEgressRuleArgs,
    ) => Rule,
): Rule[] {
    return Object.entries(blocks).flatMap(([block, cidrIpv4]) =>
        Object.entries(ports).map(([service, { protocol, port }]) =>
            make(
                { service, block },
                {
                    securityGroupId,
                    ipProtocol: protocol,
                    fromPort: port,
                    toPort: port,
                    cidrIpv4,
                    description: describe(service, block),
                },
            ),
        ),
    );
}
