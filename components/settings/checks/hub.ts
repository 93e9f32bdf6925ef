import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftHubVpc, DraftVpn, Located } from "../draft";
import type { VpcRole } from "../settings";

/** The hub's parts agree with each other, and the roles that networks name exist. */
export function checkHub(draft: Draft): Problem[] {
    const { hub } = draft;
    const vpcs = [hub?.runner, hub?.dns, hub?.vpn].flatMap((vpc) => vpc ?? []);
    return [...sharedRouteTables(vpcs), ...(hub?.vpn === undefined ? [] : vpnParts(hub.vpn)), ...missingRoles(draft)];
}

/** A route table belongs to one VPC. */
function sharedRouteTables(vpcs: readonly DraftHubVpc[]): Problem[] {
    return vpcs.flatMap((vpc, index) =>
        vpc.routeTableIds.flatMap((table) => {
            const other = vpcs
                .slice(0, index)
                .filter(({ vpcId }) => vpcId?.value !== vpc.vpcId?.value)
                .flatMap(({ routeTableIds }) => routeTableIds)
                .find(({ value }) => value === table.value);
            return other === undefined ? [] : [sharedRouteTable(table, other)];
        }),
    );
}

function sharedRouteTable(table: Located<string>, other: Located<string>): Problem {
    return problem({
        path: table.path,
        given: show(table.value),
        allowed: `a route table of this VPC; ${other.path} names it as one of another VPC`,
        fix: "Give each VPC its own route tables, or the same vpcId if it is one VPC.",
    });
}

/** A route in a Client VPN endpoint leads through a subnet associated with it. */
function vpnParts({ path, mode, endpointId, targetSubnetIds }: DraftVpn): Problem[] {
    const hasEndpoint = endpointId !== undefined;
    const hasSubnets = targetSubnetIds.length > 0;
    if (mode?.value !== "vpc" || hasEndpoint === hasSubnets) {
        return [];
    }
    return [
        problem({
            path,
            given: hasEndpoint ? "endpointId without targetSubnetIds" : "targetSubnetIds without endpointId",
            allowed: "both, to let this stack add the VPN's routes, or neither",
            fix: hasEndpoint
                ? "Add the subnets that are associated with the VPN endpoint, or remove endpointId."
                : "Add the id of the VPN endpoint, or remove targetSubnetIds.",
        }),
    ];
}

function missingRoles({ privateNetworks, hub }: Draft): Problem[] {
    const present: readonly VpcRole[] = [
        "endpoint",
        ...(hub === undefined ? [] : (["runner"] as const)),
        ...(hub?.dns === undefined ? [] : (["dns"] as const)),
        ...(hub?.vpn?.mode?.value === "tgw" || hub?.vpn === undefined ? [] : (["vpn"] as const)),
    ];
    const named = [...(privateNetworks?.values() ?? [])].flatMap(({ systemResolverRule }) => systemResolverRule);
    return named
        .filter(({ value }) => isHubRole(value) && !present.some((role) => role === value))
        .map(({ value, path }) =>
            problem({
                path,
                given: show(value),
                allowed: `roles that have a VPC in this stack: ${present.join(", ")}`,
                fix: `Describe that VPC under hub, or remove "${value}" here.`,
            }),
        );
}

/** Anything else is no role at all, which the schema reports. */
function isHubRole(value: string): boolean {
    return ["runner", "dns", "vpn"].includes(value);
}
