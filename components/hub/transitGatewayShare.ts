import * as ram from "@pulumi/aws/ram";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:TransitGatewayShare";

export interface TransitGatewayShareArgs {
    /** ARN of the gateway to share. */
    readonly transitGatewayArn: pulumi.Input<string>;
    /** Accounts by their 12 digits, and organisations or their units by ARN. */
    readonly principals: readonly string[];
    /** Whether accounts outside the organisation may be among them; they have to accept the share. */
    readonly allowExternalPrincipals: boolean;
    /** Name of the share. */
    readonly displayName: pulumi.Input<string>;
}

/** Lets other accounts attach their VPCs to the Transit Gateway. */
export class TransitGatewayShare extends pulumi.ComponentResource {
    /** ARN of the share, once gateway and principals are in it. */
    readonly shareArn: pulumi.Output<string>;

    constructor(name: string, args: TransitGatewayShareArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const share = new ram.ResourceShare(
            name,
            { name: args.displayName, allowExternalPrincipals: args.allowExternalPrincipals },
            { parent: this },
        );
        const options = { parent: this, deleteBeforeReplace: true };
        const gateway = new ram.ResourceAssociation(
            `${name}-gateway`,
            { resourceArn: args.transitGatewayArn, resourceShareArn: share.arn },
            options,
        );
        const principals = args.principals.map(
            (principal) =>
                new ram.PrincipalAssociation(
                    `${name}-with-${principalKey(principal)}`,
                    { principal, resourceShareArn: share.arn },
                    options,
                ),
        );
        const members = [gateway, ...principals].map(({ resourceShareArn }) => resourceShareArn);
        this.shareArn = pulumi.all([share.arn, pulumi.all(members)]).apply(([arn]) => arn);
        this.registerOutputs({ shareArn: this.shareArn });
    }
}

/** What a principal is called in names of resources: an account's digits, or the id at the end of an ARN. */
export function principalKey(principal: string): string {
    return principal.slice(principal.lastIndexOf("/") + 1);
}
