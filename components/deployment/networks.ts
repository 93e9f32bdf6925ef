import * as pulumi from "@pulumi/pulumi";
import type { NetworkPath } from "../access/kafkaAccess";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { AccessPointPath } from "../kafka/accessPointCluster";
import { digest } from "../internal/digest";
import { ProgramError } from "../internal/programError";
import { ConsumerVpc } from "../network/consumerVpc";
import { IngressGateway } from "../network/ingressGateway";
import { PrivateLinkAttachment } from "../network/privateLinkAttachment";
import { PrivateNetwork, type HubConnectionArgs, type NamesArgs, type NetworkWay } from "../network/privateNetwork";
import type { HubSettings, Settings, VpcRole } from "../settings/settings";
import {
    clientNetworks,
    followedNetwork,
    hasEndpoint,
    hubReturnRoutes,
    neighbours,
    servesHub,
    usesAttachment,
    usesGateway,
    zoneVpcs,
} from "../settings/topology";
import { mapEntries } from "../internal/maps";
import { entry, type DeploymentContext } from "./context";
import type { DeployedHub } from "./hub";
import type { HubIds } from "./hubIds";

/** A private network as the rest of the stack sees it. */
export interface DeployedNetwork {
    readonly vpcId: pulumi.Output<string>;
    /** The endpoint that clients in this VPC use, and the zone that tells them so. */
    readonly endpointId: pulumi.Output<string>;
    readonly hostedZoneId: pulumi.Output<string>;
    /** The access point by which clusters are named in this network; undefined on an attachment. */
    readonly accessPoint?: AccessPointPath;
    /** The way of the program's own calls to clusters of this network. */
    readonly runnerPath: NetworkPath;
}

/** The private network over which a cluster is reached; undefined where it needs none. */
export function networkOf(
    { clusters }: Settings,
    networks: Readonly<Record<string, DeployedNetwork>>,
    clusterKey: string,
): DeployedNetwork | undefined {
    const cluster = entry(clusters, clusterKey);
    const key = cluster.type === "dedicated" ? undefined : cluster.privateNetwork;
    return key === undefined ? undefined : entry(networks, key);
}

/** Confluent's side of the stack's networks, each made when a network uses it. */
interface Entrances {
    readonly attachment: PrivateLinkAttachment | undefined;
    readonly gateway: IngressGateway | undefined;
}

/** The stack's private networks, behind the one attachment of their environment and region, or behind one gateway. */
export function deployNetworks(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
    hub: DeployedHub,
): Record<string, DeployedNetwork> {
    const { settings } = context;
    const followed = followedNetwork(settings);
    if (environment === undefined) {
        return {};
    }
    const entrances = deployEntrances(context, environment);
    const keys = Object.keys(settings.privateNetworks);
    const consumers =
        followed === undefined
            ? {}
            : made(
                  keys.filter((key) => !hasEndpoint(settings, key)),
                  (key) => consumerVpc(context, hub, key, followed),
              );
    const networks = made(
        keys.filter((key) => hasEndpoint(settings, key)),
        (key) => privateNetwork({ context, hub, consumers }, environment, entrances, key),
    );
    // The attachment's names lead the runner to the followed endpoint, whichever network a cluster belongs to.
    const shared = followed === undefined ? undefined : networks[followed]?.attachment;
    return mapEntries(settings.privateNetworks, (key, { keepAttachment }) => {
        const { attachment, gateway } = networks[key] ?? {};
        const { vpcId } = networks[key] ?? entry(consumers, key);
        if (gateway === undefined) {
            const { endpointId, hostedZoneId } = attachment ?? wayOf(shared);
            return { vpcId, endpointId, hostedZoneId, runnerPath: wayOf(shared) };
        }
        const { endpointId, hostedZoneId, accessPointId: id } = gateway;
        const accessPoint = { id, keepsNames: keepAttachment };
        // Objects that keep the old names are called by them.
        const runnerPath = keepAttachment ? bothWays(gateway, wayOf(shared)) : gateway;
        return { vpcId, endpointId, hostedZoneId, accessPoint, runnerPath };
    });
}

function wayOf(way: NetworkWay | undefined): NetworkWay {
    if (way === undefined) {
        throw new ProgramError("no private network is reached over a PrivateLink attachment");
    }
    return way;
}

function bothWays(one: NetworkWay, other: NetworkWay): NetworkPath {
    return {
        reachable: pulumi.all([one.reachable, other.reachable]).apply(digest),
        path: [...new Set([...one.path, ...other.path])],
    };
}

function deployEntrances(context: DeploymentContext, { environmentId }: ConfluentEnvironment): Entrances {
    const { region, privateNetworks } = context.settings;
    const networks = Object.values(privateNetworks);
    const entrance = (name: string) => ({ environmentId, region, displayName: context.displayName(name) });
    return {
        attachment: networks.some(usesAttachment)
            ? new PrivateLinkAttachment("privatelink", entrance("privatelink"), context.options)
            : undefined,
        gateway: networks.some(usesGateway)
            ? new IngressGateway("ingress", entrance("ingress"), context.options)
            : undefined,
    };
}

/** What stands around a private network. */
interface Surroundings {
    readonly context: DeploymentContext;
    readonly hub: DeployedHub;
    /** The networks that have no endpoint. */
    readonly consumers: Readonly<Record<string, ConsumerVpc>>;
}

function idsOf(hub: HubIds, names: Readonly<Record<string, string>>): Record<string, pulumi.Input<string>> {
    return mapEntries(names, (_key, name) => hub(name));
}

/** Each by its own name, once. */
function byName(hub: HubIds, names: readonly string[]): Record<string, pulumi.Input<string>> {
    return Object.fromEntries(names.map((name) => [name, hub(name)]));
}

function made<R>(keys: readonly string[], make: (key: string) => R): Record<string, R> {
    return Object.fromEntries(keys.map((key) => [key, make(key)]));
}

function consumerVpc(
    context: DeploymentContext,
    { ids, owner }: DeployedHub,
    key: string,
    followed: string,
): ConsumerVpc {
    const { settings, options } = context;
    const { vpcCidr, zoneIds } = entry(settings.privateNetworks, key);
    const { id, associationRouteTableId } = hubOf(settings).transitGateway;
    return new ConsumerVpc(
        key,
        {
            vpcCidr,
            zoneIds,
            endpointNetwork: { key: followed, vpcCidr: entry(settings.privateNetworks, followed).vpcCidr },
            transitGatewayId: ids(id),
            routeTable: { key: associationRouteTableId, id: ids(associationRouteTableId) },
            ...(owner === undefined ? {} : { owner }),
            displayName: context.displayName(key),
        },
        options,
    );
}

function privateNetwork(
    surroundings: Surroundings,
    { environmentId }: ConfluentEnvironment,
    entrances: Entrances,
    key: string,
): PrivateNetwork {
    const { settings, options, displayName } = surroundings.context;
    const network = entry(settings.privateNetworks, key);
    const clients = clientNetworks(settings, key);
    const { hub } = settings;
    return new PrivateNetwork(
        key,
        {
            vpcCidr: network.vpcCidr,
            zoneIds: network.zoneIds,
            environmentId,
            ...(entrances.attachment === undefined || !usesAttachment(network)
                ? {}
                : { attachment: { ...entranceArgs(entrances.attachment), ...sharedNames(surroundings, key) } }),
            ...(entrances.gateway === undefined || !usesGateway(network)
                ? {}
                : { gateway: { ...gatewayArgs(entrances.gateway), ...ownNames(surroundings, key) } }),
            clients: Object.fromEntries(clients.map((client) => [client.key, client.cidr])),
            runner: hub === undefined ? "own" : "runner",
            displayName: displayName(key),
            // Without anybody on the other side, an attachment would only cost.
            ...(hub === undefined || !clients.some(({ viaTransitGateway }) => viaTransitGateway)
                ? {}
                : { hub: hubConnection(surroundings, key, hub) }),
        },
        options,
    );
}

function entranceArgs({ attachmentId, domain, serviceName }: PrivateLinkAttachment) {
    return { attachmentId, domain, serviceName };
}

function gatewayArgs({ gatewayId, serviceName }: IngressGateway) {
    return { gatewayId, serviceName };
}

/** Who knows the names of the attachment: the hub and networks without an endpoint, where this network is followed. */
function sharedNames({ context, hub, consumers }: Surroundings, networkKey: string): NamesArgs {
    const { settings } = context;
    const hubVpcs = zoneVpcs(settings, networkKey, "attachment");
    const others = neighbours(settings, networkKey);
    const neighbourVpcs = others.map((other) => [`network-${other}`, entry(consumers, other).vpcId] as const);
    const withRule = others.filter((other) => entry(settings.privateNetworks, other).systemResolverRule.length > 0);
    return {
        zoneVpcs: { ...idsOf(hub.ids, hubVpcs), ...Object.fromEntries(neighbourVpcs) },
        systemRuleVpcs: [
            ...systemRuleVpcs(settings, networkKey, hubVpcs),
            ...withRule.map((other) => `network-${other}`),
        ],
        ...vpcOwners(hub, hubVpcs),
    };
}

/** The hub's VPCs are all in its account. */
function vpcOwners({ owner }: DeployedHub, hubVpcs: Readonly<Record<string, string>>): Pick<NamesArgs, "vpcOwners"> {
    return owner === undefined ? {} : { vpcOwners: mapEntries(hubVpcs, () => owner) };
}

/** Who knows the names of an access point: every VPC of the hub. */
function ownNames({ context, hub }: Surroundings, networkKey: string): NamesArgs {
    const { settings } = context;
    const hubVpcs = zoneVpcs(settings, networkKey, "gateway");
    return {
        zoneVpcs: idsOf(hub.ids, hubVpcs),
        systemRuleVpcs: systemRuleVpcs(settings, networkKey, hubVpcs),
        ...vpcOwners(hub, hubVpcs),
    };
}

/** The VPCs that get a SYSTEM rule, under the keys of their zone associations: two roles may share one VPC. */
function systemRuleVpcs(settings: Settings, networkKey: string, hubVpcs: Readonly<Record<string, string>>): string[] {
    const vpcs = Object.entries(hubVpcs);
    const keys = entry(settings.privateNetworks, networkKey).systemResolverRule.map((role) => {
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

function hubConnection(
    { context, hub: { ids, owner } }: Surroundings,
    networkKey: string,
    hub: HubSettings,
): HubConnectionArgs {
    const { settings } = context;
    const clients = clientNetworks(settings, networkKey).filter((client) => client.viaTransitGateway);
    const returnRoutes = hub.manageRoutes ? hubReturnRoutes(settings, networkKey) : [];
    const { transitGateway, vpn } = hub;
    // Networks look up one table: it has to know the way from the endpoint back to each neighbour, and to the endpoint.
    const shared = neighbours(settings, networkKey).length > 0 ? [transitGateway.associationRouteTableId] : [];
    return {
        transitGatewayId: ids(transitGateway.id),
        associationRouteTableId: ids(transitGateway.associationRouteTableId),
        propagationRouteTableIds: byName(ids, [...transitGateway.propagationRouteTableIds, ...shared]),
        clients: clients.map((client) => client.key),
        routeTableIds: byName(
            ids,
            returnRoutes.map((route) => route.routeTableId),
        ),
        ...(owner === undefined ? {} : { owner }),
        ...(vpn?.endpointId === undefined || !servesHub(settings, networkKey)
            ? {}
            : {
                  clientVpn: {
                      endpointId: ids(vpn.endpointId),
                      targetSubnetIds: byName(ids, vpn.mode === "vpc" ? vpn.targetSubnetIds : []),
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
