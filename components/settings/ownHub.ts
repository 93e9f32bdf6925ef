import type { HubRunnerSettings, NetworkHubSettings } from "./hubTypes";
import type { DeploymentRunnerSettings } from "./runnerTypes";
import type { HubSettings, HubVpcSettings, VpnSettings } from "./settings";

/** What the parts of an own hub are called until they have ids; no id of AWS looks like these. */
export const OWN = {
    gateway: "gateway",
    /** The gateway's table for the hub's VPCs, which learns the private networks. */
    hubTable: "hub",
    /** The gateway's table for the private networks, which learns the hub's VPCs. */
    spokeTable: "spokes",
    runnerVpc: "runner",
    dnsVpc: "dns",
    vpnVpc: "vpn",
    vpnEndpoint: "vpn-endpoint",
    routeTable: (vpc: string, zone: string) => `${vpc}-${zone}`,
    vpnSubnet: (zone: string) => `vpn-subnet-${zone}`,
} as const;

/** A hub as others describe one; without a runner it serves other stacks only. */
export type PlannedHub = Omit<HubSettings, "runner"> & { readonly runner?: HubVpcSettings | undefined };

/** A hub that is there, as the schema reads it: the runner's VPC may be left to `deploymentRunner`. */
interface StatedHub {
    readonly hub?: PlannedHub | undefined;
    readonly networkHub?: NetworkHubSettings | undefined;
    readonly deploymentRunner?: DeploymentRunnerSettings | undefined;
}

/** The hub of a stack, made by it or not, in whose networks the program runs; undefined where nothing is such a hub. */
export function hubOf(stated: StatedHub): HubSettings | undefined {
    const plan = plannedHub(stated);
    return plan?.runner === undefined ? undefined : { ...plan, runner: plan.runner };
}

/** The hub of a stack, with names in place of the ids that are not known before its parts are made. */
export function plannedHub({ hub, networkHub, deploymentRunner }: StatedHub): PlannedHub | undefined {
    const base = hub ?? (networkHub === undefined ? undefined : ownHub(networkHub));
    return base === undefined || deploymentRunner === undefined
        ? base
        : { ...base, runner: runnerVpc(deploymentRunner) };
}

function ownHub({ zoneIds, runner, dns, vpn }: NetworkHubSettings): PlannedHub {
    return {
        transitGateway: {
            id: OWN.gateway,
            associationRouteTableId: OWN.spokeTable,
            propagationRouteTableIds: [OWN.hubTable],
        },
        manageRoutes: true,
        ...(runner === undefined ? {} : { runner: existingRunner(runner) }),
        ...(dns === undefined ? {} : { dns: hubVpc(OWN.dnsVpc, dns.cidr, zoneIds) }),
        ...(vpn === undefined ? {} : { vpn: ownVpn(vpn, zoneIds) }),
    };
}

function existingRunner({ vpcId, cidr, routeTableIds }: HubRunnerSettings): HubVpcSettings {
    return { vpcId, cidr, routeTableIds };
}

function runnerVpc({ cidr, availabilityZones }: DeploymentRunnerSettings): HubVpcSettings {
    return hubVpc(OWN.runnerVpc, cidr, availabilityZones);
}

function ownVpn({ cidr, clientCidr }: NonNullable<NetworkHubSettings["vpn"]>, zoneIds: readonly string[]): VpnSettings {
    return {
        ...hubVpc(OWN.vpnVpc, cidr, zoneIds),
        mode: "vpc",
        clientCidr,
        endpointId: OWN.vpnEndpoint,
        targetSubnetIds: zoneIds.map(OWN.vpnSubnet),
    };
}

function hubVpc(vpcId: string, cidr: string, zones: readonly string[]): HubVpcSettings {
    return { vpcId, cidr, routeTableIds: zones.map((zone) => OWN.routeTable(vpcId, zone)) };
}
