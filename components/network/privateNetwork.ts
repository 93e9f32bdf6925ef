import * as pulumi from "@pulumi/pulumi";
import { digest } from "../internal/digest";
import { ProgramError } from "../internal/programError";
import { AccessPointEndpoint } from "./accessPointEndpoint";
import { PrivateDns } from "./privateDns";
import { PrivateLinkEndpoint } from "./privateLinkEndpoint";
import { PrivateLinkVpc } from "./privateLinkVpc";
import { TransitGatewaySpoke, type ClientVpnAccessArgs } from "./transitGatewaySpoke";

const TYPE = "confluent-cluster-linking:index:PrivateNetwork";

/** How the network joins a hub. */
export interface HubConnectionArgs {
    /** `tgw-…` */
    readonly transitGatewayId: pulumi.Input<string>;
    /** The gateway's route table that the spoke uses, `tgw-rtb-…`. */
    readonly associationRouteTableId: pulumi.Input<string>;
    /** The gateway's route tables that learn the way to the spoke, by a stable key. */
    readonly propagationRouteTableIds: Readonly<Record<string, pulumi.Input<string>>>;
    /** Keys of the clients that are reached through the gateway. */
    readonly clients: readonly string[];
    /** Route tables in the hub's VPCs that get the return route, by a stable key; empty when somebody else adds it. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Input<string>>>;
    /** Client VPN endpoint whose users are let in. Defaults to none. */
    readonly clientVpn?: ClientVpnAccessArgs;
    /** Provider of the account that the hub is in. Defaults to this account. */
    readonly owner?: pulumi.ProviderResource;
}

/** The VPCs that know the names of one way. */
export interface NamesArgs {
    /** VPCs besides the endpoint's in which the names resolve, by key. */
    readonly zoneVpcs: Readonly<Record<string, pulumi.Input<string>>>;
    /** VPCs that get a SYSTEM resolver rule. Defaults to none. */
    readonly systemRuleVpcs?: readonly string[];
    /** Providers of the accounts that own VPCs, by the VPCs' keys. Defaults to this account for all. */
    readonly vpcOwners?: Readonly<Record<string, pulumi.ProviderResource>>;
}

/** The PrivateLink attachment: id, domain of the names, endpoint service. */
export interface AttachmentArgs extends NamesArgs {
    /** The PrivateLink attachment, `platt-…`. */
    readonly attachmentId: pulumi.Input<string>;
    /** Domain of its names, `<region>.aws.private.confluent.cloud`. */
    readonly domain: pulumi.Input<string>;
    /** Name of its endpoint service, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Input<string>;
}

/** The ingress gateway: id, endpoint service. */
export interface GatewayArgs extends NamesArgs {
    /** The ingress gateway, `gw-…`. */
    readonly gatewayId: pulumi.Input<string>;
    /** Name of its endpoint service, `com.amazonaws.vpce.…`. */
    readonly serviceName: pulumi.Input<string>;
}

export interface PrivateNetworkArgs {
    /** IPv4 block of the VPC, /16 to /24. */
    readonly vpcCidr: string;
    /** Availability zones by id. */
    readonly zoneIds: readonly string[];
    /** The environment of the attachment and the gateway, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** The way over a PrivateLink attachment. Left out: none. One of the two has to be there. */
    readonly attachment?: AttachmentArgs;
    /** The way over an ingress gateway, whose resources have `-gateway` after the network's name. Left out: none. */
    readonly gateway?: GatewayArgs;
    /** Who may connect: CIDR blocks by a stable key. */
    readonly clients: Readonly<Record<string, string>>;
    /** The client in which this program runs: its way is what the gates wait for. */
    readonly runner: string;
    /** Left out: no Transit Gateway, clients are in the endpoint's own VPC. */
    readonly hub?: HubConnectionArgs;
    /** Name shown in the consoles. */
    readonly displayName: pulumi.Input<string>;
}

type Parts = Readonly<Record<string, readonly pulumi.CustomResource[]>>;

/** A way from the clients to Confluent: an endpoint, and names that lead to it. */
export interface NetworkWay {
    readonly endpointId: pulumi.Output<string>;
    readonly hostedZoneId: pulumi.Output<string>;
    /** Resolves when all of the runner's path exists; changes when a part of it is replaced, added or removed. */
    readonly reachable: pulumi.Output<string>;
    /** What every call from the runner needs: endpoint, its acceptance, names, routes both ways, and its admission. */
    readonly path: readonly pulumi.Resource[];
}

export interface GatewayWay extends NetworkWay {
    /** `ap-…` */
    readonly accessPointId: pulumi.Output<string>;
}

/** A VPC with an endpoint to Confluent, names that resolve to it, and routes from the clients to it and back. */
export class PrivateNetwork extends pulumi.ComponentResource {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** The way over the attachment, and the one over the gateway, as far as they are asked for. */
    readonly attachment: NetworkWay | undefined;
    /** The way over an access point of its own; undefined where there is none. */
    readonly gateway: GatewayWay | undefined;

    constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { displayName } = args;
        const parent = { parent: this };
        const vpc = new PrivateLinkVpc(
            name,
            { cidrBlock: args.vpcCidr, zoneIds: [...args.zoneIds], displayName },
            parent,
        );
        const spoke = args.hub === undefined ? {} : this.spoke(name, args, args.hub, vpc).parts;
        this.attachment =
            args.attachment === undefined ? undefined : this.overAttachment(name, args, args.attachment, vpc, spoke);
        this.gateway =
            args.gateway === undefined
                ? undefined
                : this.overGateway(`${name}-gateway`, args, args.gateway, vpc, spoke);
        const way = this.gateway ?? this.attachment;
        if (way === undefined) {
            throw new ProgramError(`network ${name} has no way to Confluent`);
        }
        this.vpcId = vpc.vpcId;
        this.registerOutputs({
            vpcId: this.vpcId,
            endpointId: way.endpointId,
            hostedZoneId: way.hostedZoneId,
            reachable: way.reachable,
        });
    }

    private overAttachment(
        name: string,
        args: PrivateNetworkArgs,
        { attachmentId, serviceName, domain, ...names }: AttachmentArgs,
        vpc: PrivateLinkVpc,
        spoke: Parts,
    ): NetworkWay {
        const endpoint = new PrivateLinkEndpoint(
            name,
            { ...endpointArgs(args, vpc), serviceName, privateLinkAttachmentId: attachmentId },
            { parent: this },
        );
        const zones = Object.entries(vpc.zones).map(([zoneId, { zoneName }]) => [zoneId, zoneName]);
        const dns = this.dns(name, vpc, endpoint, domain, Object.fromEntries(zones) as ZoneNames, names);
        return way(args, endpoint, dns, spoke);
    }

    private overGateway(
        name: string,
        args: PrivateNetworkArgs,
        { gatewayId, serviceName, ...names }: GatewayArgs,
        vpc: PrivateLinkVpc,
        spoke: Parts,
    ): GatewayWay {
        const endpoint = new AccessPointEndpoint(
            name,
            { ...endpointArgs(args, vpc), serviceName, gatewayId },
            { parent: this },
        );
        // Names behind an access point are not zonal: a wildcard serves them all.
        const dns = this.dns(name, vpc, endpoint, endpoint.domain, {}, names);
        return { ...way(args, endpoint, dns, spoke), accessPointId: endpoint.accessPointId };
    }

    private dns(
        name: string,
        vpc: PrivateLinkVpc,
        { dnsEntries }: PrivateLinkEndpoint | AccessPointEndpoint,
        domain: pulumi.Input<string>,
        zoneNames: ZoneNames,
        { zoneVpcs, systemRuleVpcs, vpcOwners }: NamesArgs,
    ): PrivateDns {
        return new PrivateDns(
            name,
            {
                domain,
                endpointVpcId: vpc.vpcId,
                dnsEntries,
                zoneNames,
                vpcs: zoneVpcs,
                ...(systemRuleVpcs === undefined ? {} : { systemRuleVpcs: [...systemRuleVpcs] }),
            },
            { parent: this, ...(vpcOwners === undefined ? {} : { vpcOwners }) },
        );
    }

    private spoke(
        name: string,
        args: PrivateNetworkArgs,
        hub: HubConnectionArgs,
        vpc: PrivateLinkVpc,
    ): TransitGatewaySpoke {
        const reached = Object.entries(args.clients).filter(([key]) => hub.clients.includes(key));
        return new TransitGatewaySpoke(
            name,
            {
                vpcId: vpc.vpcId,
                vpcCidr: args.vpcCidr,
                zones: vpc.zones,
                transitGatewayId: hub.transitGatewayId,
                associationRouteTableId: hub.associationRouteTableId,
                propagationRouteTableIds: hub.propagationRouteTableIds,
                destinations: Object.fromEntries(reached),
                hubRouteTableIds: hub.routeTableIds,
                displayName: args.displayName,
                ...(hub.clientVpn === undefined ? {} : { clientVpn: hub.clientVpn }),
            },
            { parent: this, ...(hub.owner === undefined ? {} : { owner: hub.owner }) },
        );
    }
}

type ZoneNames = Readonly<Record<string, pulumi.Output<string>>>;

/** What every endpoint in the network's VPC has in common. */
function endpointArgs({ environmentId, clients, displayName }: PrivateNetworkArgs, vpc: PrivateLinkVpc) {
    const subnetIds = Object.values(vpc.zones).map((zone) => zone.subnetId);
    return { vpcId: vpc.vpcId, subnetIds, environmentId, clients, displayName };
}

function way(
    { runner }: PrivateNetworkArgs,
    endpoint: PrivateLinkEndpoint | AccessPointEndpoint,
    dns: PrivateDns,
    spoke: Parts,
): NetworkWay {
    const path = [endpoint.parts, dns.parts, spoke].flatMap((parts) => [
        ...(parts["*"] ?? []),
        ...(parts[runner] ?? []),
    ]);
    return {
        endpointId: endpoint.endpointId,
        hostedZoneId: dns.hostedZoneId,
        reachable: pulumi.all(path.map((part) => part.id)).apply(digest),
        path,
    };
}
