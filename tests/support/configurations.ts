// Stack configurations by chance: right ones of every kind, and the same with something broken.
import * as fc from "fast-check";
import { subnet } from "../../components/internal/cidr";
import { knownRegions, lastZone, zonePrefix } from "../../components/internal/zones";

/** A stack's configuration: its region, and the values of the program's namespace. */
export interface Configuration {
    readonly region: string;
    readonly raw: Record<string, unknown>;
}

type Raw = Record<string, unknown>;

/** Blocks that never overlap: each is the /22 with its number. */
const block = (index: number) => subnet("10.0.0.0/8", 14, index);

const hexId = (prefix: string) =>
    fc.integer({ min: 0, max: 2 ** 40 }).map((number) => `${prefix}-${number.toString(16).padStart(17, "0")}`);
const hexIds = (prefix: string, length: number) =>
    fc.uniqueArray(hexId(prefix), { minLength: length, maxLength: length });
const mapKey = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const mapKeys = fc.uniqueArray(mapKey, { minLength: 4, maxLength: 4 });
const displayName = fc.option(fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9 _.-]{0,62}[A-Za-z0-9])?$/), {
    nil: undefined,
});
/** Kafka would take the one name that is left out; the settings do not. */
const topicName = fc
    .stringMatching(/^[a-zA-Z0-9._-]{1,12}$/)
    .filter((name) => !["__proto__", ".", ".."].includes(name));
/** Names that differ for Kafka's metrics too. */
const topicNames = fc.uniqueArray(topicName, { maxLength: 9, selector: (name) => name.replaceAll(".", "_") });

const environment = fc.oneof(
    fc.record(
        {
            name: fc.constantFrom("generated", "n".repeat(64)),
            streamGovernance: fc.constantFrom("ESSENTIALS", "ADVANCED"),
        },
        { requiredKeys: ["name"] },
    ),
    fc.constant({ id: "env-abc123" }),
);

const hub = fc
    .record({
        vpcs: hexIds("vpc", 3),
        tables: hexIds("rtb", 3),
        gatewayTables: hexIds("tgw-rtb", 3),
        vpn: fc.constantFrom("none", "vpc", "vpc and its routes", "tgw", "tgw and its rule"),
        dns: fc.constantFrom("none", "names only", "client", "the runner's VPC"),
        manageRoutes: fc.boolean(),
    })
    .map(({ vpcs, tables, gatewayTables, vpn, dns, manageRoutes }) => {
        const [associationRouteTableId, ...propagationRouteTableIds] = gatewayTables;
        const vpc = (index: number) => ({
            vpcId: vpcs[index],
            cidr: block(100 + index),
            routeTableIds: [tables[index]],
        });
        const endpoint = vpn.includes("its") ? { endpointId: "cvpn-endpoint-00000000000000001" } : {};
        const subnets = vpn === "vpc and its routes" ? { targetSubnetIds: ["subnet-00000000000000001"] } : {};
        const dnsVpcs: Record<string, Raw> = {
            "names only": { ...vpc(1), routeTableIds: [] },
            client: vpc(1),
            "the runner's VPC": vpc(0),
        };
        return {
            transitGateway: { id: "tgw-00000000000000001", associationRouteTableId, propagationRouteTableIds },
            runner: vpc(0),
            ...(dns === "none" ? {} : { dns: dnsVpcs[dns] }),
            ...(vpn.startsWith("vpc")
                ? { vpn: { mode: "vpc", clientCidr: block(110), ...vpc(2), ...endpoint, ...subnets } }
                : {}),
            ...(vpn.startsWith("tgw") ? { vpn: { mode: "tgw", clientCidr: block(110), ...endpoint } } : {}),
            manageRoutes,
        };
    });

const network = fc.record({
    key: mapKey,
    zones: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
    clients: fc.uniqueArray(fc.integer({ min: 200, max: 299 }), { maxLength: 3 }),
    rules: fc.uniqueArray(fc.constantFrom("endpoint", "runner"), { maxLength: 2 }),
});

/** Another network, and whose endpoint is followed then; left out where it cannot be. */
const neighbour = fc.record({
    key: mapKey,
    mode: fc.constantFrom("shared", "perVpc"),
    isFollowed: fc.boolean(),
    hasRule: fc.boolean(),
});

const cluster = fc.record({
    isPrivate: fc.boolean(),
    isSpread: fc.boolean(),
    cku: fc.integer({ min: 2, max: 4 }),
    displayName,
    partitions: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
});

const link = fc.record({
    /** Which of the first four clusters it joins; what names one cluster twice is left out. */
    ends: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
    name: fc.option(
        fc.stringMatching(/^[a-zA-Z0-9._-]{1,20}$/).filter((name) => name !== "." && name !== ".."),
        { nil: undefined },
    ),
    mirrored: fc.tuple(fc.boolean(), fc.boolean()),
    isPrefixed: fc.boolean(),
    syncsOffsets: fc.boolean(),
});

interface Parts {
    readonly clusterKeys: readonly string[];
    readonly clusters: readonly (typeof cluster extends fc.Arbitrary<infer T> ? T : never)[];
    readonly linkKeys: readonly string[];
    readonly links: readonly (typeof link extends fc.Arbitrary<infer T> ? T : never)[];
    readonly topics: readonly string[];
}

/** Configurations that the settings accept: networks, hubs, clusters, links, topics and mirrors of every kind. */
export const configurations: fc.Arbitrary<Configuration> = fc
    .record({
        region: fc.constantFrom(...knownRegions()),
        environment,
        protection: fc.boolean(),
        network: fc.option(network, { nil: undefined }),
        neighbour: fc.option(neighbour, { nil: undefined }),
        hub: fc.option(hub, { nil: undefined }),
        readiness: fc.constantFrom({}, { deadlineSeconds: 5 }, { resolver: "10.255.0.2:53" }),
        clusterKeys: mapKeys,
        clusters: fc.array(cluster, { minLength: 1, maxLength: 4 }),
        linkKeys: mapKeys,
        links: fc.array(link, { maxLength: 4 }),
        topics: topicNames,
    })
    .map((parts) => {
        const { region, network, hub } = parts;
        const second = neighbourOf(parts);
        const keys = [network?.key ?? [], second?.key ?? []].flat();
        const clusters = clustersOf(parts, keys);
        return {
            region,
            raw: {
                environment: parts.environment,
                protection: parts.protection,
                ...(network === undefined ? {} : networksOf(network, second, region, hub !== undefined)),
                clusters,
                links: linksOf(parts),
                ...(hub === undefined ? {} : { hub }),
                readiness: parts.readiness,
            },
        };
    });

interface Network {
    readonly key: string;
    readonly zones: readonly number[];
    readonly clients: readonly number[];
    readonly rules: readonly string[];
}
type Neighbour = typeof neighbour extends fc.Arbitrary<infer T> ? T : never;

/** Networks share an endpoint over a hub only. */
function neighbourOf(parts: { network: Network | undefined; neighbour: Neighbour | undefined; hub: Raw | undefined }) {
    const { network: first, neighbour: second, hub: around } = parts;
    const fits = second?.key !== first?.key && (second?.mode === "perVpc" || around !== undefined);
    return first !== undefined && fits ? second : undefined;
}

function networksOf(first: Network, second: Neighbour | undefined, region: string, hasHub: boolean): Raw {
    if (second === undefined) {
        return { privateNetworks: networkOf(first, region, hasHub) };
    }
    const { key, mode, isFollowed, hasRule } = second;
    const rest = {
        clients: isFollowed && mode === "shared" ? [] : first.clients,
        rules: isFollowed ? [] : first.rules,
    };
    const other = { key, zones: first.zones, clients: [], rules: hasRule ? ["endpoint"] : [] };
    return {
        privateNetworks: {
            ...networkOf({ ...first, ...rest }, region, hasHub),
            ...networkOf(other, region, hasHub, 2),
        },
        dns: { mode, network: isFollowed ? key : first.key },
    };
}

function networkOf({ key, zones, clients, rules }: Network, region: string, hasHub: boolean, number = 1): Raw {
    const slots = new Set(zones.map((zone) => (zone % lastZone(region)) + 1));
    return {
        [key]: {
            vpcCidr: block(number),
            zoneIds: [...slots].map((slot) => `${zonePrefix(region) ?? ""}-az${slot}`),
            clientCidrs: clients.map(block),
            systemResolverRule: rules.filter((role) => hasHub || role === "endpoint"),
        },
    };
}

/** Every cluster has its share of the topics, so that no name is on two of them. */
function clustersOf({ clusterKeys, clusters, topics }: Parts, networkKeys: readonly string[]): Raw {
    const entries = clusters.map(({ isPrivate, isSpread, cku, displayName, partitions }, index) => {
        const settings = partitions === undefined ? {} : { partitions, config: { "retention.ms": partitions } };
        const networkKey = networkKeys[index % Math.max(1, networkKeys.length)];
        const common = {
            ...(displayName === undefined ? {} : { displayName }),
            topics: Object.fromEntries(topicsOf(index, topics).map((name) => [name, settings])),
        };
        return isPrivate && networkKey !== undefined
            ? { type: "enterprise", privateNetwork: networkKey, availability: isSpread ? "HIGH" : "LOW", ...common }
            : { type: "dedicated", cku, availability: isSpread ? "MULTI_ZONE" : "SINGLE_ZONE", ...common };
    });
    return Object.fromEntries(entries.map((entry, index) => [clusterKeys[index] ?? "", entry]));
}

function topicsOf(index: number, topics: readonly string[]): string[] {
    return topics.filter((_, position) => position % 4 === index);
}

/** At most one link for any two clusters: two would make the same mirrors. */
function linksOf({ clusterKeys, clusters, linkKeys, links, topics }: Parts): Raw {
    const joined = new Set<string>();
    const names = new Set<string>();
    const entries = links.flatMap(({ ends, name, mirrored, isPrefixed, syncsOffsets }, index) => {
        const [from, to] = ends;
        const pair = ends.toSorted().join();
        const linkName = name ?? linkKeys[index] ?? "";
        if (from === to || Math.max(from, to) >= clusters.length || joined.has(pair) || names.has(linkName)) {
            return [];
        }
        joined.add(pair);
        names.add(linkName);
        const sync = {
            "consumer.offset.sync.enable": true,
            "consumer.offset.group.filters":
                '{"groupFilters":[{"name":"*","patternType":"LITERAL","filterType":"INCLUDE"}]}',
        };
        const value = {
            mode: "bidirectional",
            source: clusterKeys[from],
            destination: clusterKeys[to],
            ...(name === undefined ? {} : { name }),
            mirrorTopics: {
                ...(mirrored[0] ? { fromSource: topicsOf(from, topics) } : {}),
                ...(mirrored[1] ? { fromDestination: topicsOf(to, topics) } : {}),
            },
            config: {
                source: syncsOffsets ? sync : {},
                destination: isPrefixed ? { "cluster.link.prefix": `p${index}-` } : {},
            },
        };
        return [[linkKeys[index] ?? "", value] as const];
    });
    return Object.fromEntries(entries);
}
