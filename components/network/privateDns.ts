import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { regionalName, zonalName, type EndpointDnsEntry } from "./endpointNames";

const TYPE = "confluent-cluster-linking:index:PrivateDns";

/** Short enough that clients follow a changed endpoint soon. */
const TTL_SECONDS = 60;

export interface PrivateDnsArgs {
    /** The domain of Confluent's names; the hosted zone is named after it. */
    readonly domain: pulumi.Input<string>;
    /** The endpoint's VPC: the zone's first one, and the one that stays with it to the end. */
    readonly endpointVpcId: pulumi.Input<string>;
    /** The endpoint's DNS names. */
    readonly dnsEntries: pulumi.Input<pulumi.Input<EndpointDnsEntry>[]>;
    /** Zone names in this account (`us-east-1a`) by zone id: each zone gets a record of its own, where it has names. */
    readonly zoneNames: Readonly<Record<string, pulumi.Input<string>>>;
    /** Further VPCs whose resolvers answer from the zone, by a stable key. */
    readonly vpcs: Readonly<Record<string, pulumi.Input<string>>>;
    /**
     * VPCs (keys of `vpcs`, or `endpoint`) that get a SYSTEM resolver rule for the domain. Defaults to none: an
     * associated zone needs no rule, and a VPC can have only one rule per name.
     */
    readonly systemRuleVpcs?: readonly string[];
    /**
     * Providers of the accounts that own VPCs (keys of `vpcs`), where those are other ones: this account authorises the
     * association, and the VPC's makes it. Defaults to this account for all.
     */
    readonly vpcOwners?: Readonly<Record<string, pulumi.ProviderResource>>;
}

/** The private hosted zone that makes Confluent's names resolve to the endpoint, and its associations. */
export class PrivateDns extends pulumi.ComponentResource {
    /** The private hosted zone, `Z…`. */
    readonly hostedZoneId: pulumi.Output<string>;
    /** Zone and records under `*`, associations under the key of their VPC, resolver rules under `rules`. */
    readonly parts: Readonly<Record<string, readonly pulumi.CustomResource[]>>;

    constructor(name: string, args: PrivateDnsArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const zone = new route53.Zone(
            `${name}-zone`,
            {
                name: args.domain,
                comment: "Confluent Cloud over PrivateLink",
                vpcs: [{ vpcId: args.endpointVpcId }],
            },
            // The associations below add to the same list: the zone must not take them away again.
            { parent: this, ignoreChanges: ["vpcs"] },
        );
        const records = this.records(name, args, zone);
        this.parts = {
            "*": [zone, ...records],
            ...this.associations(name, args, zone, records),
            rules: this.systemRules(name, args),
        };
        this.hostedZoneId = zone.zoneId;
        this.registerOutputs({ hostedZoneId: this.hostedZoneId });
    }

    private records(name: string, args: PrivateDnsArgs, zone: route53.Zone): route53.Record[] {
        const entries = pulumi.output(args.dnsEntries);
        const record = (suffix: string, label: string, target: pulumi.Output<string>) =>
            new route53.Record(
                `${name}-${suffix}`,
                {
                    zoneId: zone.zoneId,
                    name: pulumi.interpolate`${label}.${args.domain}`,
                    type: "CNAME",
                    ttl: TTL_SECONDS,
                    records: [target],
                    // The zone is this stack's own: a record in it is what a run made whose answer was lost.
                    allowOverwrite: true,
                },
                { parent: this, deleteBeforeReplace: true },
            );
        return [
            record("wildcard", "*", entries.apply(regionalName)),
            ...Object.entries(args.zoneNames).map(([zoneId, zoneName]) => {
                const target = pulumi.all([entries, zoneName]).apply(([all, one]) => zonalName(all, one));
                return record(`zonal-${zoneId}`, `*.${zoneId}`, target);
            }),
        ];
    }

    /** After the records: a name asked for too early stays "not found" in that VPC for 900 seconds. */
    private associations(
        name: string,
        args: PrivateDnsArgs,
        zone: route53.Zone,
        records: route53.Record[],
    ): Record<string, pulumi.CustomResource[]> {
        return Object.fromEntries(
            Object.entries(args.vpcs).map(([key, vpcId]) => [
                key,
                this.association(name, args, key, { zoneId: zone.zoneId, vpcId }, records),
            ]),
        );
    }

    private association(
        name: string,
        { vpcOwners }: PrivateDnsArgs,
        key: string,
        pair: { readonly zoneId: pulumi.Output<string>; readonly vpcId: pulumi.Input<string> },
        records: route53.Record[],
    ): pulumi.CustomResource[] {
        const options = { parent: this, deleteBeforeReplace: true };
        const provider = vpcOwners?.[key];
        const after = { ...options, dependsOn: records };
        if (provider === undefined) {
            return [new route53.ZoneAssociation(`${name}-association-${key}`, pair, after)];
        }
        const authorization = new route53.VpcAssociationAuthorization(`${name}-authorization-${key}`, pair, options);
        const { zoneId, vpcId } = authorization;
        const association = new route53.ZoneAssociation(
            `${name}-association-${key}`,
            { zoneId, vpcId },
            { ...after, provider },
        );
        return [authorization, association];
    }

    private systemRules(name: string, args: PrivateDnsArgs): pulumi.CustomResource[] {
        const keys = args.systemRuleVpcs ?? [];
        if (keys.length === 0) {
            return [];
        }
        const rule = new route53.ResolverRule(
            `${name}-system-rule`,
            { domainName: args.domain, ruleType: "SYSTEM" },
            { parent: this },
        );
        const made: pulumi.CustomResource[] = [rule];
        for (const key of keys) {
            const vpcId = key === "endpoint" ? args.endpointVpcId : args.vpcs[key];
            if (vpcId === undefined) {
                throw new ProgramError(`systemRuleVpcs names ${key}, which is not among the zone's VPCs`);
            }
            if (args.vpcOwners?.[key] !== undefined) {
                throw new ProgramError(`systemRuleVpcs names ${key}, a VPC of another account, which has no such rule`);
            }
            const association = new route53.ResolverRuleAssociation(
                `${name}-system-rule-${key}`,
                { resolverRuleId: rule.id, vpcId },
                // One after the other: the resolver's API takes about five requests a second for a whole account.
                { parent: this, deleteBeforeReplace: true, dependsOn: made.slice(-1) },
            );
            made.push(association);
        }
        return made;
    }
}
