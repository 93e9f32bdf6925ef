import type * as pulumi from "@pulumi/pulumi";
import type { NetworkPath } from "../access/kafkaAccess";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import { ProgramError } from "../internal/programError";
import { ConsumerVpc } from "../network/consumerVpc";
import { PrivateLinkAttachment } from "../network/privateLinkAttachment";
import { PrivateNetwork, type HubConnectionArgs } from "../network/privateNetwork";
import type { HubSettings, Settings, VpcRole } from "../settings/settings";
import {
    clientNetworks,
    followedNetwork,
    hasEndpoint,
    hubReturnRoutes,
    neighbours,
    zoneVpcs,
} from "../settings/topology";
import { entry, mapEntries, type DeploymentContext } from "./context";

/** A private network as the rest of the stack sees it. */
export interface DeployedNetwork {
    readonly vpcId: pulumi.Output<string>;
    /** The endpoint that clients in this VPC use, and the zone that tells them so. */
    readonly endpointId: pulumi.Output<string>;
    readonly hostedZoneId: pulumi.Output<string>;
    /** The way of the program's own calls to clusters of this network. */
    readonly runnerPath: NetworkPath;
}

/** The stack's private networks, all behind the one PrivateLink attachment of their environment and region. */
export function deployNetworks(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
): Record<string, DeployedNetwork> {
    const { settings, options } = context;
    const followed = followedNetwork(settings);
    if (environment === undefined || followed === undefined) {
        return {};
    }
    const attachment = new PrivateLinkAttachment(
        "privatelink",
        {
            environmentId: environment.environmentId,
            region: settings.region,
            displayName: context.displayName("privatelink"),
        },
        options,
    );
    const keys = Object.keys(settings.privateNetworks);
    const consumers = made(
        keys.filter((key) => !hasEndpoint(settings, key)),
        (key) => consumerVpc(context, key, followed),
    );
    const networks = made(
        keys.filter((key) => hasEndpoint(settings, key)),
        (key) => privateNetwork(context, environment, attachment, key, consumers),
    );
    // The runner's names lead to the followed endpoint, whichever network a cluster belongs to.
    const runnerPath = entry(networks, followed);
    return mapEntries(settings.privateNetworks, (key) => {
        const { endpointId, hostedZoneId } = networks[key] ?? runnerPath;
        const { vpcId } = networks[key] ?? entry(consumers, key);
        return { vpcId, endpointId, hostedZoneId, runnerPath };
    });
}

function made<R>(keys: readonly string[], make: (key: string) => R): Record<string, R> {
    return Object.fromEntries(keys.map((key) => [key, make(key)]));
}

function consumerVpc(context: DeploymentContext, key: string, followed: string): ConsumerVpc {
    const { settings, options } = context;
    const { vpcCidr, zoneIds } = entry(settings.privateNetworks, key);
    const { id, associationRouteTableId } = hubOf(settings).transitGateway;
    return new ConsumerVpc(
        key,
        {
            vpcCidr,
            zoneIds,
            endpointNetwork: { key: followed, vpcCidr: entry(settings.privateNetworks, followed).vpcCidr },
            transitGatewayId: id,
            routeTableId: associationRouteTableId,
            displayName: context.displayName(key),
        },
        options,
    );
}

function privateNetwork(
    context: DeploymentContext,
    { environmentId }: ConfluentEnvironment,
    attachment: PrivateLinkAttachment,
    key: string,
    consumers: Readonly<Record<string, ConsumerVpc>>,
): PrivateNetwork {
    const { settings, options } = context;
    const { vpcCidr, zoneIds } = entry(settings.privateNetworks, key);
    const clients = clientNetworks(settings, key);
    const { hub } = settings;
    const neighbourVpcs = neighbours(settings, key).map((other) => {
        return [`network-${other}`, entry(consumers, other).vpcId] as const;
    });
    return new PrivateNetwork(
        key,
        {
            vpcCidr,
            zoneIds,
            environmentId,
            attachment,
            clients: Object.fromEntries(clients.map((client) => [client.key, client.cidr])),
            runner: hub === undefined ? "own" : "runner",
            zoneVpcs: { ...zoneVpcs(settings, key), ...Object.fromEntries(neighbourVpcs) },
            systemRuleVpcs: systemRuleVpcs(settings, key),
            displayName: context.displayName(key),
            // Without anybody on the other side, an attachment would only cost.
            ...(hub === undefined || !clients.some(({ viaTransitGateway }) => viaTransitGateway)
                ? {}
                : { hub: hubConnection(settings, key, hub) }),
        },
        options,
    );
}

/** The VPCs that get a SYSTEM rule, under the keys of their zone associations: two roles may share one VPC. */
function systemRuleVpcs(settings: Settings, networkKey: string): string[] {
    const vpcs = Object.entries(zoneVpcs(settings, networkKey));
    const keys = entry(settings.privateNetworks, networkKey).systemResolverRule.map((role) => {
        const vpcId = hubVpcId(settings, role);
        return vpcs.find(([, vpc]) => vpc === vpcId)?.[0] ?? role;
    });
    const others = neighbours(settings, networkKey).filter(
        (other) => entry(settings.privateNetworks, other).systemResolverRule.length > 0,
    );
    return [...new Set([...keys, ...others.map((other) => `network-${other}`)])];
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

function hubConnection(settings: Settings, networkKey: string, hub: HubSettings): HubConnectionArgs {
    const clients = clientNetworks(settings, networkKey).filter((client) => client.viaTransitGateway);
    const returnRoutes = hub.manageRoutes ? hubReturnRoutes(settings, networkKey) : [];
    const { transitGateway, vpn } = hub;
    // Networks look up one table: it has to know the way from the endpoint back to each neighbour, and to the endpoint.
    const shared = neighbours(settings, networkKey).length > 0 ? [transitGateway.associationRouteTableId] : [];
    const isFollowed = networkKey === followedNetwork(settings);
    return {
        transitGatewayId: transitGateway.id,
        associationRouteTableId: transitGateway.associationRouteTableId,
        propagationRouteTableIds: [...new Set([...transitGateway.propagationRouteTableIds, ...shared])],
        clients: clients.map((client) => client.key),
        routeTableIds: returnRoutes.map((route) => route.routeTableId),
        ...(vpn?.endpointId === undefined || !isFollowed
            ? {}
            : {
                  clientVpn: {
                      endpointId: vpn.endpointId,
                      targetSubnetIds: vpn.mode === "vpc" ? vpn.targetSubnetIds : [],
                  },
              }),
    };
}

/** The settings' checks see to it that networks share an endpoint only where a hub is. */
function hubOf({ hub }: Settings): HubSettings {
    if (hub === undefined) {
        throw new ProgramError("networks share an endpoint over a Transit Gateway, and there is no hub");
    }
    return hub;
}
