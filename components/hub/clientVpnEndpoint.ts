import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ec2clientvpn from "@pulumi/aws/ec2clientvpn";
import * as pulumi from "@pulumi/pulumi";
import { parseCidr, subnet } from "../internal/cidr";
import { mapEntries } from "../internal/maps";
import { ProgramError } from "../internal/programError";
import { AttachedVpc, type HubVpc } from "./attachedVpc";
import type { HubGatewayArgs } from "./hubAttachment";
import { CONFLUENT_PORTS, DNS_PORTS, letOut } from "../network/portRules";
import { importedCertificates, type VpnCertificateArns, type VpnCertificatesArgs } from "./vpnCertificates";

const TYPE = "confluent-cluster-linking:index:ClientVpnEndpoint";

/** A Client VPN endpoint tells its clients of two DNS servers at most. */
const MOST_DNS_SERVERS = 2;

/** The third address of a VPC is its resolver's. */
const RESOLVER_POSITION = 2;
const ADDRESS_BITS = 32;

export interface ClientVpnEndpointArgs {
    /** IPv4 block of the VPC, /16 to /23: the endpoint wants subnets of /27 or larger. */
    readonly cidr: string;
    /** Block of the clients' own addresses, /12 to /22; nothing else sees them. A change replaces the endpoint. */
    readonly clientCidr: string;
    /** Availability zones by id: the endpoint is associated with a subnet in each, and each is billed. */
    readonly zoneIds: readonly string[];
    /** The gateway, and the tables that its VPC looks up. */
    readonly gateway: HubGatewayArgs;
    /** Whether clients send only what is routed here through the VPN. */
    readonly splitTunnel: boolean;
    /** Days for which it is known who was connected. */
    readonly logRetentionDays: number;
    /** Certificates of the server and of the clients' authority, for mutual TLS. */
    readonly certificates: VpnCertificatesArgs;
    /** The resolver that clients ask, and the block that it is in. Left out: the VPC's own resolver. */
    readonly dns?: { readonly cidr: string; readonly addresses: pulumi.Input<string[]> };
    /** Value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

/**
 * A Client VPN endpoint with mutual TLS in a VPC of its own, whose addresses its clients take. Whoever wants them as
 * clients adds a route for each target subnet and an authorisation rule.
 */
export class ClientVpnEndpoint extends pulumi.ComponentResource implements HubVpc {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** Its address block. */
    readonly cidr: string;
    /** Block of the clients' own addresses. */
    readonly clientCidr: string;
    /** Route tables by zone, `rtb-…`. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** `cvpn-endpoint-…` */
    readonly endpointId: pulumi.Output<string>;
    /** Subnets by zone id, each once the endpoint is associated with it. */
    readonly targetSubnetIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: ClientVpnEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { cidr, zoneIds, gateway, displayName, dns } = args;
        const destinations: Record<string, string> = dns === undefined ? {} : { dns: dns.cidr };
        const vpc = new AttachedVpc(
            name,
            { cidr, zoneIds, gateway, destinations, reachedByHub: dns !== undefined, displayName },
            { parent: this },
        );
        const endpoint = this.endpoint(name, args, vpc);
        const associations = mapEntries(vpc.subnetIds, (zoneId, subnetId) => {
            const associated = { clientVpnEndpointId: endpoint.id, subnetId };
            const options = { parent: this, deleteBeforeReplace: true };
            return new ec2clientvpn.NetworkAssociation(`${name}-target-${zoneId}`, associated, options);
        });
        this.vpcId = vpc.vpcId;
        this.cidr = cidr;
        this.clientCidr = args.clientCidr;
        this.routeTableIds = vpc.routeTableIds;
        this.endpointId = endpoint.id;
        // Through the association: a route through a subnet that is not associated is refused.
        this.targetSubnetIds = mapEntries(associations, (_zoneId, association) => association.subnetId);
        this.wayToResolver(name, args, Object.values(associations), vpc);
        this.registerOutputs({ vpcId: this.vpcId, endpointId: this.endpointId });
    }

    private endpoint(name: string, args: ClientVpnEndpointArgs, vpc: AttachedVpc): ec2clientvpn.Endpoint {
        const { clientCidr, splitTunnel, displayName, dns, logRetentionDays } = args;
        const { serverArn, clientRootArn } = this.certificates(name, args);
        const tags = { Name: displayName };
        const options = { parent: this };
        const logs = new cloudwatch.LogGroup(
            `${name}-connections`,
            { retentionInDays: logRetentionDays, tags },
            options,
        );
        const stream = new cloudwatch.LogStream(`${name}-connections`, { logGroupName: logs.name }, options);
        return new ec2clientvpn.Endpoint(
            `${name}-endpoint`,
            {
                description: pulumi.interpolate`${displayName}: Confluent Cloud over PrivateLink`,
                clientCidrBlock: clientCidr,
                vpcId: vpc.vpcId,
                securityGroupIds: [this.group(name, args, vpc).id],
                serverCertificateArn: serverArn,
                authenticationOptions: [{ type: "certificate-authentication", rootCertificateChainArn: clientRootArn }],
                connectionLogOptions: {
                    enabled: true,
                    cloudwatchLogGroup: logs.name,
                    cloudwatchLogStream: stream.name,
                },
                dnsServers:
                    dns === undefined
                        ? [vpcResolver(args.cidr)]
                        : pulumi.output(dns.addresses).apply((all) => all.slice(0, MOST_DNS_SERVERS)),
                splitTunnel,
                tags,
            },
            options,
        );
    }

    private certificates(name: string, args: ClientVpnEndpointArgs): VpnCertificateArns {
        const { given, imported } = args.certificates;
        if (imported !== undefined && given === undefined) {
            return importedCertificates(this, name, imported, args.displayName);
        }
        if (given !== undefined && imported === undefined) {
            return given;
        }
        throw new ProgramError(`Client VPN ${name} wants certificates that are there, or such to import, not both`);
    }

    /** The blocks of spokes are not known here: authorisation rules say which of them clients reach. */
    private group(name: string, args: ClientVpnEndpointArgs, vpc: AttachedVpc): ec2.SecurityGroup {
        const group = new ec2.SecurityGroup(
            `${name}-security-group`,
            { vpcId: vpc.vpcId, description: "What VPN clients may reach", tags: { Name: args.displayName } },
            { parent: this },
        );
        const securityGroupId = group.id;
        letOut(this, name, { securityGroupId, ports: CONFLUENT_PORTS, blocks: { spokes: "0.0.0.0/0" } });
        if (args.dns !== undefined) {
            letOut(this, name, { securityGroupId, ports: DNS_PORTS, blocks: { dns: args.dns.cidr } });
        }
        return group;
    }

    /** To another VPC a Client VPN wants both, a route per target subnet and a rule; to its own one the rule alone. */
    private wayToResolver(
        name: string,
        { dns, cidr }: ClientVpnEndpointArgs,
        associations: ec2clientvpn.NetworkAssociation[],
        vpc: AttachedVpc,
    ): void {
        const dependsOn = [...associations, ...Object.values(vpc.routes).flat()];
        const options = { parent: this, deleteBeforeReplace: true, dependsOn };
        const clientVpnEndpointId = this.endpointId;
        if (dns !== undefined) {
            mapEntries(this.targetSubnetIds, (zoneId, targetVpcSubnetId) => {
                const route = { clientVpnEndpointId, destinationCidrBlock: dns.cidr, targetVpcSubnetId };
                return new ec2clientvpn.Route(`${name}-to-dns-${zoneId}`, route, options);
            });
        }
        const targetNetworkCidr = dns?.cidr ?? `${vpcResolver(cidr)}/${ADDRESS_BITS}`;
        new ec2clientvpn.AuthorizationRule(
            `${name}-dns-access`,
            { clientVpnEndpointId, targetNetworkCidr, authorizeAllGroups: true },
            options,
        );
    }
}

/** The address at which a VPC's own resolver answers. */
export function vpcResolver(vpcCidr: string): string {
    const block = subnet(vpcCidr, ADDRESS_BITS - parseCidr(vpcCidr).prefix, RESOLVER_POSITION);
    return block.slice(0, block.indexOf("/"));
}
