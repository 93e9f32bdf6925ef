import type * as pulumi from "@pulumi/pulumi";
import type { StoredCredential } from "../access/storedSecret";
import type { LinkMode } from "../linking/linkPlan";

/** A private network of the stack. */
export interface PrivateNetworkOutput {
    /** Its VPC, `vpc-…`. */
    readonly vpcId: pulumi.Input<string>;
    /** The endpoint that its clients use, `vpce-…`: its own, or that of another network. */
    readonly endpointId: pulumi.Input<string>;
    /** The private hosted zone that tells them so, `Z…`. */
    readonly hostedZoneId: pulumi.Input<string>;
}

/** A cluster of the stack, or one that it uses. */
export interface ClusterOutput {
    /** `lkc-…` */
    readonly id: pulumi.Input<string>;
    /** Kafka REST, with scheme and port. */
    readonly restEndpoint: pulumi.Input<string>;
    /** Kafka bootstrap, which clients are given. */
    readonly bootstrapEndpoint: pulumi.Input<string>;
}

/** A cluster link. */
export interface LinkOutput {
    /** Its name in Kafka. */
    readonly name: pulumi.Input<string>;
    /** Which way it moves data. */
    readonly mode: LinkMode;
    /** Key of the cluster at its source. */
    readonly source: string;
    /** Key of the cluster at its destination. */
    readonly destination: string;
    /** Id of the half on the source cluster, where it holds one. */
    readonly sourceLinkId?: pulumi.Input<string>;
    /** Id of the half on the destination cluster, where it holds one. */
    readonly destinationLinkId?: pulumi.Input<string>;
    /** Names of the mirrors that Pulumi takes care of, by the cluster that they are on. */
    readonly mirrorTopics: {
        readonly onSource: pulumi.Input<readonly string[]>;
        readonly onDestination: pulumi.Input<readonly string[]>;
    };
}

/** Who does something, and where the secret for it is. */
export interface IdentityOutput {
    /** The service account, `sa-…`. */
    readonly serviceAccountId?: pulumi.Input<string> | undefined;
    /** Id of its newest API key. */
    readonly apiKeyId?: pulumi.Input<string> | undefined;
    /** The identity pool, with `authentication: oauth` in place of account and key. */
    readonly identityPoolId?: pulumi.Input<string>;
    /** Where the secret is, in words. */
    readonly secretAt: string;
}

/** A route that somebody else has to add in the hub. */
export interface RequiredRoute {
    /** Table of the hub that needs it, `rtb-…`. */
    readonly routeTableId: pulumi.Input<string>;
    /** What the route is for. */
    readonly key: string;
    /** Block of the private network. */
    readonly destinationCidr: string;
    /** Gateway that it leads to, `tgw-…`. */
    readonly transitGatewayId: pulumi.Input<string>;
}

/** What the components have made. */
export interface StackOutputs {
    /** The Confluent environment, `env-…`; not there in a stack without one of its own. */
    readonly environmentId?: pulumi.Input<string>;
    /** Private networks by key. */
    readonly privateNetworks: Readonly<Record<string, PrivateNetworkOutput>>;
    /** Clusters by key. */
    readonly clusters: Readonly<Record<string, ClusterOutput>>;
    /** Managers, as `CLUSTER-manager`, and links' own identities, as `LINK-source` and `LINK-destination`. */
    readonly identities: Readonly<Record<string, IdentityOutput>>;
    /** Links by key. */
    readonly links: Readonly<Record<string, LinkOutput>>;
    /** Routes that the hub needs with `hub.manageRoutes: false`; else empty. */
    readonly requiredHubRoutes: readonly RequiredRoute[];
    /** The hub that the stack has made, in the form of the setting `hub`: other stacks name it with `hub.stack`. */
    readonly hub?: pulumi.Input<Readonly<Record<string, unknown>>>;
    /** Where a runner of one's own belongs, in a stack that makes the runner's VPC. */
    readonly deploymentRunner?: pulumi.Input<Readonly<Record<string, unknown>>>;
    /** What follows, after an `up` with `phase: network`. */
    readonly next?: string;
    /** Clients by cluster and key: account, key, and the secret in AWS Secrets Manager. */
    readonly clients?: Readonly<Record<string, Readonly<Record<string, StoredCredential>>>>;
    /** Ids of connectors, by cluster and key. */
    readonly datagen?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
    /** Account, key and secret of the identity for the Schema Registry. */
    readonly schemaRegistry?: StoredCredential;
    /** When the next period of `rotation` begins, in UTC. */
    readonly keysRotateAt?: string;
}

/** What the program gives back: the outputs of the stack. */
export interface ProgramOutputs extends StackOutputs {
    /** What Pulumi Cloud shows as the stack's page, with the other outputs put in. */
    readonly readme: string;
}
