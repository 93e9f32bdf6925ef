import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { AttachedVpc, type HubVpc } from "./attachedVpc";
import type { HubGatewayArgs } from "./hubAttachment";
import { admit, DNS_PORTS, letOut } from "../network/portRules";

const TYPE = "confluent-cluster-linking:index:HubDns";

/** A domain whose names others know. */
export interface ForwardedDomainArgs {
    /** Without a dot at the end. */
    readonly domain: string;
    /** IPv4 addresses of the DNS servers that know it, reached over the Transit Gateway. */
    readonly targets: readonly string[];
}

export interface HubDnsArgs {
    /** IPv4 block of the VPC, /16 to /24. */
    readonly cidr: string;
    /** Availability zones by id, two at least: a resolver endpoint has two addresses or more. */
    readonly zoneIds: readonly string[];
    /** The gateway, and the tables that its VPC looks up. */
    readonly gateway: HubGatewayArgs;
    /** Whether others may ask this VPC's resolver, at an address in each zone. */
    readonly inbound: boolean;
    /** Blocks from which they ask over the gateway, by a stable key; the VPC itself may always. */
    readonly clients: Readonly<Record<string, string>>;
    /** Domains to ask others for. */
    readonly forward: readonly ForwardedDomainArgs[];
    /** Value of the Name tags. */
    readonly displayName: pulumi.Input<string>;
}

/** The VPC whose resolver answers for others, and asks others for the domains that they know. */
export class HubDns extends pulumi.ComponentResource implements HubVpc {
    /** The VPC, `vpc-…`. */
    readonly vpcId: pulumi.Output<string>;
    /** Its address block. */
    readonly cidr: string;
    /** Route tables by zone, `rtb-…`. */
    readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
    /** Where the resolver can be asked, in the order of the addresses' texts; empty without `inbound`. */
    readonly inboundAddresses: pulumi.Output<string[]>;
    /** FORWARD rules by domain, each usable once the way to its servers is there. */
    readonly ruleIds: Readonly<Record<string, pulumi.Output<string>>>;

    constructor(name: string, args: HubDnsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const vpc = new AttachedVpc(
            name,
            {
                cidr: args.cidr,
                zoneIds: args.zoneIds,
                gateway: args.gateway,
                destinations: { ...args.clients, ...serverBlocks(args.forward) },
                reachedByHub: Object.keys(args.clients).length > 0,
                displayName: args.displayName,
            },
            { parent: this },
        );
        this.vpcId = vpc.vpcId;
        this.cidr = vpc.cidr;
        this.routeTableIds = vpc.routeTableIds;
        this.inboundAddresses = args.inbound ? this.inboundEndpoint(name, args, vpc) : pulumi.output([]);
        this.ruleIds = args.forward.length === 0 ? {} : this.forwardRules(name, args, vpc);
        this.registerOutputs({ vpcId: this.vpcId, inboundAddresses: this.inboundAddresses });
    }

    private inboundEndpoint(name: string, args: HubDnsArgs, vpc: AttachedVpc): pulumi.Output<string[]> {
        const group = this.group(`${name}-inbound`, args, "Who may ask the resolver", vpc);
        const rules = admit(this, `${name}-inbound`, {
            securityGroupId: group.id,
            ports: DNS_PORTS,
            blocks: { dns: args.cidr, ...args.clients },
        });
        // After the ways back: whoever gets an address from here gets an answer from it.
        const ways = Object.keys(args.clients).flatMap((key) => vpc.routes[key] ?? []);
        const endpoint = this.endpoint(`${name}-inbound`, "INBOUND", args, vpc, group, [...rules, ...ways]);
        // AWS gives them in no order.
        return endpoint.ipAddresses.apply((addresses) => addresses.map(({ ip }) => ip).sort());
    }

    private forwardRules(name: string, args: HubDnsArgs, vpc: AttachedVpc): Record<string, pulumi.Output<string>> {
        const servers = serverBlocks(args.forward);
        const group = this.group(`${name}-outbound`, args, "Whom the resolver may ask", vpc);
        const rules = letOut(this, `${name}-outbound`, {
            securityGroupId: group.id,
            ports: DNS_PORTS,
            blocks: servers,
        });
        const endpoint = this.endpoint(`${name}-outbound`, "OUTBOUND", args, vpc, group, rules);
        const made = args.forward.map(({ domain, targets }) => {
            const ways = targets.flatMap((target) => vpc.routes[target] ?? []);
            const rule = new route53.ResolverRule(
                `${name}-forward-${domain}`,
                {
                    domainName: domain,
                    ruleType: "FORWARD",
                    resolverEndpointId: endpoint.id,
                    targetIps: targets.map((ip) => ({ ip })),
                    tags: { Name: args.displayName },
                },
                { parent: this, dependsOn: ways },
            );
            return [domain, rule.id] as const;
        });
        return Object.fromEntries(made);
    }

    private group(name: string, args: HubDnsArgs, description: string, vpc: AttachedVpc): ec2.SecurityGroup {
        return new ec2.SecurityGroup(
            `${name}-security-group`,
            { vpcId: vpc.vpcId, description, tags: { Name: args.displayName } },
            { parent: this },
        );
    }

    private endpoint(
        name: string,
        direction: "INBOUND" | "OUTBOUND",
        args: HubDnsArgs,
        vpc: AttachedVpc,
        group: ec2.SecurityGroup,
        dependsOn: pulumi.Resource[],
    ): route53.ResolverEndpoint {
        return new route53.ResolverEndpoint(
            `${name}-endpoint`,
            {
                direction,
                securityGroupIds: [group.id],
                ipAddresses: Object.values(vpc.subnetIds).map((subnetId) => ({ subnetId })),
                tags: { Name: args.displayName },
            },
            { parent: this, dependsOn },
        );
    }
}

/** The servers' addresses as blocks; several domains may have one server. */
function serverBlocks(forward: readonly ForwardedDomainArgs[]): Record<string, string> {
    return Object.fromEntries(forward.flatMap(({ targets }) => targets.map((ip) => [ip, `${ip}/32`])));
}
