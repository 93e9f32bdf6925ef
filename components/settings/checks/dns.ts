import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft, DraftNetwork } from "../draft";
import { at } from "../namespace";
import { unknownReference } from "./clusters";
import { isOnAttachment } from "./connectivity";
import { hubRoles } from "./hub";

/** With several networks it is said whose endpoint their names lead to, and everything else fits that choice. */
export function checkDns(draft: Draft): Problem[] {
    const { dns, privateNetworks } = draft;
    if (dns === undefined) {
        return undecided(draft);
    }
    return [
        ...unknownReference(dns.network, privateNetworks, "private network"),
        ...offTheAttachment(draft),
        ...sharedWithoutHub(draft),
        ...followers(draft),
    ];
}

/** The networks that share the attachment's names; those of access points are not in question. */
function sharers({ privateNetworks }: Draft): [string, DraftNetwork][] {
    return [...(privateNetworks ?? [])].filter(([, network]) => isOnAttachment(network));
}

function offTheAttachment(draft: Draft): Problem[] {
    const { dns, privateNetworks } = draft;
    const network = dns?.network === undefined ? undefined : privateNetworks?.get(dns.network.value);
    if (dns?.network === undefined || network === undefined || isOnAttachment(network)) {
        return [];
    }
    const keys = sharers(draft).map(([key]) => key);
    return [
        problem({
            path: dns.network.path,
            given: show(dns.network.value),
            allowed: `a network that is reached over the attachment: ${keys.join(", ") || "there is none"}`,
            fix: keys.length < 2 ? "Remove dns: names of access points are their own." : "Name one of these.",
        }),
    ];
}

function undecided(draft: Draft): Problem[] {
    const keys = sharers(draft).map(([key]) => key);
    if (keys.length <= 1) {
        return [];
    }
    return [
        problem({
            path: at("dns"),
            given: `nothing, with ${keys.length} private networks: ${keys.join(", ")}`,
            allowed: "a map with mode, shared or perVpc, and network, the key of a private network",
            fix:
                "All of them have the same names, and a VPC can follow one endpoint only: add dns: { mode: shared, " +
                `network: ${keys[0] ?? ""} } for one endpoint that all reach over the hub, or mode: perVpc for one each.`,
        }),
    ];
}

function sharedWithoutHub(draft: Draft): Problem[] {
    const { dns } = draft;
    if (dns?.mode?.value !== "shared" || hubRoles(draft) !== undefined || sharers(draft).length <= 1) {
        return [];
    }
    return [
        problem({
            path: dns.mode.path,
            given: show("shared"),
            allowed: "perVpc without a hub: networks reach a shared endpoint over the hub's Transit Gateway",
            fix: "Write perVpc, or describe the hub.",
        }),
    ];
}

/** What belongs to the network that is followed, but stands in another one. */
function followers(draft: Draft): Problem[] {
    const { dns, privateNetworks } = draft;
    const followed = dns?.network?.value;
    if (followed === undefined || privateNetworks?.has(followed) !== true) {
        return [];
    }
    const others = sharers(draft).filter(([key]) => key !== followed);
    return others.flatMap(([, network]) => [
        ...(dns?.mode?.value === "shared" ? clientsElsewhere(network, followed) : []),
        ...rolesElsewhere(network, followed),
    ]);
}

function clientsElsewhere({ clientCidrs }: DraftNetwork, followed: string): Problem[] {
    return clientCidrs.map(({ path, value }) =>
        problem({
            path,
            given: show(value),
            allowed: `none with dns mode shared: clients use the endpoint of network ${followed}`,
            fix: `Move it to privateNetworks.${followed}.clientCidrs.`,
        }),
    );
}

function rolesElsewhere({ systemResolverRule }: DraftNetwork, followed: string): Problem[] {
    return systemResolverRule.filter(isHubVpc).map(({ path, value }) =>
        problem({
            path,
            given: show(value),
            allowed: `endpoint alone: the hub's VPCs follow network ${followed}`,
            fix: `Move it to privateNetworks.${followed}.systemResolverRule.`,
        }),
    );
}

function isHubVpc({ value }: Located<string>): boolean {
    return ["runner", "dns", "vpn"].includes(value);
}
