import type { HubSettings, HubVpcSettings, Settings } from "../../components/settings/settings";
import { hasEndpoint, runnersNetwork } from "../../components/settings/topology";
import { find, text, where } from "../aws/store";
import { TYPES } from "../aws/types";
import { vpcOfEndpoint } from "../aws/vpnEndpoint";
import { runnerPlace } from "../engine/seed";
import type { Recorded } from "../engine/stateFile";
import type { Source } from "../network/reach";
import type { AwsObject, World } from "../world";

/** What somebody is for a stack. */
export type Role = "runner" | "dns" | "vpn" | "network" | "consumer" | "spoke" | "internet";

/** Somebody who may want to reach the stack's clusters. */
export interface Place {
    /** Such as "runner", "network core", or two of them where both are in one VPC. */
    readonly name: string;
    readonly roles: readonly Role[];
    readonly source: Source;
    /** The block from which packets come; empty on the internet. */
    readonly cidr: string;
    /** Keys of the private networks that it is; empty for all but those. */
    readonly networks: readonly string[];
}

/** The places around a stack, and what the stack's settings name and the world does not hold. */
export interface Places {
    readonly places: readonly Place[];
    readonly missing: readonly string[];
}

/** One role: a place, or the name of what is missing. */
type Found = Place | string;

const INTERNET: Place = { name: "internet", roles: ["internet"], source: { kind: "internet" }, cidr: "", networks: [] };

/**
 * Everybody who may want to reach a stack's clusters: the runner, the hub's VPC for names, clients of its VPN, the
 * stack's private networks, other VPCs at the hub's gateway, the internet. Settings say which of them there are; the
 * world, by id or else by block and what the stack's state has recorded, which objects they are.
 */
export function placesOf(world: World, settings: Settings, recorded: readonly Recorded[]): Places {
    const own = new Set(recorded.flatMap(({ id }) => id ?? []));
    const { hub } = settings;
    const found: Found[] = [
        ...(hub === undefined ? runnerAlone(world, settings, own) : hubPlaces(world, hub, own)),
        ...Object.keys(settings.privateNetworks).map((key) => networkPlace(world, settings, key, own)),
    ];
    const places = merged(found.filter((one) => typeof one !== "string"));
    const missing = found.filter((one) => typeof one === "string");
    return { places: [...places, ...spokes(world, places), INTERNET], missing };
}

/** Without a hub the program runs in the VPC of a private network, or in one with a way of others', or anywhere. */
function runnerAlone(world: World, settings: Settings, own: ReadonlySet<string>): Found[] {
    const key = runnersNetwork(settings);
    if (key !== undefined) {
        const network = networkPlace(world, settings, key, own);
        return typeof network === "string" ? [] : [{ ...network, name: "runner", roles: ["runner"], networks: [] }];
    }
    const place = runnerPlace(world, settings, "private");
    const vpc = place === "public" ? undefined : find(world, TYPES.vpc, place.vpcId);
    return vpc === undefined ? [] : [vpcPlace("runner", vpc)];
}

function hubPlaces(world: World, { runner, dns, vpn }: HubSettings, own: ReadonlySet<string>): Found[] {
    return [
        hubVpc(world, "runner", runner, own),
        ...(dns === undefined ? [] : [hubVpc(world, "dns", dns, own)]),
        ...(vpn === undefined ? [] : vpnPlaces(world, vpn, own)),
    ];
}

function hubVpc(world: World, role: Role, { vpcId, cidr }: HubVpcSettings, own: ReadonlySet<string>): Found {
    const vpc = object(world, TYPES.vpc, { id: vpcId, key: "cidrBlock", cidr }, own);
    return vpc === undefined ? `VPC ${vpcId} of the hub (${role})` : vpcPlace(role, vpc);
}

/** The VPN's clients; where its endpoint is somebody else's business, the VPC in which they come out. */
function vpnPlaces(world: World, vpn: NonNullable<HubSettings["vpn"]>, own: ReadonlySet<string>): Found[] {
    if (vpn.endpointId === undefined) {
        return vpn.mode === "vpc" ? [hubVpc(world, "vpn", vpn, own)] : [];
    }
    const wanted = { id: vpn.endpointId, key: "clientCidrBlock", cidr: vpn.clientCidr };
    const endpoint = object(world, TYPES.vpnEndpoint, wanted, own);
    if (endpoint === undefined) {
        return [`Client VPN endpoint ${vpn.endpointId} of the hub`];
    }
    const cidr = vpn.mode === "vpc" ? vpn.cidr : vpn.clientCidr;
    const source = { kind: "vpnClient", endpointId: endpoint.id } as const;
    return [{ name: "vpn client", roles: ["vpn"], source, cidr, networks: [] }];
}

function networkPlace(world: World, settings: Settings, key: string, own: ReadonlySet<string>): Found {
    const role = hasEndpoint(settings, key) ? "network" : "consumer";
    const cidr = settings.privateNetworks[key]?.vpcCidr ?? "";
    const vpc = object(world, TYPES.vpc, { id: "", key: "cidrBlock", cidr }, own);
    return vpc === undefined
        ? `VPC of the private network ${key}`
        : { ...vpcPlace(role, vpc), name: `${role} ${key}`, networks: [key] };
}

function vpcPlace(role: Role, { id, props }: AwsObject): Place {
    const source = { kind: "vpc", vpcId: id } as const;
    return { name: role, roles: [role], source, cidr: text(props, "cidrBlock"), networks: [] };
}

/** An object by its id; what the stack or its hub makes has no id in settings: then by block, the stack's own first. */
function object(
    world: World,
    type: string,
    { id, key, cidr }: { readonly id: string; readonly key: string; readonly cidr: string },
    own: ReadonlySet<string>,
): AwsObject | undefined {
    const named = where(world, type, key, cidr);
    return find(world, type, id) ?? named.find((one) => own.has(one.id)) ?? named[0];
}

/** Each VPC once, with all that it is. */
function merged(places: readonly Place[]): Place[] {
    const keys = [...new Set(places.map(keyOf))];
    return keys.map((key) => {
        const same = places.filter((place) => keyOf(place) === key);
        const names = same.map(({ name }) => name).join(", ");
        const [first = INTERNET] = same;
        const [roles, networks] = [same.flatMap((one) => one.roles), same.flatMap((one) => one.networks)];
        return { ...first, name: names, roles, networks };
    });
}

function keyOf({ source }: Place): string {
    return JSON.stringify(source);
}

/** What else is attached to the gateways that these VPCs are attached to: spokes of other stacks, other hub VPCs. */
function spokes(world: World, places: readonly Place[]): Place[] {
    const known = places.flatMap(({ source }) => {
        const endpoint = source.kind === "vpnClient" ? find(world, TYPES.vpnEndpoint, source.endpointId) : undefined;
        const vpc = endpoint === undefined ? undefined : vpcOfEndpoint(world, endpoint);
        return source.kind === "vpc" ? [source.vpcId] : (vpc?.id ?? []);
    });
    const attachments = world.aws(TYPES.attachment).map(({ props }) => ({
        vpcId: text(props, "vpcId"),
        gateway: text(props, "transitGatewayId"),
    }));
    const gateways = attachments.filter(({ vpcId }) => known.includes(vpcId)).map(({ gateway }) => gateway);
    const others = attachments.filter(({ vpcId, gateway }) => gateways.includes(gateway) && !known.includes(vpcId));
    const vpcs = others.flatMap(({ vpcId }) => find(world, TYPES.vpc, vpcId) ?? []);
    return vpcs.map((vpc) => ({ ...vpcPlace("spoke", vpc), name: `spoke ${vpc.id}` }));
}
