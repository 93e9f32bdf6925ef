import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft } from "../draft";
import type { DraftHubVpc, DraftVpn } from "../hubDraft";
import { at } from "../namespace";
import type { VpcRole } from "../settings";

/** The hub's parts agree with each other, and the roles that networks name exist. */
export function checkHub(draft: Draft): Problem[] {
    const { hub } = draft;
    const vpcs = [hub?.runner, hub?.dns, hub?.vpn].flatMap((vpc) => vpc ?? []);
    return [
        ...sharedRouteTables(vpcs),
        ...(hub?.vpn === undefined ? [] : vpnParts(hub.vpn)),
        ...missingRoles(draft),
        ...runnerOnce(draft),
        ...runnerAtAll(draft),
        ...runnerApart(draft),
        ...rulesElsewhere(draft),
        ...runnerElsewhere(draft),
    ];
}

/** Of a hub that is there, the runner's VPC is there too, or made by this stack. */
function runnerOnce({ hub, deploymentRunner }: Draft): Problem[] {
    const given = hub?.runner.isGiven;
    const isMade = deploymentRunner !== undefined;
    if (given === undefined || given !== isMade) {
        return [];
    }
    return [
        problem({
            path: at("hub", "runner"),
            given: given ? "a runner's VPC that is there, beside deploymentRunner, one to make" : "nothing",
            allowed:
                "a map with vpcId, cidr and routeTableIds; left out only beside deploymentRunner, which makes the VPC",
            fix: given ? "Remove one of them." : "Describe the VPC in which deployments run, or add deploymentRunner.",
        }),
    ];
}

/** Private networks are looked up and used from the runner's VPC. */
function runnerAtAll({ hub, networkHub, deploymentRunner, privateNetworks }: Draft): Problem[] {
    const hasRunner = networkHub?.runner !== undefined || deploymentRunner !== undefined;
    if (hub !== undefined || networkHub === undefined || hasRunner || (privateNetworks?.size ?? 0) === 0) {
        return [];
    }
    return [
        problem({
            path: networkHub.path,
            given: "a hub without a runner, beside private networks",
            allowed: "a hub with the VPC in which deployments run",
            fix: "Add deploymentRunner, which makes it, or networkHub.runner, one that is there.",
        }),
    ];
}

/** A runner's VPC reaches private networks over a Transit Gateway only. */
function runnerApart({ hub, networkHub, deploymentRunner, privateNetworks }: Draft): Problem[] {
    const isAttached = hub !== undefined || networkHub !== undefined;
    if (isAttached || deploymentRunner === undefined || (privateNetworks?.size ?? 0) === 0) {
        return [];
    }
    return [
        problem({
            path: deploymentRunner.path,
            given: "a runner without a hub, beside private networks",
            allowed: "a runner whose VPC is joined to the private networks by a Transit Gateway",
            fix: "Add networkHub, which makes one, or hub, one that is there; or remove deploymentRunner and run in the private network's VPC.",
        }),
    ];
}

/** A resolver rule belongs to the account of the VPC that follows it. */
function rulesElsewhere({ hub, privateNetworks }: Draft): Problem[] {
    if (hub?.ownerRole === undefined) {
        return [];
    }
    const named = [...(privateNetworks?.values() ?? [])].flatMap(({ systemResolverRule }) => systemResolverRule);
    return named
        .filter(({ value }) => isHubRole(value))
        .map(({ value, path }) =>
            problem({
                path,
                given: show(value),
                allowed:
                    "endpoint alone: the hub's VPCs are in another account, and a rule is not made across accounts",
                fix: "Remove it, and make the SYSTEM rule in the hub's account where it is needed.",
            }),
        );
}

/** A runner's VPC that this stack makes is in this stack's account. */
function runnerElsewhere({ hub, deploymentRunner }: Draft): Problem[] {
    if (hub?.ownerRole === undefined || deploymentRunner === undefined) {
        return [];
    }
    return [
        problem({
            path: deploymentRunner.path,
            given: "a runner to make, beside a hub in another account",
            allowed: "a runner in the hub's account: hub.runner describes its VPC",
            fix: "Make the runner in the stack that makes the hub, and describe it under hub.runner.",
        }),
    ];
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

/** The VPCs of the hub, be it there or made; undefined where there is no hub. */
export function hubRoles({ hub, networkHub }: Draft): readonly VpcRole[] | undefined {
    if (hub === undefined && networkHub === undefined) {
        return undefined;
    }
    const hasVpn = hub === undefined ? networkHub?.vpn !== undefined : hub.vpn !== undefined;
    return [
        "runner",
        ...((hub ?? networkHub)?.dns === undefined ? [] : (["dns"] as const)),
        ...(hub?.vpn?.mode?.value === "tgw" || !hasVpn ? [] : (["vpn"] as const)),
    ];
}

function missingRoles(draft: Draft): Problem[] {
    const { privateNetworks } = draft;
    const present: readonly VpcRole[] = ["endpoint", ...(hubRoles(draft) ?? [])];
    const named = [...(privateNetworks?.values() ?? [])].flatMap(({ systemResolverRule }) => systemResolverRule);
    return named
        .filter(({ value }) => isHubRole(value) && !present.some((role) => role === value))
        .map(({ value, path }) =>
            problem({
                path,
                given: show(value),
                allowed: `roles that have a VPC in this stack: ${present.join(", ")}`,
                fix: `Describe that VPC under hub or networkHub, or remove "${value}" here.`,
            }),
        );
}

/** Anything else is no role at all, which the schema reports. */
function isHubRole(value: string): boolean {
    return ["runner", "dns", "vpn"].includes(value);
}
