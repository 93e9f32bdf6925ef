import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { Aside } from "../internal/aside";
import { ProgramError } from "../internal/programError";
import { hasZonalName, regionalName, zonalName, type EndpointDnsEntry } from "./endpointNames";

const TYPE = "confluent-cluster-linking:index:PrivateDns";

const PARTS = new Aside<Readonly<Record<string, readonly pulumi.CustomResource[]>>>();

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
    readonly systemRuleVpcs?: string[];
}

export interface PrivateDnsOptions extends pulumi.ComponentResourceOptions {
    /**
     * Providers of the accounts that own VPCs (keys of `vpcs`), where those are other ones: this account authorises the
     * association, and the VPC's makes it. Defaults to this account for all.
     */
    readonly vpcOwners?: Readonly<Record<string, pulumi.ProviderResource>>;
}

type VpcOwners = Required<PrivateDnsOptions>["vpcOwners"];

/**
 * The name of a zone. The provider previews an endpoint that is to get another subnet with the names it has now, so what is
 * missing in a preview may come with the update.
 */
function plannedName(entries: readonly EndpointDnsEntry[], zoneName: string): string {
    return pulumi.runtime.isDryRun() && !hasZonalName(entries, zoneName)
        ? (pulumi.unknown as unknown as string)
        : zonalName(entries, zoneName);
}

/** The private hosted zone that makes Confluent's names resolve to the endpoint, and its associations. */
export class PrivateDns extends pulumi.ComponentResource {
    /** Id of the zone, `Z…`. */
    readonly hostedZoneId: pulumi.Output<string>;

    constructor(name: string, args: PrivateDnsArgs, opts: PrivateDnsOptions = {}) {
        const { vpcOwners = {}, ...options } = opts;
        super(TYPE, name, {}, options);
        const zone = new route53.Zone(
            `${name}-zone`,
            {
                name: args.domain,
                comment: "Confluent Cloud over PrivateLink",
                vpcs: [{ vpcId: args.endpointVpcId }],
            },
            // The associations below add to the same list: the zone must not take them away again. So it has to be made
            // anew with its own VPC, which it would not know otherwise.
            { parent: this, ignoreChanges: ["vpcs"], replacementTrigger: args.endpointVpcId },
        );
        const records = this.records(name, args, zone);
        PARTS.keep(this, {
            "*": [zone, ...records],
            ...this.associations(name, args, vpcOwners, zone, records),
            rules: this.systemRules(name, args, vpcOwners),
        });
        this.hostedZoneId = zone.zoneId;
        this.registerOutputs({ hostedZoneId: this.hostedZoneId });
    }

    /** Zone and records under `*`, associations under the key of their VPC, resolver rules under `rules`. */
    get parts(): Readonly<Record<string, readonly pulumi.CustomResource[]>> {
        return PARTS.of(this);
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
                const target = pulumi.all([entries, zoneName]).apply(([all, one]) => plannedName(all, one));
                return record(`zonal-${zoneId}`, `*.${zoneId}`, target);
            }),
        ];
    }

    /** After the records: a name asked for too early stays "not found" in that VPC for 900 seconds. */
    private associations(
        name: string,
        args: PrivateDnsArgs,
        vpcOwners: VpcOwners,
        zone: route53.Zone,
        records: route53.Record[],
    ): Record<string, pulumi.CustomResource[]> {
        return Object.fromEntries(
            Object.entries(args.vpcs).map(([key, vpcId]) => [
                key,
                this.association(name, vpcOwners[key], key, { zoneId: zone.zoneId, vpcId }, records),
            ]),
        );
    }

    private association(
        name: string,
        provider: pulumi.ProviderResource | undefined,
        key: string,
        pair: { readonly zoneId: pulumi.Output<string>; readonly vpcId: pulumi.Input<string> },
        records: route53.Record[],
    ): pulumi.CustomResource[] {
        const options = { parent: this, deleteBeforeReplace: true };
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

    private systemRules(name: string, args: PrivateDnsArgs, vpcOwners: VpcOwners): pulumi.CustomResource[] {
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
            if (vpcOwners[key] !== undefined) {
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
