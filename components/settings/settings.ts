/** The whole configuration of a stack, checked, with every default filled in. */
export interface Settings {
    /** The AWS region of the stack (`aws:region`), for AWS resources and for the Confluent clusters. */
    readonly region: string;
    readonly environment: EnvironmentSettings;
    /** Drives Pulumi's `protect`, Confluent's deletion protection and `deletedWith` together. */
    readonly protection: boolean;
    readonly privateNetworks: Readonly<Record<string, PrivateNetworkSettings>>;
    /** Always there when more than one private network is reached over the attachment. */
    readonly dns?: DnsSettings | undefined;
    readonly clusters: Readonly<Record<string, ClusterSettings>>;
    readonly links: Readonly<Record<string, LinkSettings>>;
    /** Left out: the runner sits in the endpoint's VPC, and no Transit Gateway is used. */
    readonly hub?: HubSettings | undefined;
    readonly readiness: ReadinessSettings;
}

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

export type ClusterSettings = EnterpriseClusterSettings | DedicatedClusterSettings;

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
}

export interface TopicSettings {
    /** Id of a topic that is there, to be adopted: `lkc-…/topic`. */
    readonly import?: string | undefined;
    readonly partitions: number;
    readonly config: Readonly<Record<string, string>>;
}

/** A cluster link between two clusters of this stack. */
export interface LinkSettings {
    readonly mode: "bidirectional";
    /** The name of the link in Kafka, the same on both clusters. */
    readonly name: string;
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

/** The networks around the private ones, all of which exist already. */
export interface HubSettings {
    readonly transitGateway: TransitGatewaySettings;
    /** The VPC in which deployments run. */
    readonly runner: HubVpcSettings;
    /** The VPC whose resolver answers for others; without route tables it asks only, and sends no data. */
    readonly dns?: HubVpcSettings | undefined;
    readonly vpn?: VpnSettings | undefined;
    /** False: the program only outputs the routes that somebody else must add to the hub. */
    readonly manageRoutes: boolean;
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
