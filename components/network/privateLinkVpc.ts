import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { zoneSubnet } from "./zoneSubnet";

const TYPE = "confluent-cluster-linking:index:PrivateLinkVpc";

export interface PrivateLinkVpcArgs {
    /** IPv4 block of the VPC, /16 to /24. Plain, because the subnets are cut from it. A change replaces everything in it. */
    readonly cidrBlock: string;
    /** Availability zones by id (`use1-az1`): names mean different zones in different accounts. */
    readonly zoneIds: readonly string[];
    /** Value of the Name tag. */
    readonly displayName: pulumi.Input<string>;
}

/** What one zone of the VPC holds. */
export interface ZonePlacement {
    readonly subnetId: pulumi.Output<string>;
    readonly routeTableId: pulumi.Output<string>;
    /** The zone's name in this account, such as `us-east-1a`. */
    readonly zoneName: pulumi.Output<string>;
}

/**
 * A VPC for a PrivateLink endpoint: one isolated subnet with its own route table per zone, no way to the internet.
 * A subnet's block depends on its zone alone, so zones come and go without moving the others.
 */
export class PrivateLinkVpc extends pulumi.ComponentResource {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** Its subnets, `subnet-…`, in the order of the zones. */
    readonly subnetIds: pulumi.Output<string[]>;
    /** Placements by zone id; separate outputs, so that a new zone leaves the others known in a preview. */
    readonly zones: Readonly<Record<string, ZonePlacement>>;

    constructor(name: string, args: PrivateLinkVpcArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const vpc = new ec2.Vpc(
            `${name}-vpc`,
            {
                cidrBlock: args.cidrBlock,
                // A private hosted zone answers only where both are on.
                enableDnsHostnames: true,
                enableDnsSupport: true,
                tags: { Name: args.displayName },
            },
            { parent: this },
        );
        this.zones = Object.fromEntries(
            args.zoneIds.map((zoneId) => [zoneId, this.placement(name, args, vpc, zoneId)]),
        );
        this.vpcId = vpc.id;
        this.subnetIds = pulumi.all(Object.values(this.zones).map((zone) => zone.subnetId));
        this.registerOutputs({ vpcId: this.vpcId, subnetIds: this.subnetIds });
    }

    private placement(name: string, args: PrivateLinkVpcArgs, vpc: ec2.Vpc, zoneId: string): ZonePlacement {
        const tags = { Name: pulumi.interpolate`${args.displayName}-${zoneId}` };
        const parent = { parent: this };
        const subnet = new ec2.Subnet(
            `${name}-subnet-${zoneId}`,
            {
                vpcId: vpc.id,
                availabilityZoneId: zoneId,
                cidrBlock: zoneSubnet(args.cidrBlock, zoneId),
                tags,
            },
            parent,
        );
        const routeTable = new ec2.RouteTable(`${name}-routes-${zoneId}`, { vpcId: vpc.id, tags }, parent);
        const association = new ec2.RouteTableAssociation(
            `${name}-routes-association-${zoneId}`,
            { subnetId: subnet.id, routeTableId: routeTable.id },
            { ...parent, deleteBeforeReplace: true },
        );
        // Through the association, so that whoever routes here also waits for the table to apply to its subnet.
        const routeTableId = association.routeTableId;
        return { subnetId: subnet.id, routeTableId, zoneName: subnet.availabilityZone };
    }
}
