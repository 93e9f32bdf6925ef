import type { Settings } from "../../components/settings/settings";
import { attachmentNetworks, clientNetworks, followedNetwork } from "../../components/settings/topology";
import type { Recorded } from "../engine/stateFile";
import { reachFrom, type Attempt } from "../network/reach";
import type { World } from "../world";
import { placesOf, type Place } from "./places";
import { targetsOf, type Target } from "./targets";

/** One attempt: who, to what, and what becomes of it. */
export interface ReachRow extends Attempt {
    readonly from: string;
    /** What is at the host: a cluster's key, or a Schema Registry. */
    readonly to: string;
    readonly service: Target["service"];
    readonly host: string;
    readonly port: number;
    /** Whether the stack's settings want this to work. */
    readonly expected: boolean;
}

export interface ReachTable {
    readonly rows: readonly ReachRow[];
    /** What settings name and the world does not hold: nobody reaches it, or from there. */
    readonly missing: readonly string[];
    /** Whether nothing is missing and every expected row is open. */
    readonly works: boolean;
}

/**
 * Who reaches which of a stack's clusters: every place around the stack against every host and port. Public hosts are
 * tried from where people and programs are, not from the isolated VPCs of networks and name servers.
 */
export function reachTable(world: World, settings: Settings, recorded: readonly Recorded[]): ReachTable {
    const { places, missing: noPlaces } = placesOf(world, settings, recorded);
    const { targets, missing: noTargets } = targetsOf(world, settings, recorded);
    const rows = places.flatMap((place) =>
        targets.flatMap((target) => (isTried(place, target) ? [row(world, settings, place, target)] : [])),
    );
    const missing = [...noPlaces, ...noTargets];
    return { rows, missing, works: missing.length === 0 && rows.every(({ expected, open }) => open || !expected) };
}

function isTried({ roles }: Place, { way }: Target): boolean {
    return way.kind !== "public" || roles.some((role) => ["runner", "vpn", "internet"].includes(role));
}

function row(world: World, settings: Settings, place: Place, target: Target): ReachRow {
    const { name: to, service, host, port } = target;
    const expected = isExpected(settings, place, target);
    return { from: place.name, to, service, host, port, expected, ...reachFrom(world, place.source, host, port) };
}

function isExpected(settings: Settings, place: Place, { way }: Target): boolean {
    switch (way.kind) {
        case "public":
            return true;
        case "fromRunner":
            return place.roles.includes("runner");
        case "attachment":
            return (
                isClient(settings, place, followedNetwork(settings)) ||
                place.networks.some((key) => attachmentNetworks(settings).includes(key))
            );
        case "accessPoint":
            return isClient(settings, place, way.network);
    }
}

/** By block, as security groups know clients. How spokes of others are let in is not for this stack to say. */
function isClient(settings: Settings, { cidr, roles }: Place, network: string | undefined): boolean {
    const clients = network === undefined ? [] : clientNetworks(settings, network);
    return !roles.includes("spoke") && clients.some((client) => client.cidr === cidr);
}
