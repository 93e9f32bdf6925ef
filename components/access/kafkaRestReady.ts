import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "@pulumi/pulumi/dynamic";
import { readinessProvider } from "./readinessProvider";

/** A Kafka API key. */
export interface KafkaCredentials {
    readonly key: string;
    readonly secret: string;
}

/** How long gates wait and whom they ask for names. */
export interface ReadinessOptions {
    /** Seconds until a gate gives up. Defaults to 900: keys and role bindings need minutes to take effect. */
    readonly deadlineSeconds?: number;
    /** DNS server to ask, `host:port`. Defaults to the system's resolver. */
    readonly resolver?: string;
}

export interface KafkaRestReadyArgs {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: pulumi.Input<string>;
    /** Kafka REST endpoint of the cluster, with scheme and port. */
    readonly restEndpoint: pulumi.Input<string>;
    /** The credential to wait for. */
    readonly credentials: pulumi.Input<KafkaCredentials>;
    /** Ids of what has to exist besides the network: role binding, link halves. A new one makes the gate look again. */
    readonly restsOn: readonly pulumi.Input<string>[];
    /** Digest of the network path to a private cluster. Left out for a public one. */
    readonly reachable?: pulumi.Input<string>;
    /** Names of what will be made behind the gate: a change makes it look again. */
    readonly objects: readonly string[];
    /** Mirrors of the link that are ordinary topics by now. Defaults to none. */
    readonly stopped?: readonly string[];
    /** Name of a cluster link that has to be healthy as well. Defaults to none. */
    readonly link?: pulumi.Input<string>;
    readonly readiness?: ReadinessOptions;
}

/**
 * The gate in front of a cluster's data plane, one per credential: it is done when the cluster's name resolves, the
 * endpoint answers, the key is accepted and its role is effective, twice in a row. At the deadline it fails with the
 * stage that failed, what was seen and what to check, before anything on that cluster has been touched.
 */
export class KafkaRestReady extends dynamic.Resource {
    /** The REST endpoint, given back once it is usable. */
    declare readonly restEndpoint: pulumi.Output<string>;
    /** The credential, given back once it is usable; secret. */
    declare readonly credentials: pulumi.Output<KafkaCredentials>;

    constructor(name: string, args: KafkaRestReadyArgs, opts?: pulumi.CustomResourceOptions) {
        const { readiness, ...inputs } = args;
        const props = {
            ...inputs,
            credentials: pulumi.secret(args.credentials),
            link: args.link ?? "",
            stopped: args.stopped ?? [],
            reachable: args.reachable ?? "",
            resolver: readiness?.resolver ?? "",
            deadlineSeconds: readiness?.deadlineSeconds ?? 900,
        };
        const kind = args.link === undefined ? "KafkaRestReady" : "LinkReady";
        const options = { ...opts, additionalSecretOutputs: ["credentials"] };
        super(readinessProvider, name, props, options, "confluent-cluster-linking", kind);
    }
}
