import { PREFIX_KEY } from "./linkConfigKeys";
import type {
    HubSettings,
    HubVpcSettings,
    LinkSettings,
    MirrorEntry,
    PrivateNetworkSettings,
    Settings,
    VpnSettings,
} from "./settings";

/** A network whose clients use the endpoint of a private network. */
export interface ClientNetwork {
    /** "own", "runner", "dns", "vpn", "network-KEY", or the block itself: it stays when others come and go. */
    readonly key: string;
    readonly cidr: string;
    /** Whether packets to and from it cross the Transit Gateway. */
    readonly viaTransitGateway: boolean;
    /** The existing VPC, and its route tables that need the way to the private network. */
    readonly vpcId?: string | undefined;
    readonly routeTableIds: readonly string[];
}

/** A route from a hub VPC to a private network. */
export interface HubReturnRoute {
    readonly key: string;
    readonly routeTableId: string;
    readonly destinationCidr: string;
    readonly transitGatewayId: string;
}

/** Whether a private network is reached at an access point of its own. */
export function usesGateway({ connectivity }: Pick<PrivateNetworkSettings, "connectivity">): boolean {
    return connectivity === "gateway";
}

/** Whether a private network is reached over the PrivateLink attachment, be it as well. */
export function usesAttachment(network: Pick<PrivateNetworkSettings, "connectivity" | "keepAttachment">): boolean {
    return !usesGateway(network) || network.keepAttachment;
}

/** Keys of the networks that share the names of the PrivateLink attachment. */
export function attachmentNetworks({ privateNetworks }: Settings): string[] {
    const shared = Object.entries(privateNetworks).filter(([, network]) => usesAttachment(network));
    return shared.map(([key]) => key);
}

/**
 * The network whose endpoint the attachment's names lead to wherever VPCs of several networks meet: in the hub, and so
 * for the program itself. Undefined when no network is reached over an attachment.
 */
export function followedNetwork(settings: Settings): string | undefined {
    const [first] = attachmentNetworks(settings);
    return first === undefined ? undefined : (settings.dns?.network ?? first);
}

/** Without a hub, the network in whose VPC the program runs. Undefined without private networks. */
export function runnersNetwork(settings: Settings): string | undefined {
    return followedNetwork(settings) ?? Object.keys(settings.privateNetworks)[0];
}

/** Whether a private network has an endpoint of its own; if not, its clients use that of the followed network. */
export function hasEndpoint(settings: Settings, networkKey: string): boolean {
    return (
        usesGateway(privateNetwork(settings, networkKey)) ||
        settings.dns?.mode !== "shared" ||
        networkKey === followedNetwork(settings)
    );
}

/** Whether the hub's VPCs use the endpoint of a private network: names of an attachment lead them to one only. */
export function servesHub(settings: Settings, networkKey: string): boolean {
    return usesGateway(privateNetwork(settings, networkKey)) || networkKey === followedNetwork(settings);
}

/** The private networks whose clients use the endpoint of this one. */
export function neighbours(settings: Settings, networkKey: string): string[] {
    const others = Object.keys(settings.privateNetworks).filter((key) => !hasEndpoint(settings, key));
    return networkKey === followedNetwork(settings) ? others : [];
}

/**
 * Every client network of a private network, once per block. Security group rules and routes in both directions
 * are all made from this one list, so that none of them forgets a network. Throws an Error for an unknown key.
 */
export function clientNetworks(settings: Settings, networkKey: string): ClientNetwork[] {
    const network = privateNetwork(settings, networkKey);
    const hub = servesHub(settings, networkKey) ? settings.hub : undefined;
    const further = network.clientCidrs.map((cidr) => ({
        key: cidr,
        cidr,
        viaTransitGateway: settings.hub !== undefined,
        routeTableIds: [],
    }));
    const networks = neighbours(settings, networkKey).map((key) => ({
        key: `network-${key}`,
        cidr: privateNetwork(settings, key).vpcCidr,
        viaTransitGateway: true,
        routeTableIds: [],
    }));
    const own = { key: "own", cidr: network.vpcCidr, viaTransitGateway: false, routeTableIds: [] };
    return oncePerBlock([own, ...(hub === undefined ? [] : hubClients(hub)), ...networks, ...further]);
}

/**
 * Ids of the hub's VPCs that are associated with the private zone of a network, by their first role (runner, dns or
 * vpn), once per VPC. The attachment's names lead a VPC to one endpoint only, so networks that are not followed get
 * none; an access point's names are its own, so that all hub VPCs know them.
 */
export function zoneVpcs(
    settings: Settings,
    networkKey: string,
    connectivity: PrivateNetworkSettings["connectivity"] = "attachment",
): Record<string, string> {
    const knowsNames = usesGateway({ connectivity }) || networkKey === followedNetwork(settings);
    const hub = knowsNames ? settings.hub : undefined;
    const roles: [string, HubVpcSettings | undefined][] = [
        ["runner", hub?.runner],
        ["dns", hub?.dns],
        ["vpn", vpnVpc(hub?.vpn)],
    ];
    const vpcs = roles.flatMap(([role, vpc]): [string, string][] => (vpc === undefined ? [] : [[role, vpc.vpcId]]));
    return Object.fromEntries(once(vpcs, ([, vpcId]) => vpcId));
}

/** The routes that lead from the hub back to a private network, once per route table, keyed by its id. */
export function hubReturnRoutes(settings: Settings, networkKey: string): HubReturnRoute[] {
    const { hub } = settings;
    if (hub === undefined) {
        return [];
    }
    const { vpcCidr } = privateNetwork(settings, networkKey);
    const tables = clientNetworks(settings, networkKey).flatMap(({ routeTableIds }) => routeTableIds);
    return [...new Set(tables)].map((routeTableId) => ({
        key: routeTableId,
        routeTableId,
        destinationCidr: vpcCidr,
        transitGatewayId: hub.transitGateway.id,
    }));
}

/** What the mirror of a topic is called: the link half on the mirror's cluster may put a prefix before the name. */
export function mirrorTopicName(
    link: LinkSettings,
    direction: keyof LinkSettings["mirrorTopics"],
    topic: string,
): string {
    const half = direction === "fromSource" ? link.config.destination : link.config.source;
    return `${half[PREFIX_KEY] ?? ""}${topic}`;
}

/** The mirrors of a direction, by the name of their topic. */
export function mirrorsOf(
    link: LinkSettings,
    direction: keyof LinkSettings["mirrorTopics"],
): Record<string, MirrorEntry> {
    const entries = link.mirrorTopics[direction].map((mirror) =>
        typeof mirror === "string" ? { topic: mirror } : mirror,
    );
    return Object.fromEntries(entries.map((mirror) => [mirror.topic, mirror]));
}

/** Whether a mirror of that status has stopped being one. */
export function isStopped(status: string | undefined): boolean {
    return status === "PROMOTED" || status === "FAILED_OVER";
}

/** A VPC without route tables only answers for names, and sends nothing. */
function hubClients({ runner, dns, vpn }: HubSettings): ClientNetwork[] {
    const isDnsClient = dns !== undefined && dns.routeTableIds.length > 0;
    return [
        vpcClient("runner", runner),
        ...(isDnsClient ? [vpcClient("dns", dns)] : []),
        ...(vpn === undefined ? [] : [vpnClient(vpn)]),
    ];
}

/** Through a VPC the VPN's clients take its addresses; on the gateway they keep their own. */
function vpnClient(vpn: VpnSettings): ClientNetwork {
    return vpn.mode === "vpc"
        ? vpcClient("vpn", vpn)
        : { key: "vpn", cidr: vpn.clientCidr, viaTransitGateway: true, routeTableIds: [] };
}

function vpcClient(key: string, { cidr, vpcId, routeTableIds }: HubVpcSettings): ClientNetwork {
    return { key, cidr, viaTransitGateway: true, vpcId, routeTableIds };
}

function vpnVpc(vpn: VpnSettings | undefined): HubVpcSettings | undefined {
    return vpn?.mode === "vpc" ? vpn : undefined;
}

/** Two roles in one VPC are one network; the route tables of both need the way. */
function oncePerBlock(networks: readonly ClientNetwork[]): ClientNetwork[] {
    return once(networks, ({ cidr }) => cidr).map((first) => {
        const tables = networks.filter(({ cidr }) => cidr === first.cidr).flatMap(({ routeTableIds }) => routeTableIds);
        return { ...first, routeTableIds: [...new Set(tables)] };
    });
}

function once<T>(items: readonly T[], idOf: (item: T) => string): T[] {
    return items.filter((item, index) => items.findIndex((other) => idOf(other) === idOf(item)) === index);
}

function privateNetwork({ privateNetworks }: Settings, key: string): PrivateNetworkSettings {
    const found = Object.hasOwn(privateNetworks, key) ? privateNetworks[key] : undefined;
    if (found === undefined) {
        throw new Error(`There is no private network "${key}", only ${Object.keys(privateNetworks).join(", ")}.`);
    }
    return found;
}
