import { allow, policy, type PolicyDocument } from "./policyDocument";

/** Secrets of clients have paths that begin so; others of the account are none of the stack's business. */
const SECRET_PATH = "/confluent/";

const VPC = [
    ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "CreateSubnet", "DeleteSubnet"],
    ...["CreateRouteTable", "DeleteRouteTable", "AssociateRouteTable", "DisassociateRouteTable"],
    ...["CreateSecurityGroup", "DeleteSecurityGroup", "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"],
    ...["RevokeSecurityGroupEgress", "ModifySecurityGroupRules"],
    ...["CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints", "CreateTags", "DeleteTags", "Describe*"],
];
const TRANSIT_GATEWAY = [
    ...["CreateTransitGatewayVpcAttachment", "ModifyTransitGatewayVpcAttachment", "DeleteTransitGatewayVpcAttachment"],
    ...["AssociateTransitGatewayRouteTable", "DisassociateTransitGatewayRouteTable"],
    ...["EnableTransitGatewayRouteTablePropagation", "DisableTransitGatewayRouteTablePropagation"],
    "GetTransitGatewayRouteTable*",
];
const ROUTES = ["CreateRoute", "ReplaceRoute", "DeleteRoute"];
const CLIENT_VPN = [
    ...["CreateClientVpnRoute", "DeleteClientVpnRoute", "AuthorizeClientVpnIngress", "RevokeClientVpnIngress"],
];
const SECRETS = [
    ...["CreateSecret", "DescribeSecret", "UpdateSecret", "DeleteSecret", "PutSecretValue", "GetSecretValue"],
    ...["UpdateSecretVersionStage", "GetResourcePolicy", "TagResource", "UntagResource"],
];
const SECRET_KEYS = ["Decrypt", "GenerateDataKey"];
const DNS = [
    ...["CreateHostedZone", "DeleteHostedZone", "GetHostedZone", "ListHostedZones*", "UpdateHostedZoneComment"],
    ...["ChangeResourceRecordSets", "ListResourceRecordSets", "GetChange"],
    ...["AssociateVPCWithHostedZone", "DisassociateVPCFromHostedZone", "ChangeTagsForResource", "ListTagsForResource"],
];
const RESOLVER_RULES = [
    ...["CreateResolverRule", "DeleteResolverRule", "AssociateResolverRule", "DisassociateResolverRule"],
    ...["Get*", "List*", "TagResource"],
];

/**
 * What a stack of private networks, clusters and links does in AWS, of which the README's table of permissions tells
 * in words. It makes no roles, so a job cannot give itself more than this.
 */
export function linkStackPolicy(region: string): PolicyDocument {
    const inRegion = { StringEquals: { "aws:RequestedRegion": region } };
    const viaSecrets = { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } };
    return policy(
        allow("Networks", of("ec2", VPC, TRANSIT_GATEWAY, ROUTES, CLIENT_VPN), ["*"], inRegion),
        allow("Secrets", of("secretsmanager", SECRETS), [`arn:aws:secretsmanager:${region}:*:secret:${SECRET_PATH}*`]),
        allow("SecretKeys", of("kms", SECRET_KEYS), ["*"], viaSecrets),
        // A service of the whole account, without a region.
        allow("Dns", of("route53", DNS), ["*"]),
        allow("ResolverRules", of("route53resolver", RESOLVER_RULES), ["*"], inRegion),
    );
}

function of(service: string, ...actions: readonly (readonly string[])[]): string[] {
    return actions.flat().map((action) => `${service}:${action}`);
}
