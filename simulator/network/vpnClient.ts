import { routeTableOf } from "../aws/lookup";
import { find, text, texts, where } from "../aws/store";
import { TYPES } from "../aws/types";
import { groupsOfEndpoint, targetSubnetIds, vpcOfEndpoint, vpnRoutesOf, type VpnRoute } from "../aws/vpnEndpoint";
import type { AwsObject, World } from "../world";
import { contains, prefixLength } from "./cidr";
import { endsAt, HOPS, OPEN, type DeadEnd, type Trace } from "./hops";
import { keptIn, PUBLIC_ADDRESS, trace, traceFromGateway } from "./reachability";
import { askServers, resolveName, resolversOf, type Resolution } from "./resolve";

const EVERYWHERE = "0.0.0.0/0";

type Protocol = "tcp" | "udp";

/**
 * Whether a client of a Client VPN endpoint reaches an address and port: its authorization rules and its routes, then
 * on from the associated subnets. Clients of an endpoint in a VPC appear there with addresses of that VPC; those of one
 * that is attached to a Transit Gateway keep their own.
 */
export function traceFromClient(
    world: World,
    endpointId: string,
    address: string,
    port: number,
    protocol: Protocol = "tcp",
): Trace {
    const endpoint = find(world, TYPES.vpnEndpoint, endpointId);
    if (endpoint === undefined) {
        return endsAt(HOPS.vpnRoute, `Client VPN endpoint ${endpointId} does not exist`);
    }
    if (address === PUBLIC_ADDRESS && endpoint.props.splitTunnel !== false) {
        return OPEN;
    }
    const routes = admitted(world, endpoint, address);
    if (!Array.isArray(routes)) {
        return { open: false, ...routes };
    }
    const vpc = vpcOfEndpoint(world, endpoint);
    if (vpc === undefined) {
        return traceFromGateway(world, text(endpoint.props, "clientCidrBlock"), address, port);
    }
    // A VPC's own resolver answers in each of its subnets, whatever security groups say.
    if (resolversOf(vpc).includes(address)) {
        return OPEN;
    }
    const kept = keptIn(world, groupsOfEndpoint(world, endpoint), address, { port, protocol });
    return kept === undefined
        ? onFrom(world, vpc, routes, address, { port, protocol })
        : endsAt(HOPS.securityGroup, kept);
}

/** The routes that a client's packets to an address take, or what keeps them from taking any. */
function admitted(world: World, endpoint: AwsObject, address: string): VpnRoute[] | DeadEnd {
    const place = `Client VPN endpoint ${endpoint.id}`;
    const isPending = endpoint.existing !== true && targetSubnetIds(world, endpoint).length === 0;
    if (isPending) {
        return { hop: HOPS.vpnRoute, reason: `${place} has no associated network` };
    }
    const rules = where(world, TYPES.vpnAuthorization, "clientVpnEndpointId", endpoint.id);
    if (!rules.some(({ props }) => contains(text(props, "targetNetworkCidr"), address))) {
        return { hop: HOPS.vpnAuthorization, reason: `no authorization rule of ${place} covers ${address}` };
    }
    const around = vpnRoutesOf(world, endpoint).filter(({ cidr }) => contains(cidr, address));
    const longest = Math.max(...around.map(({ cidr }) => prefixLength(cidr)));
    const routes = around.filter(({ cidr }) => prefixLength(cidr) === longest);
    return routes.length > 0 ? routes : { hop: HOPS.vpnRoute, reason: `${place} has no route to ${address}` };
}

/** From the associated subnets on, each of which may carry a client's traffic. */
function onFrom(
    world: World,
    vpc: AwsObject,
    routes: readonly VpnRoute[],
    address: string,
    { port, protocol }: { port: number; protocol: Protocol },
): Trace {
    const subnetIds = routes.map(({ subnetId }) => subnetId).filter((id) => find(world, TYPES.subnet, id));
    if (address === PUBLIC_ADDRESS) {
        return toInternet(world, vpc, subnetIds);
    }
    return trace(world, { vpcId: vpc.id, subnetIds }, address, port, protocol);
}

function toInternet(world: World, vpc: AwsObject, subnetIds: readonly string[]): Trace {
    const astray = subnetIds.find((id) => {
        const subnet = find(world, TYPES.subnet, id);
        const table = subnet === undefined ? undefined : routeTableOf(world, subnet);
        const routes = where(world, TYPES.route, "routeTableId", table?.id ?? "");
        const out = routes.filter(({ props }) => props.destinationCidrBlock === EVERYWHERE);
        return !out.some(({ props }) => text(props, "gatewayId") !== "" || text(props, "natGatewayId") !== "");
    });
    return astray === undefined || vpc.existing === true
        ? OPEN
        : endsAt(HOPS.sourceRoute, `subnet ${astray} of VPC ${vpc.id} has no route to the internet`);
}

/**
 * What a name is for a client: as the endpoint's DNS servers say, or public DNS where the endpoint names none. Of one
 * that was there before the stack only the VPC is known whose resolver answers.
 */
export function resolveForClient(world: World, endpointId: string, name: string): Resolution | DeadEnd {
    const endpoint = find(world, TYPES.vpnEndpoint, endpointId);
    const servers = texts(endpoint?.props ?? {}, "dnsServers");
    if (endpoint === undefined || servers.length === 0) {
        const resolverVpcId = text(endpoint?.props ?? {}, "resolverVpcId");
        return resolveName(world, resolverVpcId === "" ? "public" : { vpcId: resolverVpcId }, name);
    }
    const vpcId = vpcOfEndpoint(world, endpoint)?.id ?? "";
    return askServers(world, servers, name, vpcId, (address) => traceFromClient(world, endpointId, address, 53, "udp"));
}
