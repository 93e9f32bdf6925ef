import { isAccepted } from "../aws/attachments";
import { allInterfaces, type NetworkInterface } from "../aws/interfaces";
import { attachmentOf, routeTableOf, routeTablesOf } from "../aws/lookup";
import { TARGETS } from "../aws/routing";
import { find, text, texts, where } from "../aws/store";
import { gatewayRoutesOf, type GatewayRoute } from "../aws/transitGateway";
import { TYPES } from "../aws/types";
import type { AwsObject, World } from "../world";
import { contains, covers, overlaps, prefixLength } from "./cidr";
import { endsAt, HOPS, OPEN, type DeadEnd, type Hop, type Trace } from "./hops";

/** Where packets start: in a VPC (in any of its subnets unless some are named), or on the public internet. */
export type Place = { readonly vpcId: string; readonly subnetIds?: readonly string[] } | "public";

export type Reach = { readonly open: true } | { readonly open: false; readonly reason: string };

/** Stands for "somewhere on the public internet" (an address kept for documentation). */
export const PUBLIC_ADDRESS = "203.0.113.1";

/** The VPC that packets come to, or why they come to none. */
type Arrival = { readonly vpc: AwsObject } | DeadEnd;

/** What is asked of a target: a port of a protocol. */
interface Service {
    readonly port: number;
    readonly protocol: "tcp" | "udp";
}

/** Where packets say that they come from; without a VPC straight from the Transit Gateway. */
interface Origin {
    readonly cidr: string;
    readonly vpc?: AwsObject;
}

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
    const way = trace(world, from, address, port);
    return way.open ? way : { open: false, reason: way.reason };
}

/** As `path`, and names the hop at which a way ends; over another protocol than TCP if that is asked for. */
export function trace(
    world: World,
    from: Place,
    address: string,
    port: number,
    protocol: Service["protocol"] = "tcp",
): Trace {
    if (address === PUBLIC_ADDRESS) {
        return OPEN;
    }
    if (from === "public") {
        return endsAt(HOPS.sourceRoute, `${address} is a private address and the runner is on the public internet`);
    }
    const source = find(world, TYPES.vpc, from.vpcId);
    if (source === undefined) {
        return endsAt(HOPS.sourceRoute, `the runner's VPC ${from.vpcId} does not exist`);
    }
    const isInside = contains(cidrOf(source), address);
    const arrival = isInside ? { vpc: source } : leave(world, source, address, from.subnetIds);
    const origin = { cidr: cidrOf(source), vpc: source };
    return "reason" in arrival
        ? { open: false, ...arrival }
        : enter(world, origin, arrival.vpc, address, { port, protocol });
}

/**
 * From a network that is attached to a Transit Gateway without a VPC, such as that of a Client VPN endpoint, to an
 * address in one of the VPCs.
 */
export function traceFromGateway(world: World, cidr: string, address: string, port: number): Trace {
    const target = allInterfaces(world).find((one) => one.address === address);
    const vpc = target === undefined ? undefined : find(world, TYPES.vpc, target.vpcId);
    return vpc === undefined
        ? endsAt(HOPS.gatewayRoute, `no attached VPC has an interface with the address ${address}`)
        : enter(world, { cidr }, vpc, address, { port, protocol: "tcp" });
}

function ended(hop: Hop, reason: string): DeadEnd {
    return { hop, reason };
}

function cidrOf(vpc: AwsObject): string {
    return text(vpc.props, "cidrBlock");
}

/** From the source VPC through its route tables and a Transit Gateway to the VPC that holds the address. */
function leave(world: World, source: AwsObject, address: string, subnetIds?: readonly string[]): Arrival {
    const named = subnetIds ?? where(world, TYPES.subnet, "vpcId", source.id).map(({ id }) => id);
    const subnets = named.flatMap((id) => find(world, TYPES.subnet, id) ?? []);
    const served = subnets.map((subnet) => routeTableOf(world, subnet)?.id);
    const tables = routeTablesOf(world, source.id).filter((table) =>
        source.existing === true ? table.existing === true : served.includes(table.id),
    );
    const isAll = source.existing === true || subnetIds !== undefined;
    const arrivals = tables.map((table) => throughTable(world, source, table, address));
    const failed = arrivals.find((arrival) => "reason" in arrival);
    const succeeded = arrivals.find((arrival) => "vpc" in arrival);
    const decisive = isAll ? (failed ?? succeeded) : (succeeded ?? failed);
    return decisive ?? ended(HOPS.sourceRoute, `VPC ${source.id} has no route table, so no route to ${address}`);
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
function gatewayOf(world: World, vpc: AwsObject, table: AwsObject, destination: string): { gateway: string } | DeadEnd {
    const place = `route table ${table.id} of VPC ${vpc.id}`;
    const route = lookup(routesOf(world, vpc, table), destination, ({ target }) => !target.startsWith("tgw-"));
    if (route === undefined) {
        return ended(HOPS.sourceRoute, `${place} has no route to ${destination}`);
    }
    if (!route.target.startsWith("tgw-")) {
        const what = `${place} sends ${destination} to ${route.target} (${route.cidr}), not to a Transit Gateway`;
        return ended(HOPS.sourceRoute, what);
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
): { vpc: AwsObject; attachmentId: string } | DeadEnd {
    const own = attachmentOf(world, vpc.id, gateway);
    if (own === undefined) {
        return ended(HOPS.gatewayAttachment, `VPC ${vpc.id} is not attached to Transit Gateway ${gateway}`);
    }
    if (!isAccepted(world, own)) {
        const what = `attachment ${own.id} of VPC ${vpc.id} is pendingAcceptance, not available`;
        return ended(HOPS.gatewayAttachment, what);
    }
    const [association] = where(world, TYPES.gatewayAssociation, "transitGatewayAttachmentId", own.id);
    if (association === undefined) {
        const what = `attachment ${own.id} of VPC ${vpc.id} is not associated with a Transit Gateway route table`;
        return ended(HOPS.gatewayAssociation, what);
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
        const what = `Transit Gateway route table ${table} has no route to ${destination}${why}`;
        return ended(HOPS.gatewayRoute, what);
    }
    return { vpc: target, attachmentId: route.attachmentId };
}

function vpcBehind(world: World, { attachmentId }: GatewayRoute): AwsObject | undefined {
    const attachment = find(world, TYPES.attachment, attachmentId);
    return attachment === undefined ? undefined : find(world, TYPES.vpc, text(attachment.props, "vpcId"));
}

/** In the target VPC: the interface at the address, the way back, the security group, the state of what is there. */
function enter(world: World, origin: Origin, target: AwsObject, address: string, service: Service): Trace {
    const there = allInterfaces(world).find(
        (one) => one.address === address && one.vpcId === target.id && one.of.type in ANSWERS,
    );
    if (there === undefined) {
        return endsAt(HOPS.target, `no endpoint interface in VPC ${target.id} has the address ${address}`);
    }
    const astray = origin.vpc?.id === target.id ? undefined : comeBack(world, origin, target, there);
    if (astray !== undefined) {
        return endsAt(HOPS.returnRoute, `return path: ${astray}`);
    }
    const refused = refusedBy(world, origin, there.of, service);
    return refused === undefined ? stateOf(there.of) : endsAt(HOPS.securityGroup, refused);
}

/** Interfaces at which something answers. */
const ANSWERS: Readonly<Record<string, true>> = { [TYPES.endpoint]: true, [TYPES.resolverEndpoint]: true };

/** Why answers from an interface do not get back to where packets came from; undefined where they do. */
function comeBack(world: World, origin: Origin, target: AwsObject, from: NetworkInterface): string | undefined {
    const { cidr, vpc: source } = origin;
    const subnet = find(world, TYPES.subnet, from.subnetId);
    const table = subnet === undefined ? undefined : routeTableOf(world, subnet);
    if (subnet === undefined || table === undefined) {
        return `subnet ${from.subnetId} has no route table`;
    }
    const hop = gatewayOf(world, target, table, cidr);
    if ("reason" in hop) {
        return hop.reason;
    }
    // What the gateway's tables know of a network without a VPC is not part of the simulated network.
    if (source !== undefined) {
        const next = throughGateway(world, target, hop.gateway, cidr, source);
        if ("reason" in next) {
            return next.reason;
        }
        if (next.vpc.id !== source.id) {
            return `${cidr} leads to ${next.attachmentId}, not to VPC ${source.id}`;
        }
    }
    return zoneWithoutAttachment(world, target, hop.gateway, subnet);
}

/** A subnet can use a Transit Gateway only where the attachment has a subnet in the same zone. */
function zoneWithoutAttachment(world: World, vpc: AwsObject, gateway: string, subnet: AwsObject): string | undefined {
    const attachment = attachmentOf(world, vpc.id, gateway);
    const subnets = texts(attachment?.props ?? {}, "subnetIds").map((id) => find(world, TYPES.subnet, id));
    const zone = text(subnet.props, "availabilityZoneId");
    const served = subnets.some((one) => one?.props.availabilityZoneId === zone);
    return served ? undefined : `attachment ${attachment?.id ?? ""} has no subnet in zone ${zone}`;
}

function refusedBy(world: World, origin: Origin, { props }: AwsObject, service: Service): string | undefined {
    const groups = texts(props, "securityGroupIds");
    return covers(allowedBy(world, groups, TYPES.ingressRule, service), origin.cidr)
        ? undefined
        : `security group ${groups.join(", ")} does not allow all of ${origin.cidr} on port ${service.port}`;
}

/** Why security groups keep packets to an address from leaving; undefined where they let them out. */
export function keptIn(world: World, groups: readonly string[], address: string, service: Service): string | undefined {
    // A group that its VPC came with lets everything out; of what was there before the stack no group is known.
    const isOpen = groups.length === 0 || groups.some((id) => find(world, TYPES.securityGroup, id) === undefined);
    return isOpen || covers(allowedBy(world, groups, TYPES.egressRule, service), `${address}/32`)
        ? undefined
        : `security group ${groups.join(", ")} lets nothing out to ${address} on port ${service.port}`;
}

function allowedBy(world: World, groups: readonly string[], type: string, service: Service): string[] {
    const rules = groups.flatMap((id) => where(world, type, "securityGroupId", id));
    return rules.filter(({ props }) => allows(props, service)).flatMap(({ props }) => text(props, "cidrIpv4") || []);
}

const PROTOCOL_NUMBERS = { tcp: "6", udp: "17" } as const;

function allows(rule: Record<string, unknown>, { port, protocol }: Service): boolean {
    const [named, first, last] = [text(rule, "ipProtocol"), Number(rule.fromPort), Number(rule.toPort)];
    const isMeant = named === protocol || named === PROTOCOL_NUMBERS[protocol];
    return named === "-1" || (isMeant && first <= port && port <= last);
}

/** An endpoint of Confluent waits for the connection that accepts it. */
function stateOf({ id, type, props }: AwsObject): Trace {
    const state = type === TYPES.endpoint ? text(props, "state") : "available";
    const hop = state === "pendingAcceptance" ? HOPS.connection : HOPS.endpoint;
    return state === "available" ? OPEN : endsAt(hop, `VPC endpoint ${id} is ${state}, not available`);
}
