import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft } from "../draft";

type Texts = readonly Located<string>[];

/** Nothing is named twice in one list: every member makes an object of its own. */
export function checkLists(draft: Draft): Problem[] {
    return listsOf(draft).flatMap(repeated);
}

function listsOf({ privateNetworks, links, hub, networkHub, deploymentRunner, subjects }: Draft): Texts[] {
    const networks = [...(privateNetworks?.values() ?? [])];
    const vpcs = [hub?.runner, hub?.dns, hub?.vpn];
    return [
        ...networks.flatMap((network) => [network.zoneIds, network.clientCidrs, network.systemResolverRule]),
        ...[...(links?.values() ?? [])].flatMap((link) => [link.fromSource, link.fromDestination]),
        ...vpcs.map((vpc) => vpc?.routeTableIds ?? []),
        hub?.vpn?.targetSubnetIds ?? [],
        hub?.propagationRouteTableIds ?? [],
        deploymentRunner?.availabilityZones ?? [],
        deploymentRunner?.workflowRunner?.egressCidrs ?? [],
        networkHub?.zoneIds ?? [],
        networkHub?.runner?.subnetIds ?? [],
        networkHub?.runner?.routeTableIds ?? [],
        networkHub?.principals ?? [],
        ...(networkHub?.dns?.forward ?? []).map(({ targets }) => targets),
        (networkHub?.dns?.forward ?? []).flatMap(({ domain }) => domain ?? []),
        subjects,
    ];
}

function repeated(list: Texts): Problem[] {
    const seen = new Map<string, string>();
    return list.flatMap(({ value, path }) => {
        const first = seen.get(value);
        if (first === undefined) {
            seen.set(value, path);
            return [];
        }
        const given = `${show(value)} again`;
        return [problem({ path, given, allowed: `each value once; it is at ${first} already`, fix: "Remove it." })];
    });
}
