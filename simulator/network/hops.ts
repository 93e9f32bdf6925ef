/** The places at which a way can end, in the order in which packets come by. */
export const HOPS = {
    dns: "dns",
    vpnAuthorization: "vpn-authorization",
    vpnRoute: "vpn-route",
    sourceRoute: "source-route",
    gatewayAttachment: "gateway-attachment",
    gatewayAssociation: "gateway-association",
    gatewayRoute: "gateway-route",
    target: "target",
    returnRoute: "return-route",
    securityGroup: "security-group",
    endpoint: "endpoint",
    connection: "connection",
} as const;

export type Hop = (typeof HOPS)[keyof typeof HOPS];

/** Where and why a way ends. */
export interface DeadEnd {
    readonly hop: Hop;
    readonly reason: string;
}

export type Trace = { readonly open: true } | ({ readonly open: false } & DeadEnd);

export const OPEN: Trace = { open: true };

export function endsAt(hop: Hop, reason: string): Trace {
    return { open: false, hop, reason };
}
