import * as pulumi from "@pulumi/pulumi";
import { STACK_TAG } from "../internal/stackMark";

/** Types of AWS resources that take tags, of those that the program or the components of awsx make. */
export const TAGGABLE: ReadonlySet<string> = new Set([
    "aws:acm/certificate:Certificate",
    "aws:cloudwatch/logGroup:LogGroup",
    "aws:ec2/eip:Eip",
    "aws:ec2/flowLog:FlowLog",
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/natGateway:NatGateway",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
    "aws:ec2/vpcDhcpOptions:VpcDhcpOptions",
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:ec2transitgateway/routeTable:RouteTable",
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/service:Service",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:iam/role:Role",
    "aws:ram/resourceShare:ResourceShare",
    "aws:route53/resolverEndpoint:ResolverEndpoint",
    "aws:route53/resolverRule:ResolverRule",
    "aws:route53/zone:Zone",
    "aws:secretsmanager/secret:Secret",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    // The component hands its tags on; transformations do not reach what it makes.
    "awsx:ec2:Vpc",
]);

/** Puts the stack's tag on every resource that takes tags. A tag of that key which is there already stays. */
export function tagging(value: string): pulumi.ResourceTransformation {
    return ({ type, props, opts }) =>
        TAGGABLE.has(type) ? { props: { ...props, tags: withTag((props as Tagged).tags, value) }, opts } : undefined;
}

type Tags = Readonly<Record<string, pulumi.Input<string>>>;

interface Tagged {
    readonly tags?: pulumi.Input<Tags>;
}

/** Tags that are there in plain stay so: a preview shows them, whatever is unknown in them. */
function withTag(tags: pulumi.Input<Tags> | undefined, value: string): pulumi.Input<Tags> {
    const added = (given: Tags): Tags => ({ [STACK_TAG]: value, ...given });
    return pulumi.Output.isInstance(tags) || tags instanceof Promise
        ? pulumi.output(tags).apply(added)
        : added(tags ?? {});
}
