import type { ProviderModel, ResourceModel } from "../provider/model";
import type { World } from "../world";
import { configuredAccount } from "./accounts";
import { vpnAuthorization, vpnRoute } from "./clientVpn";
import { vpcEndpoint } from "./endpoint";
import { getAvailabilityZones, getCallerIdentity, getPartition, getRegion, getRouteTables, getVpc } from "./functions";
import { hubResources } from "./hubResources";
import { record } from "./record";
import { resolverRule, resolverRuleAssociation } from "./resolver";
import { route, routeTable, routeTableAssociation } from "./routing";
import { secret, secretVersion } from "./secretsManager";
import { ingressRule, securityGroup } from "./security";
import { gatewayAssociation, gatewayPropagation, gatewayRoute, vpcAttachment } from "./transitGateway";
import { serviceResources } from "./serviceResources";
import { TYPES } from "./types";
import { subnet, vpc } from "./vpc";
import { zone, zoneAssociation } from "./zone";

const resources: Readonly<Record<string, ResourceModel>> = {
    [TYPES.vpc]: vpc,
    [TYPES.subnet]: subnet,
    [TYPES.routeTable]: routeTable,
    [TYPES.routeTableAssociation]: routeTableAssociation,
    [TYPES.route]: route,
    [TYPES.securityGroup]: securityGroup,
    [TYPES.ingressRule]: ingressRule,
    [TYPES.endpoint]: vpcEndpoint,
    [TYPES.attachment]: vpcAttachment,
    [TYPES.gatewayAssociation]: gatewayAssociation,
    [TYPES.gatewayPropagation]: gatewayPropagation,
    [TYPES.gatewayRoute]: gatewayRoute,
    [TYPES.vpnRoute]: vpnRoute,
    [TYPES.vpnAuthorization]: vpnAuthorization,
    [TYPES.zone]: zone,
    [TYPES.record]: record,
    [TYPES.zoneAssociation]: zoneAssociation,
    [TYPES.resolverRule]: resolverRule,
    [TYPES.resolverRuleAssociation]: resolverRuleAssociation,
    [TYPES.secret]: secret,
    [TYPES.secretVersion]: secretVersion,
    ...hubResources,
    ...serviceResources,
};

/** The simulated AWS account: the resource types and functions of `@pulumi/aws` that this project uses. */
export const awsProvider: ProviderModel = {
    name: "aws",
    version: "7.48.0",
    resources,
    accountOf: configuredAccount,
    functions: {
        "aws:index/getRegion:getRegion": getRegion,
        "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
        "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
        "aws:index/getPartition:getPartition": getPartition,
        "aws:ec2/getVpc:getVpc": getVpc,
        "aws:ec2/getRouteTables:getRouteTables": getRouteTables,
    },
};

/**
 * How many objects of each type a stack has made, by short type such as "ec2.Vpc" or "route53.Zone".
 * Types without objects count 0; what was there before the stack is left out.
 */
export function awsCounts(world: World): Record<string, number> {
    const counts = Object.keys(resources).map((type): [string, number] => {
        const [, place = "", name = ""] = type.split(":");
        return [`${place.split("/")[0] ?? ""}.${name}`, world.aws(type).filter((one) => one.existing !== true).length];
    });
    return Object.fromEntries(counts);
}
