import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import type { EndpointDnsEntry } from "./endpointNames";

const TYPE = "confluent-cluster-linking:index:PrivateLinkEndpoint";

/** Kafka REST, Schema Registry and console; Kafka. Confluent serves nothing else over PrivateLink. */
const PORTS = { https: 443, kafka: 9092 } as const;

export interface PrivateLinkEndpointArgs {
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Confluent's endpoint service, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Input<string>;
    /** The environment of the PrivateLink attachment, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** The PrivateLink attachment, `platt-…`. */
    readonly privateLinkAttachmentId: pulumi.Input<string>;
    /** Who may connect: CIDR blocks by a stable key, nobody else. */
    readonly clients: Readonly<Record<string, string>>;
    /** Name of the connection in the console, and value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

/** An interface endpoint to Confluent with its security group, and the connection that makes Confluent accept it. */
export class PrivateLinkEndpoint extends pulumi.ComponentResource {
    /** `vpce-…` */
    readonly endpointId: pulumi.Output<string>;
    /** `plattc-…` */
    readonly connectionId: pulumi.Output<string>;
    readonly dnsEntries: pulumi.Output<EndpointDnsEntry[]>;
    readonly securityGroupId: pulumi.Output<string>;
    /** Endpoint and connection under `*`, the security group's rules under the client they admit. */
    readonly parts: Readonly<Record<string, readonly pulumi.CustomResource[]>>;

    constructor(name: string, args: PrivateLinkEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const group = new ec2.SecurityGroup(
            `${name}-security-group`,
            {
                vpcId: args.vpcId,
                description: "Clients of Confluent Cloud over PrivateLink",
                tags: { Name: args.displayName },
            },
            { parent: this },
        );
        const endpoint = this.endpoint(name, args, group);
        const connection = new confluentcloud.PrivateLinkAttachmentConnection(
            `${name}-connection`,
            {
                displayName: args.displayName,
                environment: { id: args.environmentId },
                privateLinkAttachment: { id: args.privateLinkAttachmentId },
                aws: { vpcEndpointId: endpoint.id },
            },
            { parent: this, deleteBeforeReplace: true },
        );
        this.parts = { "*": [endpoint, connection], ...this.ingressRules(name, args, group) };
        this.endpointId = endpoint.id;
        this.connectionId = connection.id;
        this.dnsEntries = endpoint.dnsEntries;
        this.securityGroupId = group.id;
        this.registerOutputs({
            endpointId: this.endpointId,
            connectionId: this.connectionId,
            dnsEntries: this.dnsEntries,
            securityGroupId: this.securityGroupId,
        });
    }

    private endpoint(name: string, args: PrivateLinkEndpointArgs, group: ec2.SecurityGroup): ec2.VpcEndpoint {
        return new ec2.VpcEndpoint(
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
            { parent: this },
        );
    }

    private ingressRules(
        name: string,
        args: PrivateLinkEndpointArgs,
        group: ec2.SecurityGroup,
    ): Record<string, vpc.SecurityGroupIngressRule[]> {
        const rules = Object.entries(args.clients).map(([client, cidrIpv4]) => [
            client,
            Object.entries(PORTS).map(
                ([service, port]) =>
                    new vpc.SecurityGroupIngressRule(
                        `${name}-${service}-from-${client}`,
                        {
                            securityGroupId: group.id,
                            ipProtocol: "tcp",
                            fromPort: port,
                            toPort: port,
                            cidrIpv4,
                            description: `${service} from ${client}`,
                        },
                        { parent: this, deleteBeforeReplace: true },
                    ),
            ),
        ]);
        return Object.fromEntries(rules) as Record<string, vpc.SecurityGroupIngressRule[]>;
    }
}
