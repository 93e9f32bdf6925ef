import * as aws from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { ForwardedNames } from "../hub/forwardedNames";
import type { HubVpc } from "../hub/attachedVpc";
import { NetworkHub, type NetworkHubArgs } from "../hub/networkHub";
import { SharedGateway } from "../hub/sharedGateway";
import { ProgramError } from "../internal/programError";
import { DeploymentRunner } from "../runner/deploymentRunner";
import type { NetworkHubSettings, VpnCertificatesSettings } from "../settings/hubTypes";
import { OWN, plannedHub, type PlannedHub } from "../settings/ownHub";
import { RUNNER_TOKEN, type DeploymentRunnerSettings } from "../settings/runnerTypes";
import type { HubOwnerSettings, HubSettings, HubVpcSettings, TransitGatewaySettings } from "../settings/settings";
import { loadVpnCertificates } from "../settings/vpnCertificates";
import type { DeploymentContext } from "./context";
import type { DeployedHub } from "./hub";
import { hubIds, type HubIds } from "./hubIds";

/** The hub, the runner's VPC and the way into a hub of another account, as far as the stack makes them. */
export function makeHub(context: DeploymentContext): DeployedHub {
    const { settings } = context;
    const { networkHub, deploymentRunner } = settings;
    const plan = plannedHub(settings);
    const hub = networkHub === undefined ? undefined : makeNetworkHub(context, networkHub);
    const gatewayIds = hub === undefined ? {} : idsOfGateway(hub);
    const runner =
        deploymentRunner === undefined ? undefined : makeRunner(context, deploymentRunner, plan, hubIds(gatewayIds));
    forwardFromRunner(context, hub, runner);
    const owner = settings.hub?.owner === undefined ? undefined : elsewhere(context, settings.hub, settings.hub.owner);
    const ids = hubIds({
        ...gatewayIds,
        ...owner?.ids,
        ...(hub?.dns === undefined ? {} : idsOfVpc(OWN.dnsVpc, hub.dns)),
        ...(hub?.vpn === undefined ? {} : idsOfVpn(hub.vpn)),
        ...(runner === undefined ? {} : idsOfVpc(OWN.runnerVpc, runner.runner)),
        ...attachedTables(hub, networkHub),
    });
    const makesSome = hub !== undefined || runner !== undefined;
    return {
        ids,
        owner: owner?.provider,
        runner,
        made: plan === undefined || !makesSome ? undefined : resolved(plan, ids),
    };
}

/** A hub in another account: the provider that works there, and its gateway once this account may use it. */
function elsewhere(
    { options, settings: { region } }: DeploymentContext,
    { transitGateway }: HubSettings,
    { roleArn, shareArn }: HubOwnerSettings,
) {
    const provider = new aws.Provider("hub-owner", { region, assumeRoles: [{ roleArn }] });
    const args = { transitGatewayId: transitGateway.id, ...(shareArn === undefined ? {} : { shareArn }) };
    const { transitGatewayId } = new SharedGateway("hub-gateway", args, options);
    return { provider, ids: { [transitGateway.id]: transitGatewayId } };
}

function makeNetworkHub({ displayName, options }: DeploymentContext, hub: NetworkHubSettings): NetworkHub {
    const { runner, dns, vpn, share, flowLogs, amazonSideAsn, zoneIds } = hub;
    const args: NetworkHubArgs = {
        amazonSideAsn,
        zoneIds,
        displayName: displayName("hub"),
        ...(runner === undefined ? {} : { runner }),
        ...(dns === undefined ? {} : { dns }),
        ...(vpn === undefined ? {} : { vpn: { ...vpn, certificates: certificates(vpn.certificates) } }),
        ...(share === undefined ? {} : { share }),
        ...(flowLogs === undefined ? {} : { flowLogs }),
    };
    return new NetworkHub("hub", args, options);
}

function certificates({ imported, serverArn, clientRootArn }: VpnCertificatesSettings) {
    return imported === true
        ? { imported: loadVpnCertificates() }
        : { given: { serverArn: serverArn, clientRootArn: clientRootArn } };
}

function makeRunner(
    { displayName, options }: DeploymentContext,
    { cidr, availabilityZones, nat, workflowRunner }: DeploymentRunnerSettings,
    plan: PlannedHub | undefined,
    ids: HubIds,
): DeploymentRunner {
    const gateway = plan === undefined ? undefined : runnersGateway(plan.transitGateway, ids);
    return new DeploymentRunner(
        "runner",
        {
            cidr,
            availabilityZones,
            nat,
            displayName: displayName("runner"),
            ...(gateway === undefined ? {} : { transitGateway: gateway }),
            ...(workflowRunner === undefined
                ? {}
                : {
                      workflowRunner: {
                          image: workflowRunner.image,
                          egressCidrs: workflowRunner.egressCidrs,
                          token: token(workflowRunner.tokenSecretArn),
                      },
                  }),
        },
        options,
    );
}

/** The hub's VPCs look up the first of the tables that learn the private networks. */
function runnersGateway(
    { id, associationRouteTableId, propagationRouteTableIds }: TransitGatewaySettings,
    ids: HubIds,
) {
    const [hubTable] = propagationRouteTableIds;
    if (hubTable === undefined) {
        throw new ProgramError("no route table of the Transit Gateway learns the private networks");
    }
    return {
        transitGatewayId: ids(id),
        hubRouteTableId: ids(hubTable),
        spokeRouteTableId: ids(associationRouteTableId),
    };
}

function token(secretArn: string | undefined) {
    return secretArn === undefined
        ? { value: new pulumi.Config(RUNNER_TOKEN.namespace).requireSecret(RUNNER_TOKEN.key) }
        : { secretArn };
}

/** The runner's own resolver has to know the domains that the hub forwards. */
function forwardFromRunner(
    { options }: DeploymentContext,
    hub: NetworkHub | undefined,
    runner: DeploymentRunner | undefined,
): void {
    const ruleIds = hub?.dns?.ruleIds ?? {};
    if (runner !== undefined && Object.keys(ruleIds).length > 0) {
        new ForwardedNames("runner-forward", { ruleIds, vpcs: { runner: runner.runner.vpcId } }, options);
    }
}

function idsOfGateway({ transitGatewayId, hubRouteTableId, spokeRouteTableId }: NetworkHub) {
    return { [OWN.gateway]: transitGatewayId, [OWN.hubTable]: hubRouteTableId, [OWN.spokeTable]: spokeRouteTableId };
}

function idsOfVpc(name: string, { vpcId, routeTableIds }: HubVpc): Record<string, pulumi.Output<string>> {
    const tables = Object.entries(routeTableIds).map(([zone, id]) => [OWN.routeTable(name, zone), id] as const);
    return { [name]: vpcId, ...Object.fromEntries(tables) };
}

function idsOfVpn(vpn: NonNullable<NetworkHub["vpn"]>): Record<string, pulumi.Output<string>> {
    const subnets = Object.entries(vpn.targetSubnetIds).map(([zone, id]) => [OWN.vpnSubnet(zone), id] as const);
    return { ...idsOfVpc(OWN.vpnVpc, vpn), [OWN.vpnEndpoint]: vpn.endpointId, ...Object.fromEntries(subnets) };
}

/** Tables of a runner's VPC that was there before, once that VPC is attached. */
function attachedTables(hub: NetworkHub | undefined, settings: NetworkHubSettings | undefined) {
    const attachment = hub?.runner;
    const tables = settings?.runner?.routeTableIds ?? [];
    return attachment === undefined ? {} : Object.fromEntries(tables.map((id) => [id, attachment.joined(id)]));
}

/** The plan with ids in place of names. */
function resolved({ transitGateway, runner, dns, vpn, manageRoutes }: PlannedHub, ids: HubIds) {
    const vpc = ({ vpcId, cidr, routeTableIds }: HubVpcSettings) => ({
        vpcId: ids(vpcId),
        cidr,
        routeTableIds: routeTableIds.map(ids),
    });
    return {
        transitGateway: {
            id: ids(transitGateway.id),
            associationRouteTableId: ids(transitGateway.associationRouteTableId),
            propagationRouteTableIds: transitGateway.propagationRouteTableIds.map(ids),
        },
        manageRoutes,
        ...(runner === undefined ? {} : { runner: vpc(runner) }),
        ...(dns === undefined ? {} : { dns: vpc(dns) }),
        ...(vpn === undefined ? {} : { vpn: resolvedVpn(vpn, ids, vpc) }),
    };
}

function resolvedVpn(
    vpn: NonNullable<PlannedHub["vpn"]>,
    ids: HubIds,
    vpc: (vpc: HubVpcSettings) => Readonly<Record<string, unknown>>,
) {
    const { mode, clientCidr, endpointId } = vpn;
    const endpoint = endpointId === undefined ? {} : { endpointId: ids(endpointId) };
    return vpn.mode === "tgw"
        ? { mode, clientCidr, ...endpoint }
        : { mode, clientCidr, ...endpoint, ...vpc(vpn), targetSubnetIds: vpn.targetSubnetIds.map(ids) };
}
