import { addressAt, prefixLength } from "../network/cidr";
import type { Props } from "../provider/model";
import type { World } from "../world";
import { zonesOf } from "./availabilityZones";
import { ownerOf, put, regionOf, setRegion } from "./store";
import { TYPES } from "./types";

/** One VPC of the hub, as a configuration names it. */
export interface HubVpc {
    readonly role: string;
    readonly vpcId: string;
    readonly cidr: string;
    readonly routeTableIds: readonly string[];
    /** Further subnets, one in each zone. Defaults to none. */
    readonly subnetIds?: readonly string[];
}

/** What a stack takes for granted in the AWS account; `vpcs` is empty where there is no hub. */
export interface Hub {
    readonly region: string;
    readonly transitGateway?: {
        readonly id: string;
        /** The account that has shared the gateway; left out where it is the stack's own. */
        readonly ownerId?: string;
        /** The share that has to be accepted; left out where nothing has to be. */
        readonly shareArn?: string;
        /** The table into which the hub's VPCs propagate, so that spokes can answer. */
        readonly associationRouteTableId: string;
        /** The hub's VPCs are associated with the first of these. */
        readonly propagationRouteTableIds: readonly string[];
    };
    readonly vpcs: readonly HubVpc[];
    readonly clientVpn?: {
        readonly endpointId: string;
        readonly clientCidr: string;
        readonly vpcId?: string;
        /** The VPC whose resolver answers the clients. Left out: they ask public DNS. */
        readonly resolverVpcId?: string;
        readonly targetSubnetIds: readonly string[];
        /** Blocks for which an endpoint that is attached to the gateway has routes to it. Left out: none. */
        readonly gatewayRoutes?: readonly string[];
    };
}

/** Subnets of a hub VPC: the number of blocks that its CIDR is cut into is two to the power of this. */
const SUBNET_BITS = 4;
const SMALLEST_SUBNET = 28;

/**
 * Puts the hub of a configuration into the world and sets the account's region. May be called again with the same or a
 * changed configuration: what a configuration states is written anew, nothing is taken away.
 */
export function seedNetwork(world: World, hub: Hub): void {
    setRegion(world, hub.region);
    if (hub.transitGateway !== undefined) {
        seedGateway(world, hub.transitGateway);
    }
    for (const vpc of hub.vpcs) {
        seedVpc(world, hub, vpc);
    }
    if (hub.clientVpn !== undefined) {
        seedClientVpn(world, hub.clientVpn);
    }
}

function seedClientVpn(world: World, clientVpn: NonNullable<Hub["clientVpn"]>): void {
    const { endpointId, clientCidr, vpcId, resolverVpcId, targetSubnetIds, gatewayRoutes = [] } = clientVpn;
    const props = { clientCidrBlock: clientCidr, vpcId, resolverVpcId, associatedSubnetIds: [...targetSubnetIds] };
    ensure(world, TYPES.vpnEndpoint, endpointId, props);
    for (const destinationCidrBlock of gatewayRoutes) {
        const route = { clientVpnEndpointId: endpointId, destinationCidrBlock };
        ensure(world, TYPES.vpnRoute, `${endpointId},${destinationCidrBlock}`, route);
    }
}

function seedGateway(world: World, gateway: NonNullable<Hub["transitGateway"]>): void {
    ensure(world, TYPES.transitGateway, gateway.id, { ownerId: gateway.ownerId ?? ownerOf(world) }, gateway.ownerId);
    for (const table of [gateway.associationRouteTableId, ...gateway.propagationRouteTableIds]) {
        ensure(world, TYPES.gatewayTable, table, { transitGatewayId: gateway.id }, gateway.ownerId);
    }
    if (gateway.ownerId !== undefined) {
        seedShare(world, { ...gateway, ownerId: gateway.ownerId });
    }
}

/** The owner shares the gateway with the stack's account. */
function seedShare(world: World, gateway: NonNullable<Hub["transitGateway"]> & { readonly ownerId: string }): void {
    const { id, ownerId } = gateway;
    const arn = `arn:aws:ec2:${regionOf(world)}:${ownerId}:transit-gateway/${id}`;
    const share = gateway.shareArn ?? `arn:aws:ram:${regionOf(world)}:${ownerId}:resource-share/${tailOf(id)}`;
    const isExternal = gateway.shareArn !== undefined;
    ensure(world, TYPES.transitGateway, id, { arn }, ownerId);
    ensure(
        world,
        TYPES.resourceShare,
        share,
        { arn: share, name: "hub", allowExternalPrincipals: isExternal },
        ownerId,
    );
    const parts = [
        { type: TYPES.shareResource, key: "resourceArn", value: arn },
        { type: TYPES.sharePrincipal, key: "principal", value: ownerOf(world) },
    ];
    for (const { type, key, value } of parts) {
        ensure(world, type, `${share},${value}`, { resourceShareArn: share, [key]: value }, ownerId);
    }
}

function seedVpc(world: World, hub: Hub, { role, vpcId, cidr, routeTableIds, subnetIds = [] }: HubVpc): void {
    const common = { region: hub.region, ownerId: ownerOf(world) };
    ensure(world, TYPES.vpc, vpcId, {
        ...common,
        arn: `arn:aws:ec2:${hub.region}:${common.ownerId}:vpc/${vpcId}`,
        cidrBlock: cidr,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        mainRouteTableId: routeTableIds[0] ?? "",
        tags: { Name: role },
        tagsAll: { Name: role },
    });
    const targets = hub.clientVpn?.vpcId === vpcId ? hub.clientVpn.targetSubnetIds : [];
    [`subnet-${tailOf(vpcId)}`, ...targets, ...subnetIds].forEach((id, index) => {
        ensure(world, TYPES.subnet, id, { ...common, vpcId, ...subnetPlace(hub.region, cidr, index) });
    });
    for (const id of routeTableIds) {
        ensure(world, TYPES.routeTable, id, { ...common, vpcId });
    }
    if (hub.transitGateway !== undefined) {
        seedAttachment(world, hub.transitGateway, vpcId);
    }
}

function subnetPlace(region: string, cidr: string, index: number): Props {
    const bits = Math.max(0, Math.min(SUBNET_BITS, SMALLEST_SUBNET - prefixLength(cidr)));
    const prefix = prefixLength(cidr) + bits;
    const block = addressAt(cidr, (index % 2 ** bits) * 2 ** (32 - prefix)) ?? "";
    const zones = zonesOf(region);
    const zone = zones[index % Math.max(1, zones.length)];
    return { cidrBlock: `${block}/${prefix}`, availabilityZone: zone?.name, availabilityZoneId: zone?.id };
}

function seedAttachment(world: World, gateway: NonNullable<Hub["transitGateway"]>, vpcId: string): void {
    const transitGatewayAttachmentId = `tgw-attach-${tailOf(vpcId)}`;
    const subnetIds = [`subnet-${tailOf(vpcId)}`];
    ensure(world, TYPES.attachment, transitGatewayAttachmentId, { transitGatewayId: gateway.id, vpcId, subnetIds });
    const ends = { transitGatewayAttachmentId, resourceId: vpcId, resourceType: "vpc" };
    const [associated] = gateway.propagationRouteTableIds;
    if (associated !== undefined) {
        const id = `${associated}_${transitGatewayAttachmentId}`;
        ensure(world, TYPES.gatewayAssociation, id, { ...ends, transitGatewayRouteTableId: associated });
    }
    const table = gateway.associationRouteTableId;
    const id = `${table}_propagation_${transitGatewayAttachmentId}`;
    ensure(world, TYPES.gatewayPropagation, id, { ...ends, transitGatewayRouteTableId: table });
}

/** What follows the kind in an id. */
export function tailOf(id: string): string {
    return id.slice(id.indexOf("-") + 1);
}

/** Makes an existing object, or writes the given properties over it; an object that a stack has made is left alone. */
export function ensure(world: World, type: string, id: string, props: Props, owner?: string): void {
    const present = world.data.aws[id];
    if (present === undefined || (present.existing === true && present.type === type)) {
        const common = { existing: true, ...(owner === undefined ? {} : { owner }) };
        put(world, { id, type, props: { ...present?.props, ...props }, ...common });
    }
}
