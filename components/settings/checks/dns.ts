import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftNetwork, Located } from "../draft";
import { at } from "../namespace";
import { unknownReference } from "./clusters";

/** With several networks it is said whose endpoint the names lead to, and everything else fits that choice. */
export function checkDns(draft: Draft): Problem[] {
    const { dns, privateNetworks } = draft;
    if (dns === undefined) {
        return undecided(draft);
    }
    return [
        ...unknownReference(dns.network, privateNetworks, "private network"),
        ...sharedWithoutHub(draft),
        ...followers(draft),
    ];
}

function undecided({ privateNetworks }: Draft): Problem[] {
    const keys = [...(privateNetworks?.keys() ?? [])];
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

function sharedWithoutHub({ dns, hub, privateNetworks }: Draft): Problem[] {
    if (dns?.mode?.value !== "shared" || hub !== undefined || (privateNetworks?.size ?? 0) <= 1) {
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
function followers({ dns, privateNetworks }: Draft): Problem[] {
    const followed = dns?.network?.value;
    if (followed === undefined || privateNetworks?.has(followed) !== true) {
        return [];
    }
    const others = [...privateNetworks].filter(([key]) => key !== followed).map(([, network]) => network);
    return others.flatMap((network) => [
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
