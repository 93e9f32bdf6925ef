/** What the service knows about an environment. */
export interface EnvironmentSpec {
    displayName: string;
    /** Stream Governance package; without one the environment never gets a Schema Registry. */
    governance?: string;
}

export const CLUSTER_KINDS = ["Basic", "Standard", "Enterprise", "Dedicated"] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

export interface ClusterSpec {
    readonly environmentId: string;
    displayName: string;
    readonly availability: string;
    readonly cloud: string;
    readonly region: string;
    kind: ClusterKind;
    cku?: number;
    maxEcku?: number;
    deletionProtection: boolean;
    /** The Confluent Cloud network it was made in, if any. */
    readonly networkId?: string;
    /** True when its endpoints are reached through PrivateLink only. */
    readonly isPrivate: boolean;
    readonly httpEndpoint: string;
    readonly bootstrapEndpoint: string;
    /** When provisioning ends, in milliseconds of the world's clock. */
    readonly readyAt: number;
    /** True while nothing reaches it, other clusters included. */
    isDown?: boolean;
}

export interface SchemaRegistrySpec {
    readonly environmentId: string;
    readonly package: string;
    readonly cloud: string;
    readonly region: string;
    readonly httpEndpoint: string;
    /** When provisioning ends; absent where it was there before. */
    readonly readyAt?: number;
}

export interface ServiceAccountSpec {
    displayName: string;
    description: string;
}

/** An identity pool whose filter lets one client of the customer's identity provider through. */
export interface IdentityPoolSpec {
    displayName: string;
    readonly clientId: string;
    readonly clientSecret: string;
}

export interface RoleBindingSpec {
    readonly principal: string;
    readonly roleName: string;
    readonly crnPattern: string;
    /** When it takes effect everywhere. */
    readonly readyAt: number;
}

export interface ApiKeySpec {
    displayName: string;
    description: string;
    readonly secret: string;
    readonly ownerId: string;
    /** A cluster, a Schema Registry, or "cloud". */
    readonly resourceId: string;
    /** When it is accepted everywhere. */
    readonly readyAt: number;
}

export interface AttachmentSpec {
    displayName: string;
    readonly environmentId: string;
    readonly cloud: string;
    readonly region: string;
    readonly dnsDomain: string;
    readonly serviceName: string;
    readonly readyAt: number;
}

export interface ConnectionSpec {
    displayName: string;
    readonly environmentId: string;
    readonly attachmentId: string;
    readonly vpcEndpointId: string;
    readonly readyAt: number;
}

export interface GatewaySpec {
    displayName: string;
    readonly environmentId: string;
    readonly region: string;
    readonly serviceName: string;
    readonly readyAt: number;
}

export interface AccessPointSpec {
    displayName: string;
    readonly environmentId: string;
    readonly gatewayId: string;
    readonly vpcEndpointId: string;
    readonly dnsDomain: string;
    readonly readyAt: number;
    /** When deprovisioning ends; absent while nobody has asked for it. */
    goneAt?: number;
}

export interface TopicSpec {
    readonly clusterId: string;
    readonly name: string;
    partitions: number;
    /** Settings that differ from the service's defaults. */
    config: Record<string, string>;
    /** What has been written, over all partitions; absent: nothing. */
    records?: readonly string[];
    /** Where consumer groups go on, by group; absent: nobody has read. */
    offsets?: Readonly<Record<string, number>>;
}

/** The id of a topic, and of the mirror that it is, if it is one. */
export function topicKey(clusterId: string, name: string): string {
    return `${clusterId}/${name}`;
}

export interface AclSpec {
    readonly clusterId: string;
    readonly resourceType: string;
    readonly resourceName: string;
    readonly patternType: string;
    readonly principal: string;
    readonly host: string;
    readonly operation: string;
    readonly permission: string;
}

export const LINK_MODES = ["DESTINATION", "SOURCE", "BIDIRECTIONAL"] as const;
export type LinkMode = (typeof LINK_MODES)[number];
export const CONNECTION_MODES = ["OUTBOUND", "INBOUND"] as const;
export type ConnectionMode = (typeof CONNECTION_MODES)[number];

export interface LinkSpec {
    /** The cluster on which this half of the link lives. */
    readonly clusterId: string;
    readonly name: string;
    readonly linkMode: LinkMode;
    readonly connectionMode: ConnectionMode;
    /** The cluster at the other end. */
    readonly peerId: string;
    config: Record<string, string>;
    /** Equal on both halves of one link. */
    readonly clusterLinkId: string;
    /** When the connection that this half opens is up. */
    readonly readyAt: number;
}

export type MirrorStatus = "ACTIVE" | "PAUSED" | "STOPPED" | "FAILED";

export interface MirrorSpec {
    readonly clusterId: string;
    readonly linkName: string;
    readonly topic: string;
    readonly sourceClusterId: string;
    readonly sourceTopic: string;
    status: MirrorStatus;
    /** When its status last changed, in milliseconds of the world's clock; absent: when it was made. */
    changedAt?: number;
    /** The first record of the topic that the mirror has. Defaults to 0. */
    readonly startOffset?: number;
}

export interface ConnectorSpec {
    readonly environmentId: string;
    readonly clusterId: string;
    readonly name: string;
    /** The service's own id, `lcc-…`. */
    readonly connectorId: string;
    /** Secrets are masked before they get here. */
    config: Record<string, string>;
    /** On whose behalf it writes, such as `User:sa-1`. */
    principal: string;
    /** The key that it logs in with; empty where it is given a service account. */
    keyId: string;
    paused: boolean;
    readonly readyAt: number;
}

/** What each collection of the world holds. */
export interface Specs {
    environments: EnvironmentSpec;
    clusters: ClusterSpec;
    schemaRegistries: SchemaRegistrySpec;
    serviceAccounts: ServiceAccountSpec;
    identityPools: IdentityPoolSpec;
    roleBindings: RoleBindingSpec;
    apiKeys: ApiKeySpec;
    privateLinkAttachments: AttachmentSpec;
    privateLinkAttachmentConnections: ConnectionSpec;
    gateways: GatewaySpec;
    accessPoints: AccessPointSpec;
    topics: TopicSpec;
    acls: AclSpec;
    links: LinkSpec;
    mirrors: MirrorSpec;
    connectors: ConnectorSpec;
}
