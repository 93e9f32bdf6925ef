import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

/** A port that a service is on, and how it is spoken to. */
export interface Port {
    readonly protocol: "tcp" | "udp";
    readonly port: number;
}

/** DNS asks over UDP, and over TCP for long answers. */
export const DNS_PORTS: Readonly<Record<string, Port>> = {
    "dns-udp": { protocol: "udp", port: 53 },
    "dns-tcp": { protocol: "tcp", port: 53 },
};

/** All that Confluent serves over PrivateLink. */
export const CONFLUENT_PORTS: Readonly<Record<string, Port>> = {
    https: { protocol: "tcp", port: 443 },
    kafka: { protocol: "tcp", port: 9092 },
};

export interface PortRulesArgs {
    readonly securityGroupId: pulumi.Input<string>;
    readonly ports: Readonly<Record<string, Port>>;
    /** CIDR blocks on the other side, by a stable key. */
    readonly blocks: Readonly<Record<string, string>>;
}

type Rule = vpc.SecurityGroupIngressRule | vpc.SecurityGroupEgressRule;

/** Lets the blocks in on the ports. Children of a component. */
export function admit(parent: pulumi.ComponentResource, name: string, args: PortRulesArgs): Rule[] {
    return rules(args, (key, rule) => {
        const options = { parent, deleteBeforeReplace: true };
        return new vpc.SecurityGroupIngressRule(`${name}-${key.service}-from-${key.block}`, rule, options);
    });
}

/** Lets out to the blocks on the ports. Children of a component. */
export function letOut(parent: pulumi.ComponentResource, name: string, args: PortRulesArgs): Rule[] {
    return rules(args, (key, rule) => {
        const options = { parent, deleteBeforeReplace: true };
        return new vpc.SecurityGroupEgressRule(`${name}-${key.service}-to-${key.block}`, rule, options);
    });
}

function rules(
    { securityGroupId, ports, blocks }: PortRulesArgs,
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
                    description: `${service}, ${block}`,
                },
            ),
        ),
    );
}
