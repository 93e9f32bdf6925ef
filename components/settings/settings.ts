import type { Phase } from "./phase";
import type { ClusterKind, LinkMode } from "../linking/linkPlan";
import type { NetworkHubSettings } from "./hubTypes";
import type { DeploymentRunnerSettings } from "./runnerTypes";

/** The whole configuration of a stack, checked, with every default filled in. */
export interface Settings {
    /** The AWS region of the stack (`aws:region`), for AWS resources and for the Confluent clusters. */
    readonly region: string;
    /** Left out: the stack makes nothing that needs an environment, neither clusters nor private networks. */
    readonly environment?: EnvironmentSettings | undefined;
    /** Left to the provider's own configuration are the secrets that either way needs. */
    readonly authentication: Authentication;
    /** How far the stack goes: `network` before there is a runner, `all` from then on. */
    readonly phase: Phase;
    /** Drives Pulumi's `protect`, Confluent's deletion protection and `deletedWith` together. */
    readonly protection: boolean;
    readonly privateNetworks: Readonly<Record<string, PrivateNetworkSettings>>;
    /** Always there when more than one private network is reached over the attachment. */
    readonly dns?: DnsSettings | undefined;
    /** Empty only where the stack makes a hub or a runner. */
    readonly clusters: Readonly<Record<string, ClusterSettings>>;
    readonly links: Readonly<Record<string, LinkSettings>>;
    /** Left out: the runner sits in the endpoint's VPC, and no Transit Gateway is used. */
    readonly hub?: HubSettings | undefined;
    /** Left out: the stack makes no hub; it is there already, or there is none. */
    readonly networkHub?: NetworkHubSettings | undefined;
    /** Left out: this stack makes no VPC for deployments. */
    readonly deploymentRunner?: DeploymentRunnerSettings | undefined;
    readonly readiness: ReadinessSettings;
    /** Left out: keys are made once and stay. */
    readonly rotation?: RotationSettings | undefined;
    /** Left out: no identity for the environment's Schema Registry. */
    readonly schemaRegistry?: SchemaRegistrySettings | undefined;
    readonly secrets: SecretsSettings;
}

/**
 * apiKeys: a service account with a key for each identity; oauth: as one identity pool, everywhere. The provider does not
 * take both in one stack.
 */
export const AUTHENTICATIONS = ["apiKeys", "oauth"] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

export type EnvironmentSettings = NewEnvironmentSettings | ExistingEnvironmentSettings;

/** An environment that this stack makes and owns. */
export interface NewEnvironmentSettings {
    readonly name: string;
    readonly streamGovernance: StreamGovernance;
    readonly id?: undefined;
}

/** An environment that is there already. */
export interface ExistingEnvironmentSettings {
    readonly id: string;
    readonly name?: undefined;
    readonly streamGovernance?: undefined;
}

export type StreamGovernance = "ESSENTIALS" | "ADVANCED";

export const CONNECTIVITIES = ["attachment", "gateway"] as const;

/** A VPC with an endpoint to Confluent Cloud. */
export interface PrivateNetworkSettings {
    /**
     * attachment: over the PrivateLink attachment, with the same names in every network of an environment and region;
     * gateway: over the ingress gateway, with an access point and names of its own.
     */
    readonly connectivity: (typeof CONNECTIVITIES)[number];
    /** True while a network that has moved to the gateway keeps its way over the attachment, and links its names. */
    readonly keepAttachment: boolean;
    readonly vpcCidr: string;
    readonly zoneIds: readonly string[];
    readonly clientCidrs: readonly string[];
    readonly systemResolverRule: readonly VpcRole[];
}

export const DNS_MODES = ["shared", "perVpc"] as const;

/**
 * Where Confluent's private names lead when several networks share them: all networks of an environment and region
 * have the same names, and a VPC can follow one endpoint only.
 */
export interface DnsSettings {
    /**
     * shared: one endpoint, in the named network, which the other networks reach over the Transit Gateway;
     * perVpc: an endpoint in every network, which its own VPC follows.
     */
    readonly mode: (typeof DNS_MODES)[number];
    /** Key of the network whose endpoint the hub's VPCs follow; without a hub, of the network with the runner. */
    readonly network: string;
}

/** The VPCs that take part: the endpoint's own, and those of the hub. */
export const VPC_ROLES = ["endpoint", "runner", "dns", "vpn"] as const;
export type VpcRole = (typeof VPC_ROLES)[number];

export type ClusterSettings = OwnedClusterSettings | ExistingClusterSettings;

/** A cluster that this stack makes. */
export type OwnedClusterSettings = EnterpriseClusterSettings | DedicatedClusterSettings;

/** A cluster that is reached over its private network only. */
export interface EnterpriseClusterSettings {
    readonly type: "enterprise";
    /** Id of a cluster that is there, to be adopted: `lkc-…` or `env-…/lkc-…`. */
    readonly import?: string | undefined;
    /** Key of one of the private networks. */
    readonly privateNetwork: string;
    readonly displayName: string;
    readonly availability: "HIGH" | "LOW";
    readonly topics: Readonly<Record<string, TopicSettings>>;
    readonly clients: Readonly<Record<string, ClientSettings>>;
    readonly datagen: Readonly<Record<string, DatagenSettings>>;
}

/** A cluster with public endpoints. */
export interface DedicatedClusterSettings {
    readonly type: "dedicated";
    /** Id of a cluster that is there, to be adopted: `lkc-…` or `env-…/lkc-…`. */
    readonly import?: string | undefined;
    readonly displayName: string;
    readonly cku: number;
    readonly availability: "SINGLE_ZONE" | "MULTI_ZONE";
    readonly topics: Readonly<Record<string, TopicSettings>>;
    readonly clients: Readonly<Record<string, ClientSettings>>;
    readonly datagen: Readonly<Record<string, DatagenSettings>>;
}

/** A cluster that is there already; it is private when it names a network or a way of the runner's own. */
export interface ExistingClusterSettings {
    readonly type: "existing";
    /** `lkc-…`. */
    readonly id: string;
    /** The environment it is in, `env-…`. */
    readonly environmentId: string;
    readonly kind: ClusterKind;
    /** Key of one of the private networks. */
    readonly privateNetwork?: string | undefined;
    /** Somebody else has made the way from the runner to the cluster; nothing of it is managed here. */
    readonly reachable?: "fromRunner" | undefined;
    /** Its AWS region. */
    readonly region: string;
    readonly topics: Readonly<Record<string, TopicSettings>>;
    readonly clients: Readonly<Record<string, ClientSettings>>;
    readonly datagen: Readonly<Record<string, DatagenSettings>>;
}

export interface TopicSettings {
    /** Id of a topic that is there, to be adopted: `lkc-…/topic`. */
    readonly import?: string | undefined;
    readonly partitions: number;
    readonly config: Readonly<Record<string, string>>;
}

export const LINK_IDENTITIES = ["own", "managers"] as const;
export type LinkIdentities = (typeof LINK_IDENTITIES)[number];

/** A cluster link between two clusters of this stack. */
export interface LinkSettings {
    readonly mode: LinkMode;
    /** Whether the link has an identity of its own on each cluster, or uses that of the cluster's manager. */
    readonly identities: LinkIdentities;
    /** The name of the link in Kafka, the same on both clusters. */
    readonly name: string;
    /** What gives the link's own identities their rights: a role, or ACLs. */
    readonly authorization: "rbac" | "acl";
    /** Keys of two of the clusters. */
    readonly source: string;
    readonly destination: string;
    /** Topics, as they are called on the cluster they come from. */
    readonly mirrorTopics: {
        readonly fromSource: readonly MirrorSettings[];
        readonly fromDestination: readonly MirrorSettings[];
    };
    /** Ids of halves that are there, to be adopted: `link/mode/connection mode/lkc-…/lkc-…`. */
    readonly import?: { readonly source?: string | undefined; readonly destination?: string | undefined } | undefined;
    /** Link configuration of the half on each cluster, which governs the mirrors on that cluster. */
    readonly config: {
        readonly source: Readonly<Record<string, string>>;
        readonly destination: Readonly<Record<string, string>>;
    };
}

/** What a mirror topic can be told to become. PROMOTED and FAILED_OVER make an ordinary topic of it, for good. */
export const MIRROR_STATUSES = ["ACTIVE", "PAUSED", "PROMOTED", "FAILED_OVER"] as const;
export type MirrorStatus = (typeof MIRROR_STATUSES)[number];

/** A topic to mirror: its name alone, or what is to become of its mirror as well. */
export type MirrorSettings = string | MirrorEntry;

export interface MirrorEntry {
    readonly topic: string;
    /** Left out: its status is left alone. */
    readonly status?: MirrorStatus | undefined;
    /** Id of a mirror that is there, to be adopted: `lkc-…/link/mirror`. */
    readonly import?: string | undefined;
}

/**
 * The networks around the private ones. Those that the stack makes have names in place of ids, which are known when they
 * are made.
 */
export interface HubSettings {
    readonly transitGateway: TransitGatewaySettings;
    /** The VPC in which deployments run. */
    readonly runner: HubVpcSettings;
    /** The VPC whose resolver answers for others; without route tables it asks only, and sends no data. */
    readonly dns?: HubVpcSettings | undefined;
    readonly vpn?: VpnSettings | undefined;
    /** The account that the hub is in; left out where it is this one. */
    readonly owner?: HubOwnerSettings | undefined;
    /** False: the program only outputs the routes that somebody else must add to the hub. */
    readonly manageRoutes: boolean;
}

/** Another account, in which the hub's side of every connection is made. */
export interface HubOwnerSettings {
    readonly roleArn: string;
    /** A share to accept; left out where there is nothing to accept. */
    readonly shareArn?: string | undefined;
}

export interface TransitGatewaySettings {
    readonly id: string;
    readonly associationRouteTableId: string;
    readonly propagationRouteTableIds: readonly string[];
}

export interface HubVpcSettings {
    readonly vpcId: string;
    readonly cidr: string;
    readonly routeTableIds: readonly string[];
}

export type VpnSettings = VpcVpnSettings | TransitGatewayVpnSettings;

/** A Client VPN endpoint associated with a VPC: its clients appear with addresses of that VPC. */
export interface VpcVpnSettings extends HubVpcSettings {
    readonly mode: "vpc";
    readonly clientCidr: string;
    /** Left out: the VPN's own routes and authorisation rules are somebody else's business. */
    readonly endpointId?: string | undefined;
    readonly targetSubnetIds: readonly string[];
}

/** A Client VPN endpoint attached to the Transit Gateway: its clients appear with addresses of their own. */
export interface TransitGatewayVpnSettings {
    readonly mode: "tgw";
    readonly clientCidr: string;
    readonly endpointId?: string | undefined;
}

/** How long and through which resolver the program asks whether a cluster can be reached. */
export interface ReadinessSettings {
    readonly deadlineSeconds: number;
    /** `address:port` of a DNS server; left out: the system's. */
    readonly resolver?: string | undefined;
}

/** When API keys are replaced. */
export interface RotationSettings {
    readonly days: number;
    readonly retain: number;
    readonly generation: number;
    /** The day or moment, in UTC, that counts as now; left out: the clock's. */
    readonly asOf?: string | undefined;
}

export type NamePatternKind = "LITERAL" | "PREFIXED";

/** What a producer or consumer works with. */
export interface ClientSettings {
    readonly produce: readonly TopicPatternSettings[];
    readonly consume: readonly TopicPatternSettings[];
    readonly groups: readonly { readonly group: string; readonly pattern: NamePatternKind }[];
}

export interface TopicPatternSettings {
    readonly topic: string;
    readonly pattern: NamePatternKind;
}

/** A connector that invents records. */
export interface DatagenSettings {
    readonly topic: string;
    readonly quickstart: string;
    readonly format: "AVRO" | "JSON" | "JSON_SR" | "PROTOBUF";
    readonly tasks: number;
}

/** An identity for the environment's Schema Registry; a subject may end in an asterisk. */
export interface SchemaRegistrySettings {
    readonly subjects: readonly string[];
}

/** How secrets are kept in AWS Secrets Manager. */
export interface SecretsSettings {
    readonly recoveryWindowDays: number;
    readonly kmsKeyId?: string | undefined;
}
