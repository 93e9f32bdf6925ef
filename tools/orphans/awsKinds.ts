/** How objects of one type are found by their tags, and removed. */
export interface AwsKind {
    /** Service and kind in their ARNs, such as `ec2:subnet`. */
    readonly arn: string;
    /** The command, for the id (see `idOf`) and for the ARN. */
    readonly remove: (id: string, arn: string) => string;
}

const ec2 = (arn: string, command: string): AwsKind => ({
    arn: `ec2:${arn}`,
    remove: (id) => `aws ec2 ${command} ${id}`,
});

const byArn = (arn: string, command: string): AwsKind => ({ arn, remove: (_id, whole) => `aws ${command} ${whole}` });

/** Every type that can be left behind, in the order in which they can be removed. */
export const AWS_KINDS: Readonly<Record<string, AwsKind>> = {
    "aws:ecs/service:Service": {
        arn: "ecs:service",
        remove: (id, arn) => `aws ecs delete-service --force --cluster ${id.split("/")[0] ?? ""} --service ${arn}`,
    },
    "aws:ecs/cluster:Cluster": byArn("ecs:cluster", "ecs delete-cluster --cluster"),
    "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("vpc-endpoint", "delete-vpc-endpoints --vpc-endpoint-ids"),
    "aws:ec2clientvpn/endpoint:Endpoint": ec2(
        "client-vpn-endpoint",
        "delete-client-vpn-endpoint --client-vpn-endpoint-id",
    ),
    "aws:acm/certificate:Certificate": byArn("acm:certificate", "acm delete-certificate --certificate-arn"),
    "aws:route53/resolverRule:ResolverRule": {
        arn: "route53resolver:resolver-rule",
        remove: (id) => `aws route53resolver delete-resolver-rule --resolver-rule-id ${id}`,
    },
    "aws:route53/resolverEndpoint:ResolverEndpoint": {
        arn: "route53resolver:resolver-endpoint",
        remove: (id) => `aws route53resolver delete-resolver-endpoint --resolver-endpoint-id ${id}`,
    },
    "aws:route53/zone:Zone": {
        arn: "route53:hostedzone",
        remove: (id) => `aws route53 delete-hosted-zone --id ${id}`,
    },
    "aws:ec2/flowLog:FlowLog": ec2("vpc-flow-log", "delete-flow-logs --flow-log-ids"),
    "aws:cloudwatch/logGroup:LogGroup": {
        arn: "logs:log-group",
        remove: (id) => `aws logs delete-log-group --log-group-name ${id}`,
    },
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": ec2(
        "transit-gateway-attachment",
        "delete-transit-gateway-vpc-attachment --transit-gateway-attachment-id",
    ),
    "aws:ec2transitgateway/routeTable:RouteTable": ec2(
        "transit-gateway-route-table",
        "delete-transit-gateway-route-table --transit-gateway-route-table-id",
    ),
    "aws:ram/resourceShare:ResourceShare": byArn(
        "ram:resource-share",
        "ram delete-resource-share --resource-share-arn",
    ),
    "aws:ec2transitgateway/transitGateway:TransitGateway": ec2(
        "transit-gateway",
        "delete-transit-gateway --transit-gateway-id",
    ),
    "aws:ec2/natGateway:NatGateway": ec2("natgateway", "delete-nat-gateway --nat-gateway-id"),
    "aws:ec2/eip:Eip": ec2("elastic-ip", "release-address --allocation-id"),
    "aws:ec2/securityGroup:SecurityGroup": ec2("security-group", "delete-security-group --group-id"),
    "aws:ec2/subnet:Subnet": ec2("subnet", "delete-subnet --subnet-id"),
    "aws:ec2/routeTable:RouteTable": ec2("route-table", "delete-route-table --route-table-id"),
    "aws:ec2/internetGateway:InternetGateway": {
        arn: "ec2:internet-gateway",
        // It is made together with its attachment, and cannot be deleted while that is there.
        remove: (id) =>
            `aws ec2 detach-internet-gateway --internet-gateway-id ${id} --vpc-id "$(aws ec2 describe-internet-gateways ` +
            `--internet-gateway-ids ${id} --query 'InternetGateways[0].Attachments[0].VpcId' --output text)"; ` +
            `aws ec2 delete-internet-gateway --internet-gateway-id ${id}`,
    },
    "aws:ec2/vpc:Vpc": ec2("vpc", "delete-vpc --vpc-id"),
    "aws:ec2/vpcDhcpOptions:VpcDhcpOptions": ec2("dhcp-options", "delete-dhcp-options --dhcp-options-id"),
    // Else its name stays taken for 30 days, and the next up cannot make it.
    "aws:secretsmanager/secret:Secret": byArn(
        "secretsmanager:secret",
        "secretsmanager delete-secret --force-delete-without-recovery --secret-id",
    ),
};

const BESIDE = "AWS refuses a second one, so the next up says that it is there";

/** Types that have the tag and are not looked for, with the reason. */
export const NOT_LOOKED_FOR: Readonly<Record<string, { readonly arn?: string; readonly why: string }>> = {
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { arn: "ec2:security-group-rule", why: BESIDE },
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { arn: "ec2:security-group-rule", why: BESIDE },
    "aws:iam/role:Role": { arn: "iam:role", why: BESIDE },
    "aws:ecs/taskDefinition:TaskDefinition": {
        arn: "ecs:task-definition",
        why: "a revision costs nothing, and stays in AWS's lists after it has been deregistered",
    },
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter": {
        why: "it is the attachment, as the gateway's account sees it",
    },
    "awsx:ec2:Vpc": { why: "a component: what it makes is looked for" },
};

/** An ARN's parts; `kind` as in the tables above. */
export interface ArnParts {
    readonly region: string;
    readonly kind: string;
    /** What follows the kind: the id, or for services that name by ARN what is behind it. */
    readonly id: string;
}

/** Reads an ARN such as `arn:aws:ec2:REGION:ACCOUNT:subnet/subnet-…`; undefined where it is none. */
export function arnParts(arn: string): ArnParts | undefined {
    const match = /^arn:[^:]+:(?<service>[^:]+):(?<region>[^:]*):\d*:(?<kind>[^/:]+)[/:](?<id>.+)$/.exec(arn);
    const { service, region, kind, id } = match?.groups ?? {};
    return service === undefined || region === undefined || kind === undefined || id === undefined
        ? undefined
        : { region, kind: `${service}:${kind}`, id: id.replace(/:\*$/, "") };
}
