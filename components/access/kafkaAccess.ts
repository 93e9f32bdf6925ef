import * as pulumi from "@pulumi/pulumi";
import { formerPlace, heldBy, type HeldOptions } from "../internal/formerPlace";
import type { ClusterKind, KafkaClusterHandle } from "../kafka/handle";
import { kafkaAcls, type AclRule } from "./kafkaAcls";
import type { KafkaAdmin } from "./kafkaAdmin";
import { KafkaRestReady, type ReadinessOptions } from "./kafkaRestReady";
import type { KeyGenerations } from "./keyGenerations";
import { FORMER_IDENTITY, serviceIdentity } from "./serviceIdentity";

const TYPE = "confluent-cluster-linking:index:KafkaAccess";

/** What a gate is not to ask for on a cluster that can hold no links. */
export function linksListed({ kind }: KafkaClusterHandle): { readonly listsLinks?: false } {
    return HOLD_NO_LINKS.includes(kind) ? { listsLinks: false } : {};
}

const HOLD_NO_LINKS: readonly ClusterKind[] = ["basic", "standard"];

/** A way onto a cluster, and whose it is. */
export interface ClusterAccess {
    /** Endpoint and login behind the gate. */
    readonly admin: KafkaAdmin;
    /** Undefined where it is an identity pool's, which has no key. */
    readonly serviceAccountId?: pulumi.Output<string>;
    readonly apiKeyId?: pulumi.Output<string>;
    /** Undefined where it is a service account's. */
    readonly identityPoolId?: string;
}

/** The network path that calls to a private cluster take. */
export interface NetworkPath {
    /** Digest of what is on the path: resolves when all of it exists, changes when a part is replaced or added. */
    readonly reachable: pulumi.Output<string>;
    /** The parts that every call needs, from endpoint to the runner. */
    readonly path: readonly pulumi.Resource[];
}

export interface KafkaAccessArgs {
    /** The cluster that it is for. */
    readonly cluster: KafkaClusterHandle;
    /** Path to a private cluster; left out for a public one. */
    readonly network?: NetworkPath;
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** What the identity is for. */
    readonly description: pulumi.Input<string>;
    /** Names of what will be made with it. */
    readonly objects: readonly string[];
    /** Whether data-plane objects go with their cluster: true where nothing is protected. */
    readonly deletedWithCluster: boolean;
    /** Another way onto the same cluster whose gate goes first: a cluster out of reach is then reported once. */
    readonly after?: KafkaAdmin;
    /** ACLs that give the identity its rights in place of a role, and the way in which they are made. Defaults to a role. */
    readonly acls?: { readonly admin: KafkaAdmin; readonly rules: readonly AclRule[] } | undefined;
    /** The valid generations of its key. Left out: one key for good. */
    readonly generations?: KeyGenerations | undefined;
    /** How long its gate waits, and whom it asks for names. Defaults to those of `ReadinessOptions`. */
    readonly readiness?: ReadinessOptions;
}

/** A service account's way onto a cluster. */
export interface KeyedAccess extends ClusterAccess {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of its newest API key. */
    readonly apiKeyId: pulumi.Output<string>;
}

/** An identity on one cluster with its gate: what comes out may be used on the data plane at once. */
export class KafkaAccess extends pulumi.ComponentResource implements KeyedAccess {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of its newest API key. */
    readonly apiKeyId: pulumi.Output<string>;
    /** Endpoint and credential behind the gate. */
    readonly admin: KafkaAdmin;

    constructor(name: string, args: KafkaAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { admin, serviceAccountId, apiKeyId } = kafkaAccess(name, args, {
            held: { parent: this },
            identityHeld: heldBy(this, formerPlace(opts?.parent, TYPE, FORMER_IDENTITY)),
        });
        this.admin = admin;
        this.serviceAccountId = serviceAccountId;
        this.apiKeyId = apiKeyId;
        this.registerOutputs({ serviceAccountId, apiKeyId });
    }
}

/** Whose an access is: its gate and ACLs, and its account, role and key. */
interface HeldAccess {
    readonly held: HeldOptions;
    readonly identityHeld: HeldOptions;
}

/** An access as a part of `parent`, which is in `outer`. Before 0.1.0 it was a component of its own there. */
export function partOf(parent: pulumi.Resource, outer: pulumi.Resource | undefined): HeldAccess {
    const former = formerPlace(outer, TYPE);
    return {
        held: heldBy(parent, former),
        identityHeld: heldBy(parent, former, formerPlace(outer, TYPE, FORMER_IDENTITY)),
    };
}

/** Makes an identity on one cluster with its gate, as a part of whatever it is for. */
export function kafkaAccess(name: string, args: KafkaAccessArgs, { held, identityHeld }: HeldAccess): KeyedAccess {
    const { acls, cluster, network, displayName, description, generations } = args;
    const withoutRole = acls !== undefined;
    const identity = serviceIdentity(
        name,
        { cluster, displayName, description, generations, withoutRole },
        identityHeld,
    );
    const { serviceAccountId, apiKeyId } = identity;
    const rights = acls === undefined ? [] : kafkaAcls(name, { ...acls, accountId: serviceAccountId }, held);
    const requisites = [...identity.requisites, ...rights, ...(network?.path ?? [])];
    const gate = new KafkaRestReady(
        `${name}-ready`,
        {
            clusterId: cluster.id,
            restEndpoint: cluster.restEndpoint,
            credentials: identity.credentials,
            restsOn: [...identity.roleBindingIds, ...rights.map(({ id }) => id)],
            objects: args.objects,
            ...linksListed(cluster),
            ...(network === undefined ? {} : { reachable: network.reachable }),
            ...(args.readiness === undefined ? {} : { readiness: args.readiness }),
        },
        { ...held, dependsOn: [...identity.keys, ...requisites, ...(args.after?.requisites ?? [])] },
    );
    const admin = {
        cluster,
        restEndpoint: gate.restEndpoint,
        credentials: gate.credentials,
        requisites: [gate, ...requisites],
        deletedWithCluster: args.deletedWithCluster,
    };
    return { admin, serviceAccountId, apiKeyId };
}
