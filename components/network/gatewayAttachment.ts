import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import type * as pulumi from "@pulumi/pulumi";

export interface GatewayAttachmentArgs {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone: a zone without one cannot send through the gateway. */
    readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
    /** `tgw-…` */
    readonly transitGatewayId: pulumi.Input<string>;
    /** The gateway's route table that the VPC looks up, `tgw-rtb-…`. */
    readonly associationRouteTableId: pulumi.Input<string>;
    /** The gateway's route tables that learn the way to the VPC, by a stable key. */
    readonly propagationRouteTableIds: Readonly<Record<string, pulumi.Input<string>>>;
    /**
     * Provider of the account that owns the gateway, when that is another one: there the attachment is accepted, and
     * the gateway's tables are changed. Defaults to this account.
     */
    readonly owner?: pulumi.ProviderResource;
    /** Value of the Name tag. */
    readonly displayName: pulumi.Input<string>;
}

export interface GatewayAttachment {
    readonly attachment: ec2transitgateway.VpcAttachment;
    /** The attachment, and its acceptance where another account owns the gateway: routes need both. */
    readonly usable: readonly pulumi.CustomResource[];
    /** All of that with association and propagations: what traffic over the gateway needs. */
    readonly parts: readonly pulumi.CustomResource[];
}

/** The association and propagations are explicit; with the gateway's defaults on, AWS would make them twice. */
const NO_DEFAULTS = {
    transitGatewayDefaultRouteTableAssociation: false,
    transitGatewayDefaultRouteTablePropagation: false,
} as const;

/** Until it is accepted, an attachment from another account cannot be used. */
function accepter(
    name: string,
    { id }: ec2transitgateway.VpcAttachment,
    tags: Readonly<Record<"Name", pulumi.Input<string>>>,
    options: pulumi.CustomResourceOptions,
): ec2transitgateway.VpcAttachmentAccepter {
    const args = { transitGatewayAttachmentId: id, ...NO_DEFAULTS, tags };
    return new ec2transitgateway.VpcAttachmentAccepter(`${name}-accepter`, args, options);
}

/** Attaches a VPC to a Transit Gateway, with its place in the gateway's route tables, as children of a component. */
export function gatewayAttachment(
    parent: pulumi.ComponentResource,
    name: string,
    args: GatewayAttachmentArgs,
): GatewayAttachment {
    const { vpcId, transitGatewayId, subnetIds } = args;
    const tags = { Name: args.displayName };
    // AWS allows one of each.
    const options = { parent, deleteBeforeReplace: true };
    const attachment = new ec2transitgateway.VpcAttachment(
        `${name}-attachment`,
        { vpcId, transitGatewayId, subnetIds, dnsSupport: "enable", ...NO_DEFAULTS, tags },
        options,
    );
    const inHub = { ...options, ...onOwnerSide(args) };
    const accepted = args.owner === undefined ? [] : [accepter(name, attachment, tags, inHub)];
    const [{ transitGatewayAttachmentId } = { transitGatewayAttachmentId: attachment.id }] = accepted;
    const association = new ec2transitgateway.RouteTableAssociation(
        `${name}-association`,
        { transitGatewayAttachmentId, transitGatewayRouteTableId: args.associationRouteTableId },
        inHub,
    );
    const propagations = Object.entries(args.propagationRouteTableIds).map(
        ([key, transitGatewayRouteTableId]) =>
            new ec2transitgateway.RouteTablePropagation(
                `${name}-propagation-${key}`,
                { transitGatewayAttachmentId, transitGatewayRouteTableId },
                inHub,
            ),
    );
    const usable = [attachment, ...accepted];
    return { attachment, usable, parts: [...usable, association, ...propagations] };
}

/** Where what is the gateway owner's to change is changed. */
export function onOwnerSide({ owner }: Pick<GatewayAttachmentArgs, "owner">): pulumi.CustomResourceOptions {
    return owner === undefined ? {} : { provider: owner };
}
