import * as pulumi from "@pulumi/pulumi";
import { digest } from "../internal/digest";
import { PrivateDns } from "./privateDns";
import { PrivateLinkEndpoint } from "./privateLinkEndpoint";
import { PrivateLinkVpc } from "./privateLinkVpc";
import { TransitGatewaySpoke, type ClientVpnAccessArgs } from "./transitGatewaySpoke";

const TYPE = "confluent-cluster-linking:index:PrivateNetwork";

/** How the network joins a hub. */
export interface HubConnectionArgs {
    /** `tgw-…` */
    readonly transitGatewayId: string;
    /** The gateway's route table that the spoke uses, `tgw-rtb-…`. */
    readonly associationRouteTableId: string;
    /** The gateway's route tables that learn the way to the spoke. */
    readonly propagationRouteTableIds: readonly string[];
    /** Keys of the clients that are reached through the gateway. */
    readonly clients: readonly string[];
    /** Route tables in the hub's VPCs that get the return route; empty when somebody else adds it. */
    readonly routeTableIds: readonly string[];
    /** Client VPN endpoint whose users are let in. Defaults to none. */
    readonly clientVpn?: ClientVpnAccessArgs;
}

export interface PrivateNetworkArgs {
    /** IPv4 block of the VPC, /16 to /24. */
    readonly vpcCidr: string;
    /** Availability zones by id. */
    readonly zoneIds: readonly string[];
    /** The environment of the PrivateLink attachment, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
    /** The PrivateLink attachment: id, domain of the names, endpoint service. */
    readonly attachment: {
        readonly attachmentId: pulumi.Input<string>;
        readonly domain: pulumi.Input<string>;
        readonly serviceName: pulumi.Input<string>;
    };
    /** Who may connect: CIDR blocks by a stable key. */
    readonly clients: Readonly<Record<string, string>>;
    /** The client in which this program runs: its way is what the gates wait for. */
    readonly runner: string;
    /** VPCs besides the endpoint's in which the names resolve, by key. */
    readonly zoneVpcs: Readonly<Record<string, pulumi.Input<string>>>;
    /** VPCs that get a SYSTEM resolver rule. Defaults to none. */
    readonly systemRuleVpcs?: readonly string[];
    /** Left out: no Transit Gateway, clients are in the endpoint's own VPC. */
    readonly hub?: HubConnectionArgs;
    /** Name shown in the consoles. */
    readonly displayName: pulumi.Input<string>;
}

/** A VPC with an endpoint to Confluent, names that resolve to it, and routes from the clients to it and back. */
export class PrivateNetwork extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    readonly endpointId: pulumi.Output<string>;
    readonly hostedZoneId: pulumi.Output<string>;
    /** Resolves when all of the runner's path exists; changes when a part of it is replaced, added or removed. */
    readonly reachable: pulumi.Output<string>;
    /** What every call from the runner needs: endpoint, connection, names, routes both ways, and its admission. */
    readonly path: readonly pulumi.Resource[];

    constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { displayName, runner } = args;
        const parent = { parent: this };
        const vpc = new PrivateLinkVpc(name, { cidrBlock: args.vpcCidr, zoneIds: args.zoneIds, displayName }, parent);
        const endpoint = this.endpoint(name, args, vpc);
        const dns = this.dns(name, args, vpc, endpoint);
        const spoke = args.hub === undefined ? undefined : this.spoke(name, args, args.hub, vpc);
        const groups = [endpoint.parts, dns.parts, ...(spoke === undefined ? [] : [spoke.parts])];
        const path = groups.flatMap((parts) => [...(parts["*"] ?? []), ...(parts[runner] ?? [])]);
        this.path = path;
        this.reachable = pulumi.all(path.map((part) => part.id)).apply(digest);
        this.vpcId = vpc.vpcId;
        this.endpointId = endpoint.endpointId;
        this.hostedZoneId = dns.hostedZoneId;
        this.registerOutputs({
            vpcId: this.vpcId,
            endpointId: this.endpointId,
            hostedZoneId: this.hostedZoneId,
            reachable: this.reachable,
        });
    }

    private endpoint(name: string, args: PrivateNetworkArgs, vpc: PrivateLinkVpc): PrivateLinkEndpoint {
        return new PrivateLinkEndpoint(
            name,
            {
                vpcId: vpc.vpcId,
                subnetIds: Object.values(vpc.zones).map((zone) => zone.subnetId),
                serviceName: args.attachment.serviceName,
                environmentId: args.environmentId,
                privateLinkAttachmentId: args.attachment.attachmentId,
                clients: args.clients,
                displayName: args.displayName,
            },
            { parent: this },
        );
    }

    private dns(
        name: string,
        args: PrivateNetworkArgs,
        vpc: PrivateLinkVpc,
        endpoint: PrivateLinkEndpoint,
    ): PrivateDns {
        const zones = Object.entries(vpc.zones);
        return new PrivateDns(
            name,
            {
                domain: args.attachment.domain,
                endpointVpcId: vpc.vpcId,
                dnsEntries: endpoint.dnsEntries,
                zoneNames: Object.fromEntries(zones.map(([zoneId, zone]) => [zoneId, zone.zoneName])),
                vpcs: args.zoneVpcs,
                ...(args.systemRuleVpcs === undefined ? {} : { systemRuleVpcs: args.systemRuleVpcs }),
            },
            { parent: this },
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
            { parent: this },
        );
    }
}
