/** A hub that this stack makes: a Transit Gateway, and the VPCs around it. */
export interface NetworkHubSettings {
    /** The gateway's own number in BGP. */
    readonly amazonSideAsn: number;
    /** Zones of the hub's own VPCs. */
    readonly zoneIds: readonly string[];
    /** The VPC in which deployments run, when it is there already. */
    readonly runner?: HubRunnerSettings | undefined;
    /** Left out: no VPC whose resolver answers for others. */
    readonly dns?: HubDnsSettings | undefined;
    /** Left out: no Client VPN. */
    readonly vpn?: HubVpnSettings | undefined;
    /** Left out: the gateway is for this account alone. */
    readonly share?: HubShareSettings | undefined;
    /** Left out: nobody writes down who talked to whom. */
    readonly flowLogs?: { readonly retentionDays: number } | undefined;
}

export interface HubRunnerSettings {
    readonly vpcId: string;
    readonly cidr: string;
    /** One per zone: what is attached to the gateway. */
    readonly subnetIds: readonly string[];
    readonly routeTableIds: readonly string[];
}

export interface HubDnsSettings {
    readonly cidr: string;
    /** Whether others can ask the resolver. */
    readonly inbound: boolean;
    readonly forward: readonly ForwardedDomainSettings[];
}

/** A domain whose names other DNS servers know. */
export interface ForwardedDomainSettings {
    readonly domain: string;
    readonly targets: readonly string[];
}

export interface HubVpnSettings {
    readonly cidr: string;
    readonly clientCidr: string;
    readonly splitTunnel: boolean;
    readonly logRetentionDays: number;
    readonly certificates: VpnCertificatesSettings;
}

export type VpnCertificatesSettings = VpnCertificateArnsSettings | ImportedCertificatesSettings;

/** Certificates that are in ACM already. */
export interface VpnCertificateArnsSettings {
    readonly serverArn: string;
    readonly clientRootArn: string;
    readonly imported?: undefined;
}

/** Certificates whose PEM texts are secrets of the stack, in a namespace of their own. */
export interface ImportedCertificatesSettings {
    readonly imported: true;
    readonly serverArn?: undefined;
    readonly clientRootArn?: undefined;
}

export interface HubShareSettings {
    /** Accounts, organisations and their units. */
    readonly principals: readonly string[];
    readonly allowExternalPrincipals: boolean;
}
