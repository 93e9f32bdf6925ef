import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import { PrivateLinkAttachment } from "../network/privateLinkAttachment";
import { PrivateNetwork, type HubConnectionArgs } from "../network/privateNetwork";
import type { HubSettings, PrivateNetworkSettings, Settings, VpcRole } from "../settings/settings";
import { clientNetworks, hubReturnRoutes, zoneVpcs } from "../settings/topology";
import { mapEntries, type DeploymentContext } from "./context";

/** The stack's private networks, all behind the one PrivateLink attachment of their environment and region. */
export function deployNetworks(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
): Record<string, PrivateNetwork> {
    const { settings, options } = context;
    if (environment === undefined || Object.keys(settings.privateNetworks).length === 0) {
        return {};
    }
    const { environmentId } = environment;
    const attachment = new PrivateLinkAttachment(
        "privatelink",
        { environmentId, region: settings.region, displayName: context.displayName("privatelink") },
        options,
    );
    return mapEntries(settings.privateNetworks, (key, network) => {
        const clients = clientNetworks(settings, key);
        return new PrivateNetwork(
            key,
            {
                vpcCidr: network.vpcCidr,
                zoneIds: network.zoneIds,
                environmentId,
                attachment,
                clients: Object.fromEntries(clients.map((client) => [client.key, client.cidr])),
                runner: settings.hub === undefined ? "own" : "runner",
                zoneVpcs: zoneVpcs(settings),
                systemRuleVpcs: systemRuleVpcs(settings, network),
                displayName: context.displayName(key),
                ...(settings.hub === undefined ? {} : { hub: hubConnection(context, key, settings.hub) }),
            },
            options,
        );
    });
}

/** The VPCs that get a SYSTEM rule, under the keys of their zone associations: two roles may share one VPC. */
function systemRuleVpcs(settings: Settings, network: PrivateNetworkSettings): string[] {
    const vpcs = Object.entries(zoneVpcs(settings));
    const keys = network.systemResolverRule.map((role) => {
        const vpcId = hubVpcId(settings, role);
        return vpcs.find(([, vpc]) => vpc === vpcId)?.[0] ?? role;
    });
    return [...new Set(keys)];
}

function hubVpcId({ hub }: Settings, role: VpcRole): string | undefined {
    switch (role) {
        case "endpoint":
            return undefined;
        case "vpn":
            return hub?.vpn?.mode === "vpc" ? hub.vpn.vpcId : undefined;
        default:
            return hub?.[role]?.vpcId;
    }
}

function hubConnection({ settings }: DeploymentContext, networkKey: string, hub: HubSettings): HubConnectionArgs {
    const clients = clientNetworks(settings, networkKey).filter((client) => client.viaTransitGateway);
    const returnRoutes = hub.manageRoutes ? hubReturnRoutes(settings, networkKey) : [];
    const { vpn } = hub;
    return {
        transitGatewayId: hub.transitGateway.id,
        associationRouteTableId: hub.transitGateway.associationRouteTableId,
        propagationRouteTableIds: hub.transitGateway.propagationRouteTableIds,
        clients: clients.map((client) => client.key),
        routeTableIds: returnRoutes.map((route) => route.routeTableId),
        ...(vpn?.endpointId === undefined
            ? {}
            : {
                  clientVpn: {
                      endpointId: vpn.endpointId,
                      targetSubnetIds: vpn.mode === "vpc" ? vpn.targetSubnetIds : [],
                  },
              }),
    };
}
