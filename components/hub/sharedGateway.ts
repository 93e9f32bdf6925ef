import * as ram from "@pulumi/aws/ram";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:SharedGateway";

export interface SharedGatewayArgs {
    /** The gateway in the owner's account, `tgw-…`. */
    readonly transitGatewayId: pulumi.Input<string>;
    /**
     * ARN of the share to accept. Left out: there is nothing to accept, because both accounts are in one organisation
     * that shares without asking.
     */
    readonly shareArn?: pulumi.Input<string>;
}

/**
 * A Transit Gateway that another account shares with this one. The spoke that uses its id is attached after the share
 * is accepted; with the owner's provider given to it, the owner's side then accepts the attachment.
 */
export class SharedGateway extends pulumi.ComponentResource {
    /** The gateway's id, once this account may use it. */
    readonly transitGatewayId: pulumi.Output<string>;

    constructor(name: string, args: SharedGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        this.transitGatewayId =
            args.shareArn === undefined
                ? pulumi.output(args.transitGatewayId)
                : this.accepted(name, args.transitGatewayId, args.shareArn);
        this.registerOutputs({ transitGatewayId: this.transitGatewayId });
    }

    private accepted(
        name: string,
        transitGatewayId: pulumi.Input<string>,
        shareArn: pulumi.Input<string>,
    ): pulumi.Output<string> {
        const accepter = new ram.ResourceShareAccepter(
            `${name}-accepter`,
            { shareArn },
            { parent: this, deleteBeforeReplace: true },
        );
        // Through an output that is an input as well, so that a preview knows the id.
        return pulumi.all([transitGatewayId, accepter.shareArn]).apply(([id]) => id);
    }
}
