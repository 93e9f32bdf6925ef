import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { mapEntries } from "../internal/maps";
import { PrivateLinkVpc } from "../network/privateLinkVpc";
import { HubAttachment, type HubGatewayArgs } from "./hubAttachment";

const TYPE = "confluent-cluster-linking:index:AttachedVpc";

/** A VPC of the hub, as those see it who add routes to it. */
export interface HubVpc {
    readonly vpcId: pulumi.Output<string>;
    /** IPv4 block, plain: others route to it. */
    readonly cidr: string;
    /** Route tables by a stable key, such as the zone, each once the VPC is attached. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
}

export interface AttachedVpcArgs {
    /** IPv4 block of the VPC, /16 to /24; a zone's subnet is a sixteenth of it. A change replaces everything in it. */
    readonly cidr: string;
    /** Availability zones by id. */
    readonly zoneIds: readonly string[];
    /** The gateway, and the tables that its VPC looks up. */
    readonly gateway: HubGatewayArgs;
    /** Blocks that are reached over the gateway, by a stable key. */
    readonly destinations: Readonly<Record<string, string>>;
    /** Whether the hub's other VPCs reach this one. Defaults to false: only spokes do. */
    readonly reachedByHub?: boolean;
    /** Value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

/** An isolated VPC of the hub: a subnet and a route table per zone, attached to the gateway, without internet. */
export class AttachedVpc extends pulumi.ComponentResource implements HubVpc {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** Its address block. */
    readonly cidr: string;
    /** Route tables by zone, `rtb-…`. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** Subnets by zone id. */
    readonly subnetIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** The ways to the destinations, by their key. */
    readonly routes: Readonly<Record<string, readonly ec2.Route[]>>;

    constructor(name: string, args: AttachedVpcArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { cidr, zoneIds, gateway, displayName, reachedByHub = false } = args;
        const parent = { parent: this };
        const vpc = new PrivateLinkVpc(name, { cidrBlock: cidr, zoneIds: [...zoneIds], displayName }, parent);
        const attachment = new HubAttachment(
            name,
            { ...gateway, vpcId: vpc.vpcId, subnetIds: vpc.subnetIds, reachedByHub, displayName },
            parent,
        );
        this.vpcId = vpc.vpcId;
        this.cidr = cidr;
        this.routeTableIds = mapEntries(vpc.zones, (_zoneId, zone) => attachment.joined(zone.routeTableId));
        this.subnetIds = mapEntries(vpc.zones, (_zoneId, zone) => zone.subnetId);
        this.routes = mapEntries(args.destinations, (key, destination) =>
            this.routesTo(name, key, destination, gateway.transitGatewayId, attachment),
        );
        this.registerOutputs({ vpcId: this.vpcId });
    }

    /** They name the gateway, not the attachment, hence the explicit dependency. */
    private routesTo(
        name: string,
        key: string,
        destinationCidrBlock: string,
        transitGatewayId: pulumi.Input<string>,
        attachment: HubAttachment,
    ): ec2.Route[] {
        return Object.entries(this.routeTableIds).map(
            ([zoneId, routeTableId]) =>
                new ec2.Route(
                    `${name}-to-${key}-${zoneId}`,
                    { routeTableId, destinationCidrBlock, transitGatewayId },
                    { parent: this, deleteBeforeReplace: true, dependsOn: [...attachment.parts] },
                ),
        );
    }
}
