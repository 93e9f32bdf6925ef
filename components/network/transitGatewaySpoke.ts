import * as ec2 from "@pulumi/aws/ec2";
import * as ec2clientvpn from "@pulumi/aws/ec2clientvpn";
import * as pulumi from "@pulumi/pulumi";
import { gatewayAttachment, onOwnerSide, type GatewayAttachmentArgs } from "./gatewayAttachment";

const TYPE = "confluent-cluster-linking:index:TransitGatewaySpoke";

/** A zone of the spoke: the subnet that is attached and the table that gets the routes. */
export interface SpokeZoneArgs {
    /** The zone's subnet, `subnet-…`. */
    readonly subnetId: pulumi.Input<string>;
    /** The subnet's route table, `rtb-…`. */
    readonly routeTableId: pulumi.Input<string>;
}

/** A Client VPN endpoint in the hub whose users reach the spoke. */
export interface ClientVpnAccessArgs {
    /** `cvpn-endpoint-…` */
    readonly endpointId: pulumi.Input<string>;
    /**
     * Associated subnets that carry the traffic, by a stable key; none for an endpoint that is attached to the Transit
     * Gateway itself.
     */
    readonly targetSubnetIds: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface TransitGatewaySpokeArgs extends Omit<GatewayAttachmentArgs, "subnetIds"> {
    /** The spoke's own block, plain: the hub's routes point to it. */
    readonly vpcCidr: string;
    /** Zones by id. */
    readonly zones: Readonly<Record<string, SpokeZoneArgs>>;
    /** Where the spoke answers to: CIDR blocks by a stable key. */
    readonly destinations: Readonly<Record<string, string>>;
    /** Route tables in the hub's VPCs that get a route to the spoke, by a stable key; empty when somebody else adds them. */
    readonly hubRouteTableIds: Readonly<Record<string, pulumi.Input<string>>>;
    /** Lets the users of a Client VPN endpoint in. Defaults to none. */
    readonly clientVpn?: ClientVpnAccessArgs;
    /**
     * Provider of the account that owns the gateway, when that is another one: there the attachment is accepted, and
     * the gateway's tables, the hub's routes and its Client VPN are changed. Defaults to this account.
     */
    readonly owner?: pulumi.ProviderResource;
}

/**
 * Makes a VPC a spoke of the hub's Transit Gateway, with the routes of both directions: the spoke's own, and the
 * return routes in the hub's tables, without which answers never arrive.
 */
export class TransitGatewaySpoke extends pulumi.ComponentResource {
    /** The attachment to the Transit Gateway, `tgw-attach-…`. */
    readonly attachmentId: pulumi.Output<string>;
    /** Everything that traffic needs, by the client it serves; `*` serves all. */
    readonly parts: Readonly<Record<string, readonly pulumi.CustomResource[]>>;

    constructor(name: string, args: TransitGatewaySpokeArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const subnetIds = Object.values(args.zones).map((zone) => zone.subnetId);
        const { attachment, usable, parts } = gatewayAttachment(this, name, { ...args, subnetIds });
        const after = { parent: this, deleteBeforeReplace: true, dependsOn: [...usable] };
        const afterInHub = { ...after, ...onOwnerSide(args) };
        this.parts = {
            "*": [...parts, ...hubRoutes(name, args, afterInHub)],
            ...spokeRoutes(name, args, after),
            ...(args.clientVpn === undefined
                ? {}
                : { clientVpn: clientVpnAccess(name, args, args.clientVpn, afterInHub) }),
        };
        this.attachmentId = attachment.id;
        this.registerOutputs({ attachmentId: this.attachmentId });
    }
}

/** Routes of the spoke's tables. They name the gateway, not the attachment, hence the explicit dependency. */
function spokeRoutes(
    name: string,
    args: TransitGatewaySpokeArgs,
    options: pulumi.CustomResourceOptions,
): Record<string, ec2.Route[]> {
    const zones = Object.entries(args.zones);
    return Object.fromEntries(
        Object.entries(args.destinations).map(([key, destinationCidrBlock]) => [
            key,
            zones.map(
                ([zoneId, { routeTableId }]) =>
                    new ec2.Route(
                        `${name}-to-${key}-${zoneId}`,
                        { routeTableId, destinationCidrBlock, transitGatewayId: args.transitGatewayId },
                        options,
                    ),
            ),
        ]),
    );
}

/** The return routes, in the tables of the hub's VPCs. */
function hubRoutes(name: string, args: TransitGatewaySpokeArgs, options: pulumi.CustomResourceOptions): ec2.Route[] {
    return Object.entries(args.hubRouteTableIds).map(
        ([key, routeTableId]) =>
            new ec2.Route(
                `${name}-from-${key}`,
                { routeTableId, destinationCidrBlock: args.vpcCidr, transitGatewayId: args.transitGatewayId },
                options,
            ),
    );
}

/** Client VPN wants both: a route per target subnet, and an authorization rule. */
function clientVpnAccess(
    name: string,
    args: TransitGatewaySpokeArgs,
    vpn: ClientVpnAccessArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
    const routes = Object.entries(vpn.targetSubnetIds).map(
        ([key, targetVpcSubnetId]) =>
            new ec2clientvpn.Route(
                `${name}-vpn-${key}`,
                { clientVpnEndpointId: vpn.endpointId, destinationCidrBlock: args.vpcCidr, targetVpcSubnetId },
                options,
            ),
    );
    const rule = new ec2clientvpn.AuthorizationRule(
        `${name}-vpn-access`,
        { clientVpnEndpointId: vpn.endpointId, targetNetworkCidr: args.vpcCidr, authorizeAllGroups: true },
        options,
    );
    return [...routes, rule];
}
