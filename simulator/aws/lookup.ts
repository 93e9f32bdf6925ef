import { prefixLength } from "../network/cidr";
import { isProps } from "../provider/values";
import type { AwsObject, World } from "../world";
import { own } from "./accounts";
import type { Refusal } from "./errors";
import { find, text, texts, where } from "./store";
import { TYPES } from "./types";

/** The VPC, or the service's answer where there is none. */
export function theVpc(world: World, id: string, refuse: Refusal): AwsObject {
    const found = own(world, find(world, TYPES.vpc, id));
    if (found === undefined) {
        throw refuse("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
    }
    return found;
}

export function theSubnet(world: World, id: string, refuse: Refusal): AwsObject {
    const found = own(world, find(world, TYPES.subnet, id));
    if (found === undefined) {
        throw refuse("InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`);
    }
    return found;
}

/** A route table, made by a stack or with its VPC. */
export function theRouteTable(world: World, id: string, refuse: Refusal): AwsObject {
    const found = own(world, find(world, TYPES.routeTable, id) ?? find(world, TYPES.mainRouteTable, id));
    if (found === undefined) {
        throw refuse("InvalidRouteTableID.NotFound", `The routeTable ID '${id}' does not exist`);
    }
    return found;
}

export function theSecurityGroup(world: World, id: string, refuse: Refusal): AwsObject {
    const found = own(world, find(world, TYPES.securityGroup, id) ?? find(world, TYPES.defaultSecurityGroup, id));
    if (found === undefined) {
        throw refuse("InvalidGroup.NotFound", `The security group '${id}' does not exist`);
    }
    return found;
}

/** All route tables of a VPC, its main one included. */
export function routeTablesOf(world: World, vpcId: string): AwsObject[] {
    return [...where(world, TYPES.mainRouteTable, "vpcId", vpcId), ...where(world, TYPES.routeTable, "vpcId", vpcId)];
}

/** The table that serves a subnet: the associated one, else the main table of its VPC. */
export function routeTableOf(world: World, subnet: AwsObject): AwsObject | undefined {
    const [association] = where(world, TYPES.routeTableAssociation, "subnetId", subnet.id);
    const [main] = where(world, TYPES.mainRouteTable, "vpcId", text(subnet.props, "vpcId"));
    return association === undefined ? main : find(world, TYPES.routeTable, text(association.props, "routeTableId"));
}

/** A VPC's attachment to a Transit Gateway. */
export function attachmentOf(world: World, vpcId: string, transitGatewayId: string): AwsObject | undefined {
    return where(world, TYPES.attachment, "vpcId", vpcId).find(
        (attachment) => attachment.props.transitGatewayId === transitGatewayId,
    );
}

/** The second of two subnets in one zone; undefined where all zones differ. */
export function secondInZone(subnets: readonly AwsObject[]): AwsObject | undefined {
    const zones = subnets.map((subnet) => subnet.props.availabilityZoneId);
    return subnets.find((_, index) => zones.indexOf(zones[index]) < index);
}

/** True while tasks of a container service have interfaces in a subnet, or in a security group. */
export function isUsedByTasks(world: World, key: "subnets" | "securityGroups", id: string): boolean {
    const networks = world.aws(TYPES.ecsService).map(({ props }) => props.networkConfiguration);
    return networks.filter(isProps).some((network) => texts(network, key).includes(id));
}

/** True for the sizes that a VPC or subnet may have: /16 to /28. */
export function isNetworkSize(cidr: string): boolean {
    return prefixLength(cidr) >= 16 && prefixLength(cidr) <= 28;
}
