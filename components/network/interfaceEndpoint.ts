import * as ec2 from "@pulumi/aws/ec2";
import type * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../internal/maps";
import { admit, CONFLUENT_PORTS } from "./portRules";

export interface InterfaceEndpointArgs {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Confluent's endpoint service, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Input<string>;
    /** Who may connect: CIDR blocks by a stable key, nobody else. */
    readonly clients: Readonly<Record<string, string>>;
    /** Value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

export interface InterfaceEndpoint {
    readonly endpoint: ec2.VpcEndpoint;
    readonly group: ec2.SecurityGroup;
    /** The security group's rules by the client they admit. */
    readonly rules: Readonly<Record<string, readonly vpc.SecurityGroupIngressRule[]>>;
}

/** Makes an interface endpoint to Confluent, with its security group, as children of a component. */
export function interfaceEndpoint(
    parent: pulumi.ComponentResource,
    name: string,
    args: InterfaceEndpointArgs,
): InterfaceEndpoint {
    const group = new ec2.SecurityGroup(
        `${name}-security-group`,
        {
            vpcId: args.vpcId,
            description: "Clients of Confluent Cloud over PrivateLink",
            tags: { Name: args.displayName },
        },
        { parent },
    );
    const endpoint = new ec2.VpcEndpoint(
        `${name}-endpoint`,
        {
            vpcId: args.vpcId,
            vpcEndpointType: "Interface",
            serviceName: args.serviceName,
            subnetIds: [...args.subnetIds],
            securityGroupIds: [group.id],
            // Names come from our own hosted zone, which other VPCs can share.
            privateDnsEnabled: false,
            tags: { Name: args.displayName },
        },
        { parent },
    );
    const rules = mapEntries(args.clients, (client, cidr) =>
        admit(parent, name, {
            securityGroupId: group.id,
            ports: CONFLUENT_PORTS,
            blocks: { [client]: cidr },
            describe: (service) => `${service} from ${client}`,
        }),
    );
    return { endpoint, group, rules };
}
