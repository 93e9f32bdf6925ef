import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import * as pulumi from "@pulumi/pulumi";
import { ClientVpnEndpoint } from "./clientVpnEndpoint";
import { FlowLogs } from "./flowLogs";
import { ForwardedNames } from "./forwardedNames";
import { HubAttachment, type HubGatewayArgs } from "./hubAttachment";
import { HubDns, type ForwardedDomainArgs } from "./hubDns";
import { TransitGatewayShare } from "./transitGatewayShare";
import type { VpnCertificatesArgs } from "./vpnCertificates";

const TYPE = "confluent-cluster-linking:index:NetworkHub";

/** A runner's VPC that is there already: it is attached, and nothing in it is changed. */
export interface HubRunnerArgs {
    /** The runner's VPC, `vpc-…`, which is there. */
    readonly vpcId: pulumi.Input<string>;
    /** One subnet per zone. */
    readonly subnetIds: readonly pulumi.Input<string>[];
}

export interface NetworkHubDnsArgs {
    /** IPv4 block of the VPC, /16 to /24. */
    readonly cidr: string;
    /** Whether the VPC's resolver can be asked by others, VPN clients above all. */
    readonly inbound: boolean;
    /** Domains that other DNS servers are asked for. */
    readonly forward: readonly ForwardedDomainArgs[];
}

export interface NetworkHubVpnArgs {
    /** IPv4 block of the VPC, /16 to /23. */
    readonly cidr: string;
    /** Block of the clients' own addresses, /12 to /22. */
    readonly clientCidr: string;
    /** True: clients send only what is for private networks through the VPN. */
    readonly splitTunnel: boolean;
    /** Days for which it is kept who was connected. */
    readonly logRetentionDays: number;
    /** Certificates of the server and of the clients' authority, for mutual TLS. */
    readonly certificates: VpnCertificatesArgs;
}

export interface NetworkHubArgs {
    /** The gateway's own number in BGP. A change replaces the gateway and all that is attached. */
    readonly amazonSideAsn: number;
    /** Zones of the hub's own VPCs by id, two at least. */
    readonly zoneIds: readonly string[];
    /** Left out: a runner's VPC is attached elsewhere, or there is none. */
    readonly runner?: HubRunnerArgs;
    /** Left out: no VPC whose resolver answers for others. */
    readonly dns?: NetworkHubDnsArgs;
    /** Left out: no Client VPN. */
    readonly vpn?: NetworkHubVpnArgs;
    /** Left out: the gateway is for this account alone. */
    readonly share?: { readonly principals: readonly string[]; readonly allowExternalPrincipals: boolean };
    /** Left out: none. */
    readonly flowLogs?: { readonly retentionDays: number };
    /** Name shown in the consoles. */
    readonly displayName: pulumi.Input<string>;
}

/**
 * A Transit Gateway with one table for the hub's VPCs and one for spokes, which so reach the hub and not each other,
 * and the hub's own VPCs: one for names, one for a Client VPN.
 */
export class NetworkHub extends pulumi.ComponentResource {
    /** The Transit Gateway, `tgw-…`. */
    readonly transitGatewayId: pulumi.Output<string>;
    /** Looked up by the hub's VPCs; spokes propagate to it. */
    readonly hubRouteTableId: pulumi.Output<string>;
    /** Looked up by spokes; the hub's VPCs propagate to it. */
    readonly spokeRouteTableId: pulumi.Output<string>;
    /** The VPC whose resolver answers for others; undefined where none was asked for. */
    readonly dns: HubDns | undefined;
    /** The Client VPN; undefined where none was asked for. */
    readonly vpn: ClientVpnEndpoint | undefined;
    /** The attachment of a runner's VPC that is there already. */
    readonly runner: HubAttachment | undefined;
    /** ARN of the share of the gateway, once it can be used. */
    readonly shareArn: pulumi.Output<string> | undefined;

    constructor(name: string, args: NetworkHubArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const gateway = this.gateway(name, args);
        this.transitGatewayId = gateway.id;
        this.hubRouteTableId = this.table(name, "hub", gateway, args);
        this.spokeRouteTableId = this.table(name, "spokes", gateway, args);
        this.dns = args.dns === undefined ? undefined : this.names(`${name}-dns`, args, args.dns);
        this.vpn = args.vpn === undefined ? undefined : this.clientVpn(`${name}-vpn`, args, args.vpn);
        this.shareArn = args.share === undefined ? undefined : this.share(`${name}-share`, args, args.share, gateway);
        this.runner = this.attachRunner(`${name}-runner`, args);
        this.forward(`${name}-forward`, args);
        this.flowLogs(`${name}-flow-logs`, args, gateway);
        const { transitGatewayId, hubRouteTableId, spokeRouteTableId } = this;
        this.registerOutputs({ transitGatewayId, hubRouteTableId, spokeRouteTableId });
    }

    private gateway(name: string, args: NetworkHubArgs): ec2transitgateway.TransitGateway {
        return new ec2transitgateway.TransitGateway(
            `${name}-gateway`,
            {
                amazonSideAsn: args.amazonSideAsn,
                dnsSupport: "enable",
                vpnEcmpSupport: "enable",
                // Every attachment says itself which table it uses, and nobody attaches unasked.
                defaultRouteTableAssociation: "disable",
                defaultRouteTablePropagation: "disable",
                autoAcceptSharedAttachments: "disable",
                tags: { Name: args.displayName },
            },
            { parent: this },
        );
    }

    private table(
        name: string,
        key: "hub" | "spokes",
        gateway: ec2transitgateway.TransitGateway,
        { displayName }: NetworkHubArgs,
    ): pulumi.Output<string> {
        const table = new ec2transitgateway.RouteTable(
            `${name}-routes-${key}`,
            { transitGatewayId: gateway.id, tags: { Name: pulumi.interpolate`${displayName}-${key}` } },
            { parent: this },
        );
        return table.id;
    }

    private attachable(): HubGatewayArgs {
        const { transitGatewayId, hubRouteTableId, spokeRouteTableId } = this;
        return { transitGatewayId, hubRouteTableId, spokeRouteTableId };
    }

    private names(name: string, args: NetworkHubArgs, dns: NetworkHubDnsArgs): HubDns {
        const { zoneIds, vpn } = args;
        const clients: Record<string, string> = dns.inbound && vpn !== undefined ? { vpn: vpn.cidr } : {};
        const displayName = pulumi.interpolate`${args.displayName}-dns`;
        const gateway = this.attachable();
        return new HubDns(name, { ...dns, zoneIds, gateway, clients, displayName }, { parent: this });
    }

    private clientVpn(name: string, args: NetworkHubArgs, vpn: NetworkHubVpnArgs): ClientVpnEndpoint {
        // Without an address to ask at, clients ask the resolver of the VPN's own VPC.
        const asked = args.dns?.inbound === true ? this.dns : undefined;
        return new ClientVpnEndpoint(
            name,
            {
                ...vpn,
                zoneIds: args.zoneIds,
                gateway: this.attachable(),
                ...(asked === undefined ? {} : { dns: { cidr: asked.cidr, addresses: asked.inboundAddresses } }),
                displayName: pulumi.interpolate`${args.displayName}-vpn`,
            },
            { parent: this },
        );
    }

    private share(
        name: string,
        { displayName }: NetworkHubArgs,
        share: NonNullable<NetworkHubArgs["share"]>,
        gateway: ec2transitgateway.TransitGateway,
    ): pulumi.Output<string> {
        const { arn: transitGatewayArn } = gateway;
        const args = { ...share, principals: [...share.principals], transitGatewayArn, displayName };
        return new TransitGatewayShare(name, args, { parent: this }).shareArn;
    }

    private attachRunner(name: string, { runner, displayName }: NetworkHubArgs): HubAttachment | undefined {
        if (runner === undefined) {
            return undefined;
        }
        const attached = { vpcId: runner.vpcId, subnetIds: [...runner.subnetIds] };
        const shown = pulumi.interpolate`${displayName}-runner`;
        return new HubAttachment(name, { ...this.attachable(), ...attached, displayName: shown }, { parent: this });
    }

    /** Queries that come in at the DNS VPC are answered by its rules, those of a VPC's own machines by that VPC's. */
    private forward(name: string, { runner }: NetworkHubArgs): void {
        const { dns, vpn } = this;
        if (dns === undefined || Object.keys(dns.ruleIds).length === 0) {
            return;
        }
        const vpcs = {
            dns: dns.vpcId,
            ...(vpn === undefined ? {} : { vpn: vpn.vpcId }),
            ...(runner === undefined ? {} : { runner: runner.vpcId }),
        };
        new ForwardedNames(name, { ruleIds: dns.ruleIds, vpcs }, { parent: this });
    }

    private flowLogs(name: string, args: NetworkHubArgs, gateway: ec2transitgateway.TransitGateway): void {
        if (args.flowLogs === undefined) {
            return;
        }
        const vpcs = {
            ...(this.dns === undefined ? {} : { dns: this.dns.vpcId }),
            ...(this.vpn === undefined ? {} : { vpn: this.vpn.vpcId }),
        };
        const { retentionDays } = args.flowLogs;
        new FlowLogs(
            name,
            {
                retentionDays,
                accountId: gateway.ownerId,
                transitGatewayId: gateway.id,
                vpcs,
                displayName: args.displayName,
            },
            { parent: this },
        );
    }
}
