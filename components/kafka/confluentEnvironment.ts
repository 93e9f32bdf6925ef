import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:ConfluentEnvironment";

/** Arguments of {@link ConfluentEnvironment}: the id of one that is there, or a name for a new one. */
export interface ConfluentEnvironmentArgs {
    /** Id of an environment that somebody else owns, `env-…`; nothing is created then. */
    readonly id?: string | undefined;
    /** Display name of the new environment; may be changed in place. */
    readonly name?: pulumi.Input<string> | undefined;
    /** Stream Governance package of the new environment, ESSENTIALS or ADVANCED. Defaults to ESSENTIALS. */
    readonly streamGovernance?: pulumi.Input<string> | undefined;
}

/** The Confluent environment that holds the clusters: a new one, or one that is there already. */
export class ConfluentEnvironment extends pulumi.ComponentResource {
    /** The environment's id, `env-…`. */
    readonly environmentId: pulumi.Output<string>;

    constructor(name: string, args: ConfluentEnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        this.environmentId = args.id === undefined ? this.create(name, args) : pulumi.output(args.id);
        this.registerOutputs({ environmentId: this.environmentId });
    }

    private create(name: string, args: ConfluentEnvironmentArgs): pulumi.Output<string> {
        const environment = new confluentcloud.Environment(
            `${name}-environment`,
            {
                ...(args.name === undefined ? {} : { displayName: args.name }),
                streamGovernance: { package: args.streamGovernance ?? "ESSENTIALS" },
            },
            { parent: this },
        );
        return environment.id;
    }
}
