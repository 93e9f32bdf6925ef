import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "@pulumi/pulumi/dynamic";
import type { OAuthClient } from "../settings/providerConfig";
import { readinessProvider } from "./readinessProvider";

/** A Kafka API key. */
export interface KafkaCredentials {
    /** The key's id, which logs in as a user name does. */
    readonly key: string;
    /** What belongs to it; never shown. */
    readonly secret: string;
}

/** How long gates wait and whom they ask for names. */
export interface ReadinessOptions {
    /** Seconds until a gate gives up. Defaults to 900: keys and role bindings need minutes to take effect. */
    readonly deadlineSeconds?: number;
    /** DNS server to ask, `host:port`. Defaults to the system's resolver. */
    readonly resolver?: string;
}

export interface ClusterReadyArgs {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: pulumi.Input<string>;
    /** Kafka REST endpoint of the cluster, with scheme and port. */
    readonly restEndpoint: pulumi.Input<string>;
    /** The key to wait for. Left out where the identity pool is. */
    readonly credentials?: pulumi.Input<KafkaCredentials> | undefined;
    /** The identity pool to wait for. Left out where a key is. */
    readonly oauth?: pulumi.Input<OAuthClient> | undefined;
    /** Ids of what has to exist besides the network: role binding, link halves. A new one makes the gate look again. */
    readonly restsOn: readonly pulumi.Input<string>[];
    /** Digest of the network path to a private cluster. Left out for a public one. */
    readonly reachable?: pulumi.Input<string>;
    /** Names of what will be made behind the gate: a change makes it look again. */
    readonly objects: readonly string[];
    /** Mirrors of the link that are ordinary topics by now. Defaults to none. */
    readonly stopped?: readonly string[];
    /** True for a client's credential, which has to be accepted and need not manage anything. Defaults to false. */
    readonly keyOnly?: boolean;
    /** False on a cluster that can hold no links: whether the role may list them is not asked then. Defaults to true. */
    readonly listsLinks?: boolean;
    /** Name of a cluster link that has to be healthy as well. Defaults to none. */
    readonly link?: pulumi.Input<string>;
    readonly readiness?: ReadinessOptions;
}

/**
 * The gate in front of a cluster's data plane, one per credential: it is done when the cluster's name resolves, the
 * endpoint answers, key or token is accepted and its role is effective, twice in a row. At the deadline it fails with the
 * stage that failed, what was seen and what to check, before anything on that cluster has been touched.
 */
export class ClusterReady<Args extends ClusterReadyArgs = ClusterReadyArgs> extends dynamic.Resource {
    /** The REST endpoint, given back once it is usable. */
    declare readonly restEndpoint: pulumi.Output<string>;

    constructor(name: string, args: Args, opts?: pulumi.CustomResourceOptions) {
        const { readiness, credentials, oauth, ...inputs } = args;
        const props = {
            ...inputs,
            ...(credentials === undefined ? {} : { credentials: pulumi.secret(credentials) }),
            ...(oauth === undefined ? {} : { oauth: pulumi.secret(oauth) }),
            link: args.link ?? "",
            stopped: args.stopped ?? [],
            reachable: args.reachable ?? "",
            resolver: readiness?.resolver ?? "",
            deadlineSeconds: readiness?.deadlineSeconds ?? 900,
        };
        const kind = args.link === undefined ? "KafkaRestReady" : "LinkReady";
        const options = { ...opts, additionalSecretOutputs: [oauth === undefined ? "credentials" : "oauth"] };
        super(readinessProvider, name, props, options, "confluent-cluster-linking", kind);
    }
}

export type KafkaRestReadyArgs = ClusterReadyArgs & { readonly credentials: pulumi.Input<KafkaCredentials> };

/** The gate for a key, which it hands on. */
export class KafkaRestReady extends ClusterReady<KafkaRestReadyArgs> {
    /** The key, given back once it is usable; secret. */
    declare readonly credentials: pulumi.Output<KafkaCredentials>;
}
