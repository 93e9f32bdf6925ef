import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:HubAttachment";

export interface HubAttachmentArgs {
    /** `tgw-…` */
    readonly transitGatewayId: pulumi.Input<string>;
    /** The gateway's route table that the hub's VPCs look up, `tgw-rtb-…`. */
    readonly hubRouteTableId: pulumi.Input<string>;
    /** The gateway's route table that spokes look up, `tgw-rtb-…`: it learns the way to this VPC. */
    readonly spokeRouteTableId: pulumi.Input<string>;
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone: a zone without one cannot send through the gateway. */
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** Whether the hub's other VPCs learn the way to this one too. Defaults to false: only spokes do. */
    readonly reachedByHub?: boolean;
    /** Value of the Name tag. */
    readonly displayName: pulumi.Input<string>;
}

/** Attaches a VPC of the hub to the Transit Gateway: it looks up the hub's table, and spokes learn the way to it. */
export class HubAttachment extends pulumi.ComponentResource {
    readonly attachmentId: pulumi.Output<string>;
    /** The attachment, its association and its propagations: what traffic over the gateway needs. */
    readonly parts: readonly pulumi.CustomResource[];

    constructor(name: string, args: HubAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        // AWS allows one of each.
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
        const association = new ec2transitgateway.RouteTableAssociation(
            `${name}-association`,
            { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId: args.hubRouteTableId },
            options,
        );
        const learners = {
            spokes: args.spokeRouteTableId,
            ...(args.reachedByHub === true ? { hub: args.hubRouteTableId } : {}),
        };
        const propagations = Object.entries(learners).map(
            ([key, transitGatewayRouteTableId]) =>
                new ec2transitgateway.RouteTablePropagation(
                    `${name}-propagation-${key}`,
                    { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId },
                    options,
                ),
        );
        this.attachmentId = attachment.id;
        this.parts = [attachment, association, ...propagations];
        this.registerOutputs({ attachmentId: this.attachmentId });
    }

    /** An id of the VPC's, handed out once the VPC is attached: AWS refuses routes to a gateway before that. */
    joined(id: pulumi.Input<string>): pulumi.Output<string> {
        return pulumi.all([id, pulumi.all(this.parts.map((part) => part.id))]).apply(([known]) => known);
    }
}
