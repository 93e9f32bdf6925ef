import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:ForwardedNames";

export interface ForwardedNamesArgs {
    /** FORWARD rules by domain. */
    readonly ruleIds: Readonly<Record<string, pulumi.Input<string>>>;
    /** VPCs whose resolvers follow the rules, by a stable key. */
    readonly vpcs: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Makes the resolvers of VPCs ask others for the domains of FORWARD rules. */
export class ForwardedNames extends pulumi.ComponentResource {
    constructor(name: string, args: ForwardedNamesArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const made: pulumi.CustomResource[] = [];
        for (const [vpc, vpcId] of Object.entries(args.vpcs)) {
            for (const [domain, resolverRuleId] of Object.entries(args.ruleIds)) {
                const association = new route53.ResolverRuleAssociation(
                    `${name}-${vpc}-${domain}`,
                    { resolverRuleId, vpcId },
                    // One after the other: the resolver's API takes about five requests a second for a whole account.
                    { parent: this, deleteBeforeReplace: true, dependsOn: made.slice(-1) },
                );
                made.push(association);
            }
        }
        this.registerOutputs();
    }
}
