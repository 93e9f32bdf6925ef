import { interfacesOf, type EndpointInterface } from "../aws/endpoint";
import { attachmentOf, routeTableOf, routeTablesOf } from "../aws/lookup";
import { TARGETS } from "../aws/routing";
import { find, text, texts, where } from "../aws/store";
import { gatewayRoutesOf, type GatewayRoute } from "../aws/transitGateway";
import { TYPES } from "../aws/types";
import type { AwsObject, World } from "../world";
import { contains, covers, overlaps, prefixLength } from "./cidr";

/** Where packets start: in a VPC, or on the public internet. */
export type Place = { readonly vpcId: string } | "public";

export type Reach = { readonly open: true } | { readonly open: false; readonly reason: string };

/** Stands for "somewhere on the public internet" (an address kept for documentation). */
export const PUBLIC_ADDRESS = "203.0.113.1";

const OPEN: Reach = { open: true };

/** The VPC that packets come to, or why they come to none. */
type Arrival = { readonly vpc: AwsObject } | { readonly reason: string };

/**
 * Whether a TCP connection from `from` to an address and port comes about, and if not, the first hop that is missing:
 * the source's route, the Transit Gateway's route, an endpoint interface at the address, the routes back, the security
 * group, and the endpoint's state, in this order.
 *
 * The source is a whole VPC, so the security group has to allow, and the routes back have to cover, all of its CIDR.
 * In a VPC that was there before the stack every known route table serves the runner or other clients, so each of
 * them needs the route. In a VPC of the stack the runner may sit in any subnet: one table with the route is enough.
 */
export function path(world: World, from: Place, address: string, port: number): Reach {
    if (address === PUBLIC_ADDRESS) {
        return OPEN;
    }
    if (from === "public") {
        return closed(`${address} is a private address and the runner is on the public internet`);
    }
    const source = find(world, TYPES.vpc, from.vpcId);
    if (source === undefined) {
        return closed(`the runner's VPC ${from.vpcId} does not exist`);
    }
    const arrival = contains(cidrOf(source), address) ? { vpc: source } : leave(world, source, address);
    return "reason" in arrival ? closed(arrival.reason) : enter(world, source, arrival.vpc, address, port);
}

function closed(reason: string): Reach {
    return { open: false, reason };
}

function cidrOf(vpc: AwsObject): string {
    return text(vpc.props, "cidrBlock");
}

/** From the source VPC through its route tables and a Transit Gateway to the VPC that holds the address. */
function leave(world: World, source: AwsObject, address: string): Arrival {
    const served = where(world, TYPES.subnet, "vpcId", source.id).map((subnet) => routeTableOf(world, subnet)?.id);
    const tables = routeTablesOf(world, source.id).filter((table) =>
        source.existing === true ? table.existing === true : served.includes(table.id),
    );
    const arrivals = tables.map((table) => throughTable(world, source, table, address));
    const failed = arrivals.find((arrival) => "reason" in arrival);
    const succeeded = arrivals.find((arrival) => "vpc" in arrival);
    const decisive = source.existing === true ? (failed ?? succeeded) : (succeeded ?? failed);
    return decisive ?? { reason: `VPC ${source.id} has no route table, so no route to ${address}` };
}

function throughTable(world: World, source: AwsObject, table: AwsObject, address: string): Arrival {
    const hop = gatewayOf(world, source, table, address);
    if ("reason" in hop) {
        return hop;
    }
    return throughGateway(world, source, hop.gateway, address);
}

interface Route {
    readonly cidr: string;
    readonly target: string;
}

/** The Transit Gateway to which a route table sends traffic for a destination. */
function gatewayOf(
    world: World,
    vpc: AwsObject,
    table: AwsObject,
    destination: string,
): { gateway: string } | { reason: string } {
    const place = `route table ${table.id} of VPC ${vpc.id}`;
    const route = lookup(routesOf(world, vpc, table), destination, ({ target }) => !target.startsWith("tgw-"));
    if (route === undefined) {
        return { reason: `${place} has no route to ${destination}` };
    }
    if (!route.target.startsWith("tgw-")) {
        return { reason: `${place} sends ${destination} to ${route.target} (${route.cidr}), not to a Transit Gateway` };
    }
    return { gateway: route.target };
}

function routesOf(world: World, vpc: AwsObject, table: AwsObject): Route[] {
    const routes = where(world, TYPES.route, "routeTableId", table.id).map(({ props }) => ({
        cidr: text(props, "destinationCidrBlock"),
        target: TARGETS.map((key) => text(props, key)).find((target) => target !== "") ?? "nowhere",
    }));
    return [{ cidr: cidrOf(vpc), target: "local" }, ...routes];
}

/**
 * The route for a destination: the one with the longest prefix, but where longer ones take parts of it, the first among
 * all of them that is `astray`. Undefined where a part of the destination has no route at all.
 */
function lookup<R extends { readonly cidr: string }>(
    routes: readonly R[],
    destination: string,
    astray: (route: R) => boolean,
): R | undefined {
    const around = routes.filter(({ cidr }) => contains(cidr, destination));
    const longest = around.sort((one, other) => prefixLength(other.cidr) - prefixLength(one.cidr)).slice(0, 1);
    const inside = routes.filter(({ cidr }) => overlaps(cidr, destination) && !contains(cidr, destination));
    const cidrs = inside.map(({ cidr }) => cidr);
    const rest = covers(cidrs, destination) ? [] : longest;
    const used = rest.length === 0 && !covers(cidrs, destination) ? [] : [...inside, ...rest];
    return used.find(astray) ?? used[0];
}

/** Where the gateway hands over what a VPC sends to a destination; `wanted` is the VPC to which all of it should go. */
function throughGateway(
    world: World,
    vpc: AwsObject,
    gateway: string,
    destination: string,
    wanted?: AwsObject,
): { vpc: AwsObject; attachmentId: string } | { reason: string } {
    const own = attachmentOf(world, vpc.id, gateway);
    if (own === undefined) {
        return { reason: `VPC ${vpc.id} is not attached to Transit Gateway ${gateway}` };
    }
    const [association] = where(world, TYPES.gatewayAssociation, "transitGatewayAttachmentId", own.id);
    if (association === undefined) {
        return { reason: `attachment ${own.id} of VPC ${vpc.id} is not associated with a Transit Gateway route table` };
    }
    const table = text(association.props, "transitGatewayRouteTableId");
    const routes = gatewayRoutesOf(world, table);
    const valid = routes.filter(({ rejected }) => rejected === undefined);
    const astray = (route: GatewayRoute) => wanted !== undefined && vpcBehind(world, route)?.id !== wanted.id;
    const route = lookup(valid, destination, astray);
    const target = route === undefined ? undefined : vpcBehind(world, route);
    if (route === undefined || target === undefined) {
        const rejected = routes.find((one) => one.rejected !== undefined && overlaps(one.cidr, destination))?.rejected;
        const why = rejected === undefined ? "" : ` (not propagated: ${rejected})`;
        return { reason: `Transit Gateway route table ${table} has no route to ${destination}${why}` };
    }
    return { vpc: target, attachmentId: route.attachmentId };
}

function vpcBehind(world: World, { attachmentId }: GatewayRoute): AwsObject | undefined {
    const attachment = find(world, TYPES.attachment, attachmentId);
    return attachment === undefined ? undefined : find(world, TYPES.vpc, text(attachment.props, "vpcId"));
}

/** In the target VPC: the interface at the address, the way back, the security group, the endpoint's state. */
function enter(world: World, source: AwsObject, target: AwsObject, address: string, port: number): Reach {
    for (const endpoint of where(world, TYPES.endpoint, "vpcId", target.id)) {
        const there = interfacesOf(endpoint).find((one) => one.address === address);
        if (there !== undefined) {
            const astray = source.id === target.id ? undefined : comeBack(world, source, target, there);
            const reason = astray ?? refusedBy(world, source, endpoint, port) ?? notReady(endpoint);
            return reason === undefined ? OPEN : closed(reason);
        }
    }
    return closed(`no endpoint interface in VPC ${target.id} has the address ${address}`);
}

/** Why answers from an interface do not get back to the source VPC; undefined where they do. */
function comeBack(world: World, source: AwsObject, target: AwsObject, from: EndpointInterface): string | undefined {
    const subnet = find(world, TYPES.subnet, from.subnetId);
    const table = subnet === undefined ? undefined : routeTableOf(world, subnet);
    if (subnet === undefined || table === undefined) {
        return `subnet ${from.subnetId} has no route table`;
    }
    const hop = gatewayOf(world, target, table, cidrOf(source));
    if ("reason" in hop) {
        return `return path: ${hop.reason}`;
    }
    const next = throughGateway(world, target, hop.gateway, cidrOf(source), source);
    if ("reason" in next) {
        return `return path: ${next.reason}`;
    }
    if (next.vpc.id !== source.id) {
        return `return path: ${cidrOf(source)} leads to ${next.attachmentId}, not to VPC ${source.id}`;
    }
    return zoneWithoutAttachment(world, target, hop.gateway, subnet);
}

/** A subnet can use a Transit Gateway only where the attachment has a subnet in the same zone. */
function zoneWithoutAttachment(world: World, vpc: AwsObject, gateway: string, subnet: AwsObject): string | undefined {
    const attachment = attachmentOf(world, vpc.id, gateway);
    const subnets = texts(attachment?.props ?? {}, "subnetIds").map((id) => find(world, TYPES.subnet, id));
    const zone = text(subnet.props, "availabilityZoneId");
    const served = subnets.some((one) => one?.props.availabilityZoneId === zone);
    return served ? undefined : `return path: attachment ${attachment?.id ?? ""} has no subnet in zone ${zone}`;
}

function refusedBy(world: World, source: AwsObject, endpoint: AwsObject, port: number): string | undefined {
    const groups = texts(endpoint.props, "securityGroupIds");
    const rules = groups.flatMap((id) => where(world, TYPES.ingressRule, "securityGroupId", id));
    const allowed = rules
        .filter(({ props }) => allows(props, port))
        .flatMap(({ props }) => text(props, "cidrIpv4") || []);
    return covers(allowed, cidrOf(source))
        ? undefined
        : `security group ${groups.join(", ")} does not allow all of ${cidrOf(source)} on port ${port}`;
}

function allows(rule: Record<string, unknown>, port: number): boolean {
    const [protocol, first, last] = [text(rule, "ipProtocol"), Number(rule.fromPort), Number(rule.toPort)];
    return protocol === "-1" || (["tcp", "6"].includes(protocol) && first <= port && port <= last);
}

function notReady({ id, props }: AwsObject): string | undefined {
    const state = text(props, "state");
    return state === "available" ? undefined : `VPC endpoint ${id} is ${state}, not available`;
}
