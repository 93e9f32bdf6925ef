import * as pulumi from "@pulumi/pulumi";
import { gatewayAttachment } from "../network/gatewayAttachment";

const TYPE = "confluent-cluster-linking:index:HubAttachment";

/** The Transit Gateway with the tables of hub and spokes. */
export interface HubGatewayArgs {
    /** `tgw-…` */
    readonly transitGatewayId: pulumi.Input<string>;
    /** Looked up by the hub's VPCs, `tgw-rtb-…`. */
    readonly hubRouteTableId: pulumi.Input<string>;
    /** Looked up by spokes, `tgw-rtb-…`. */
    readonly spokeRouteTableId: pulumi.Input<string>;
}

export interface HubAttachmentArgs extends HubGatewayArgs {
    /** The VPC to attach, `vpc-…`. */
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
    /** The attachment to the Transit Gateway, `tgw-attach-…`. */
    readonly attachmentId: pulumi.Output<string>;
    /** The attachment, its association and its propagations: what traffic over the gateway needs. */
    readonly parts: readonly pulumi.CustomResource[];

    constructor(name: string, args: HubAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { hubRouteTableId, spokeRouteTableId, reachedByHub = false, ...attached } = args;
        const { attachment, parts } = gatewayAttachment(this, name, {
            ...attached,
            associationRouteTableId: hubRouteTableId,
            propagationRouteTableIds: { spokes: spokeRouteTableId, ...(reachedByHub ? { hub: hubRouteTableId } : {}) },
        });
        this.attachmentId = attachment.id;
        this.parts = parts;
        this.registerOutputs({ attachmentId: this.attachmentId });
    }

    /** An id of the VPC's, handed out once the VPC is attached: AWS refuses routes to a gateway before that. */
    joined(id: pulumi.Input<string>): pulumi.Output<string> {
        return pulumi.all([id, pulumi.all(this.parts.map((part) => part.id))]).apply(([known]) => known);
    }
}
