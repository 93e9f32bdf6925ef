import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:HubAttachment";

export interface HubAttachmentArgs {
    /** The hub's gateway, `tgw-…`. */
    readonly transitGatewayId: pulumi.Input<string>;
    /** The gateway's route table that the hub's VPCs use, `tgw-rtb-…`. */
    readonly hubRouteTableId: pulumi.Input<string>;
    /** The gateway's route table that the spokes use, which learns the way to this VPC, `tgw-rtb-…`. */
    readonly spokeRouteTableId: pulumi.Input<string>;
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone. */
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Value of the Name tag. */
    readonly displayName: pulumi.Input<string>;
}

/** Attaches a VPC of the hub to the Transit Gateway: it uses the hub's table, and the spokes learn the way to it. */
export class HubAttachment extends pulumi.ComponentResource {
    readonly attachmentId: pulumi.Output<string>;

    constructor(name: string, args: HubAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const options = { parent: this, deleteBeforeReplace: true };
        const attachment = new ec2transitgateway.VpcAttachment(
            `${name}-attachment`,
            {
                vpcId: args.vpcId,
                transitGatewayId: args.transitGatewayId,
                subnetIds: args.subnetIds,
                dnsSupport: "enable",
                // The association and propagations below are explicit; with the defaults on, AWS would make them twice.
                transitGatewayDefaultRouteTableAssociation: false,
                transitGatewayDefaultRouteTablePropagation: false,
                tags: { Name: args.displayName },
            },
            options,
        );
        new ec2transitgateway.RouteTableAssociation(
            `${name}-association`,
            { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId: args.hubRouteTableId },
            options,
        );
        const propagations = { spokes: args.spokeRouteTableId, hub: args.hubRouteTableId };
        for (const [table, transitGatewayRouteTableId] of Object.entries(propagations)) {
            new ec2transitgateway.RouteTablePropagation(
                `${name}-propagation-${table}`,
                { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId },
                options,
            );
        }
        this.attachmentId = attachment.id;
        this.registerOutputs({ attachmentId: this.attachmentId });
    }
}
