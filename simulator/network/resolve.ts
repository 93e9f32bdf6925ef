import { isAwsName } from "../aws/awsServices";
import { nameServersOf } from "../aws/dhcp";
import { endpointNamed, interfacesOf } from "../aws/endpoint";
import { rulesOf, type AssociatedRule } from "../aws/resolver";
import { inboundAt } from "../aws/resolverEndpoint";
import { find, records, text, texts, where } from "../aws/store";
import { TYPES } from "../aws/types";
import { zonesOfVpc } from "../aws/zone";
import type { AwsObject, World } from "../world";
import { addressAt } from "./cidr";
import { endsAt, HOPS, OPEN, type DeadEnd, type Trace } from "./hops";
import { keptIn, PUBLIC_ADDRESS, trace, type Place } from "./reachability";

export interface Addresses {
    readonly status: "address";
    readonly addresses: string[];
}

export interface NoSuchName {
    readonly status: "nxdomain";
    readonly reason: string;
    /** The private zone that gave the answer; undefined where public DNS did. */
    readonly zoneId?: string;
}

export type Resolution = Addresses | NoSuchName;

const MAX_ALIASES = 8;
/** Public DNS knows a cluster behind an access point as an alias of a name in the access point's own domain. */
const ACCESS_POINT_ALIAS = /^(lkc-[a-z0-9]+)-(ap[a-z0-9]+)\.([a-z0-9-]+\.aws\.accesspoint)\.glb\.(confluent\.cloud)$/;
const PUBLIC_SERVICE = /^(p(?:kc|src)-[a-z0-9]+)\.[a-z0-9-]+\.aws\.confluent\.cloud$/;

/** Where DNS servers are asked, and the address at which every VPC has its resolver besides the third of its own. */
const DNS = { port: 53, protocol: "udp" } as const;
const LINK_LOCAL_RESOLVER = "169.254.169.253";
const RESOLVER_OFFSET = 2;

/**
 * Resolves a name to IPv4 addresses as a host in a VPC does (or one on the public internet). A VPC's resolver knows its
 * private zones, the most specific first and without falling through to public DNS, resolver rules, then public DNS.
 * Hosts ask other servers where the VPC's DHCP options say so.
 */
export function resolveName(world: World, from: Place, name: string): Resolution {
    const servers = from === "public" ? [] : nameServersOf(world, from.vpcId);
    if (from === "public" || servers.length === 0) {
        return follow(world, from, normal(name), MAX_ALIASES);
    }
    const vpc = find(world, TYPES.vpc, from.vpcId);
    const near = vpc === undefined ? [] : resolversOf(vpc);
    const answer = askServers(world, servers, name, from.vpcId, (address) =>
        near.includes(address) ? OPEN : trace(world, from, address, DNS.port, DNS.protocol),
    );
    return "hop" in answer ? { status: "nxdomain", reason: answer.reason } : answer;
}

/** The addresses at which a VPC's own resolver answers its hosts. */
export function resolversOf({ props }: AwsObject): string[] {
    return [LINK_LOCAL_RESOLVER, addressAt(text(props, "cidrBlock"), RESOLVER_OFFSET) ?? ""];
}

/**
 * What the first DNS server that can be reached answers: the resolver of the VPC in which the question comes out, or an
 * inbound endpoint of another VPC's. Else why the first one cannot be reached, by `way`.
 */
export function askServers(
    world: World,
    servers: readonly string[],
    name: string,
    vpcId: string,
    way: (address: string) => Trace,
): Resolution | DeadEnd {
    const vpc = find(world, TYPES.vpc, vpcId);
    const own = vpc === undefined ? [] : resolversOf(vpc);
    const ends: DeadEnd[] = [];
    for (const address of servers) {
        const inbound = inboundAt(world, address);
        const host = own.includes(address) ? vpcId : text(inbound?.props ?? {}, "hostVpcId");
        const reach = way(address);
        if (reach.open && host !== "") {
            return follow(world, { vpcId: host }, normal(name), MAX_ALIASES);
        }
        const silent = { hop: HOPS.dns, reason: "nothing answers there" };
        const { hop, reason } = reach.open ? silent : reach;
        ends.push({ hop, reason: `DNS server ${address}: ${reason}` });
    }
    return ends[0] ?? { hop: HOPS.dns, reason: "there is no DNS server to ask" };
}

function normal(name: string): string {
    return name.toLowerCase().replace(/\.$/, "");
}

function follow(world: World, from: Place, name: string, left: number): Resolution {
    if (left === 0) {
        return { status: "nxdomain", reason: `too many aliases on the way to ${name}` };
    }
    if (from === "public") {
        return resolvePublicly(world, name);
    }
    const vpc = find(world, TYPES.vpc, from.vpcId);
    if (vpc === undefined) {
        return { status: "nxdomain", reason: `VPC ${from.vpcId} does not exist, so it has no resolver` };
    }
    const zone = mostSpecific(answeringZones(world, vpc, name), zoneName);
    const rule = mostSpecific(rulesFor(world, vpc, name), ({ domain }) => domain);
    if (rule?.type === "FORWARD" && rule.domain.length >= (zone === undefined ? 0 : zoneName(zone).length)) {
        return forwarded(world, rule, name, left);
    }
    if (zone !== undefined) {
        return inZone(world, from, zone, name, left);
    }
    const endpoint = hasNames(vpc) ? endpointNamed(world, vpc.id, name) : undefined;
    if (endpoint !== undefined) {
        return { status: "address", addresses: interfacesOf(endpoint).map(({ address }) => address) };
    }
    const [, cluster, point, region, domain] = ACCESS_POINT_ALIAS.exec(name) ?? [];
    return cluster !== undefined && cluster in world.data.confluent.clusters
        ? follow(world, from, `${cluster}.${point}.${region}.${domain}`, left - 1)
        : resolvePublicly(world, name);
}

/** A rule may forward to an inbound endpoint, which answers as its VPC does; any other server knows public names only. */
function forwarded(world: World, rule: AssociatedRule, name: string, left: number): Resolution {
    const known = rule.targets.flatMap((address) => {
        const inbound = inboundAt(world, address);
        return inbound === undefined ? [] : [{ address, vpcId: text(inbound.props, "hostVpcId") }];
    });
    const ways = known.map(({ address }) => outOf(world, rule, address));
    const reached = known.find((_, index) => ways[index]?.open);
    if (reached !== undefined) {
        return follow(world, { vpcId: reached.vpcId }, name, left - 1);
    }
    const [end] = ways;
    if (end?.open === false) {
        const why = `resolver rule ${rule.id} forwards ${rule.domain} to ${known[0]?.address ?? ""}: ${end.reason}`;
        return { status: "nxdomain", reason: why };
    }
    const answer = resolvePublicly(world, name);
    const why = `resolver rule ${rule.id} forwards ${rule.domain} out of the VPC, and there`;
    return answer.status === "address" ? answer : { ...answer, reason: `${why} ${answer.reason}` };
}

/** The way from a rule's outbound endpoint to a server. */
function outOf(world: World, { endpointId }: AssociatedRule, address: string): Trace {
    const { props } = find(world, TYPES.resolverEndpoint, endpointId) ?? { props: {} };
    const kept = keptIn(world, texts(props, "securityGroupIds"), address, DNS);
    const subnetIds = records(props, "ipAddresses").map((entry) => text(entry, "subnetId"));
    return kept === undefined
        ? trace(world, { vpcId: text(props, "hostVpcId"), subnetIds }, address, DNS.port, DNS.protocol)
        : endsAt(HOPS.securityGroup, kept);
}

function hasNames({ props }: AwsObject): boolean {
    return props.enableDnsSupport === true && props.enableDnsHostnames === true;
}

/** Private zones answer only where both DNS attributes of the VPC are on. */
function answeringZones(world: World, vpc: AwsObject, name: string): AwsObject[] {
    return hasNames(vpc) ? zonesOfVpc(world, vpc.id).filter((zone) => isWithin(name, zoneName(zone))) : [];
}

function rulesFor(world: World, vpc: AwsObject, name: string): AssociatedRule[] {
    return rulesOf(world, vpc.id).filter(({ domain }) => domain === "" || isWithin(name, domain));
}

function zoneName(zone: AwsObject): string {
    return normal(text(zone.props, "name"));
}

function isWithin(name: string, domain: string): boolean {
    return name === domain || name.endsWith(`.${domain}`);
}

function mostSpecific<T>(items: readonly T[], domainOf: (item: T) => string): T | undefined {
    return [...items].sort((one, other) => domainOf(other).length - domainOf(one).length)[0];
}

function inZone(world: World, from: Place, zone: AwsObject, name: string, left: number): Resolution {
    const owner = ownerFor(world, zone, name);
    const found = where(world, TYPES.record, "zoneId", zone.id).filter(({ props }) => props.fqdn === owner);
    const address = found.find(({ props }) => props.type === "A");
    const alias = found.find(({ props }) => props.type === "CNAME");
    const target = targetOf(address) ?? targetOf(alias);
    if (target !== undefined) {
        return follow(world, from, normal(target), left - 1);
    }
    if (address !== undefined) {
        return { status: "address", addresses: texts(address.props, "records") };
    }
    const zoneWords = `private zone ${zone.id} (${zoneName(zone)})`;
    return { status: "nxdomain", reason: `${zoneWords} has no record for ${name}`, zoneId: zone.id };
}

/** The name that a CNAME or an alias record stands for. */
function targetOf(record: AwsObject | undefined): string | undefined {
    if (record === undefined) {
        return undefined;
    }
    const [alias] = records(record.props, "aliases");
    return alias === undefined && record.props.type === "A"
        ? undefined
        : alias === undefined
          ? texts(record.props, "records")[0]
          : text(alias, "name");
}

/**
 * The owner of the records that answer for a name: the name itself where it exists, else the wildcard directly under
 * its closest ancestor that exists. A name exists if it has a record or lies above one that has.
 */
function ownerFor(world: World, zone: AwsObject, name: string): string {
    const owners = where(world, TYPES.record, "zoneId", zone.id).map(({ props }) => text(props, "fqdn"));
    const exists = (candidate: string): boolean =>
        candidate === zoneName(zone) || owners.some((owner) => isWithin(owner, candidate));
    if (exists(name)) {
        return name;
    }
    const labels = name.split(".");
    const ancestors = labels.map((_, index) => labels.slice(index + 1).join("."));
    return `*.${ancestors.find(exists) ?? zoneName(zone)}`;
}

function resolvePublicly(world: World, name: string): Resolution {
    const label = PUBLIC_SERVICE.exec(name)?.[1];
    if ((label !== undefined && isService(world, label)) || isAwsName(name)) {
        return { status: "address", addresses: [PUBLIC_ADDRESS] };
    }
    const addresses = world.aws(TYPES.endpoint).flatMap((endpoint) => endpointAddresses(world, endpoint, name));
    return addresses.length > 0
        ? { status: "address", addresses }
        : { status: "nxdomain", reason: `public DNS does not know ${name}` };
}

/** Public services are known by the first label of their endpoint, wherever the Confluent server keeps it. */
function isService({ data }: World, label: string): boolean {
    const { clusters, schemaRegistries } = data.confluent;
    const all = [...Object.values(clusters), ...Object.values(schemaRegistries)];
    return all.some(({ spec }) => JSON.stringify(spec).includes(label));
}

/** What one of an endpoint's names resolves to: the regional one to all interfaces, a zonal one to that zone's. */
function endpointAddresses(world: World, endpoint: AwsObject, name: string): string[] {
    if (!records(endpoint.props, "dnsEntries").some((entry) => text(entry, "dnsName") === name)) {
        return [];
    }
    const [label = ""] = name.split(".");
    const interfaces = interfacesOf(endpoint);
    const zonal = interfaces.filter(({ subnetId }) => {
        const zone = text(find(world, TYPES.subnet, subnetId)?.props ?? {}, "availabilityZone");
        return zone !== "" && label.endsWith(`-${zone}`);
    });
    return (zonal.length > 0 ? zonal : interfaces).map(({ address }) => address);
}
