import { isIPv4 } from "node:net";
import type { World } from "../world";
import { HOPS, type DeadEnd, type Hop, type Trace } from "./hops";
import { trace, type Place } from "./reachability";
import { resolveName, type Resolution } from "./resolve";
import { resolveForClient, traceFromClient } from "./vpnClient";

/** Who wants to reach something: a host in a VPC, a client of a Client VPN endpoint, or a host on the internet. */
export type Source =
    | { readonly kind: "vpc"; readonly vpcId: string }
    | { readonly kind: "vpnClient"; readonly endpointId: string }
    | { readonly kind: "internet" };

/** What becomes of an attempt to reach a host's port. */
export interface Attempt {
    /** The addresses that the host's name stands for there; absent where it has none. */
    readonly resolvedTo?: readonly string[];
    readonly open: boolean;
    /** Where the way ends; absent where it is open. */
    readonly hop?: Hop;
    /** Why it ends there, in words. */
    readonly reason?: string;
}

/**
 * Whether a source reaches a host, by name or address, on a TCP port. A name with several addresses is reached only if
 * each of them is: a client may pick any.
 */
export function reachFrom(world: World, source: Source, host: string, port: number): Attempt {
    const answer: Resolution | DeadEnd = isIPv4(host)
        ? { status: "address", addresses: [host] }
        : resolveFrom(world, source, host);
    if ("hop" in answer) {
        return { open: false, hop: answer.hop, reason: answer.reason };
    }
    if (answer.status === "nxdomain") {
        return { open: false, hop: HOPS.dns, reason: answer.reason };
    }
    const ways = answer.addresses.map((address) => traceFrom(world, source, address, port));
    const end = ways.find(({ open }) => !open);
    return { resolvedTo: answer.addresses, ...(end ?? { open: true }) };
}

function resolveFrom(world: World, source: Source, host: string): Resolution | DeadEnd {
    return source.kind === "vpnClient"
        ? resolveForClient(world, source.endpointId, host)
        : resolveName(world, placeOf(source), host);
}

function traceFrom(world: World, source: Source, address: string, port: number): Trace {
    return source.kind === "vpnClient"
        ? traceFromClient(world, source.endpointId, address, port)
        : trace(world, placeOf(source), address, port);
}

function placeOf(source: Exclude<Source, { kind: "vpnClient" }>): Place {
    return source.kind === "vpc" ? { vpcId: source.vpcId } : "public";
}
