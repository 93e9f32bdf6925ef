import { seedNetwork } from "../aws/seed";
import { seedServices } from "../aws/services/seed";
import { TYPES } from "../aws/types";
import { seedWay } from "../aws/seedWay";
import { seedCluster, seedEnvironment, seedIdentityPool, seedPoolRole } from "../confluent/seed";
import { CLUSTER_KINDS } from "../confluent/specs";
import type { Place } from "../network/reachability";
import type { RunnerPlace } from "../cli/options";
import type {
    ExistingClusterSettings,
    HubSettings,
    OwnedClusterSettings,
    Settings,
} from "../../components/settings/settings";
import { isReachedPrivately } from "../../components/settings/sides";
import { runnersNetwork } from "../../components/settings/topology";
import type { World } from "../world";
import type { PoolClient } from "./stackFiles";

/** Where the program runs in a configuration that has no network of its own, and a cluster to be reached privately. */
const RUNNER = { vpcId: "vpc-0000000000005eed0", cidr: "10.2.0.0/16", routeTableIds: ["rtb-0000000000005eed0"] };

/**
 * Puts into the world what a configuration takes for granted: the hub, existing environments and clusters.
 * `hubIsMade`: a stack makes the hub, this one or another, so that nothing of it is taken for granted.
 */
export function seedWorld(world: World, settings: Settings, hubIsMade = false): void {
    if (settings.environment?.id !== undefined) {
        seedEnvironment(world, { id: settings.environment.id });
    }
    for (const cluster of Object.values(settings.clusters)) {
        if (cluster.type !== "existing") {
            seedImport(world, settings, cluster);
        }
    }
    const described = settings.hub === undefined ? { vpcs: lonelyRunner(settings) } : hubSeed(settings.hub);
    seedNetwork(world, { region: settings.region, ...(hubIsMade ? { vpcs: loneRunners(settings) } : described) });
    seedServices(world, givenArns(settings));
    for (const cluster of existingClusters(settings)) {
        seedExisting(world, settings, cluster);
    }
    world.changed();
}

/**
 * Puts into the world the identity pool as which a stack's provider logs in, with the role that it needs on clusters that
 * are there already. Call it after `seedWorld`.
 */
export function seedLogin(world: World, settings: Settings, { identityPoolId, clientId }: PoolClient): void {
    seedIdentityPool(world, { id: identityPoolId, clientId });
    for (const { id } of existingClusters(settings)) {
        seedPoolRole(world, identityPoolId, id);
    }
}

/** A cluster that is to be adopted stands in its environment; where that is not there, the import says so. */
function seedImport(world: World, { environment, region }: Settings, cluster: OwnedClusterSettings): void {
    const [id, environmentId = environment?.id] = cluster.import?.split("/").reverse() ?? [];
    if (id === undefined || environmentId === undefined || !(environmentId in world.data.confluent.environments)) {
        return;
    }
    const { displayName, availability } = cluster;
    const type =
        cluster.type === "dedicated"
            ? ({ kind: "Dedicated", cku: cluster.cku } as const)
            : { kind: "Enterprise" as const };
    seedCluster(world, { id, environmentId, displayName, availability, region, ...type });
}

function existingClusters({ clusters }: Settings): ExistingClusterSettings[] {
    return Object.values(clusters).filter((cluster) => cluster.type === "existing");
}

/** The runner's VPC where no other network is configured and it has somewhere to go. */
function lonelyRunner(settings: Settings) {
    const isNeeded =
        settings.hub === undefined &&
        Object.keys(settings.privateNetworks).length === 0 &&
        existingClusters(settings).some(({ reachable }) => reachable !== undefined);
    return isNeeded ? [{ role: "runner", ...RUNNER }] : [];
}

function seedExisting(world: World, settings: Settings, cluster: ExistingClusterSettings): void {
    const { id, environmentId, region } = cluster;
    const kind = CLUSTER_KINDS.find((known) => known.toLowerCase() === cluster.kind) ?? "Dedicated";
    const host = hostOf(cluster);
    seedCluster(world, { id, environmentId, kind, region, way: { isPrivate: isReachedPrivately(cluster), host } });
    const runner = settings.hub?.runner ?? lonelyRunner(settings)[0];
    if (cluster.reachable !== undefined && runner !== undefined) {
        seedWay(world, runner.vpcId, settings.region, host);
    }
}

/** Attachments have one domain for all clusters; a cluster behind somebody else's access point has its own. */
function hostOf({ id, region, privateNetwork, reachable }: ExistingClusterSettings): string {
    const tail = id.slice(id.indexOf("-") + 1);
    if (privateNetwork !== undefined) {
        return `${id}.${region}.aws.private.confluent.cloud`;
    }
    return reachable === undefined
        ? `pkc-${tail}.${region}.aws.confluent.cloud`
        : `${id}-ap${tail}.${region}.aws.accesspoint.glb.confluent.cloud`;
}

/** The runner's VPC that a hub to be made attaches. */
function loneRunners({ networkHub }: Settings) {
    return networkHub?.runner === undefined ? [] : [{ role: "runner", ...networkHub.runner }];
}

/** What a hub or a runner to be made names in other services of the account. */
function givenArns({ networkHub, deploymentRunner }: Settings) {
    const { serverArn, clientRootArn } = networkHub?.vpn?.certificates ?? {};
    return {
        secretArns: [deploymentRunner?.workflowRunner?.tokenSecretArn].flatMap((arn) => arn ?? []),
        certificateArns: [serverArn, clientRootArn].flatMap((arn) => arn ?? []),
    };
}

/** The account in whose role the stack works on the hub's side. */
function ownerSeed(owner: HubSettings["owner"]) {
    const ownerId = owner?.roleArn.split(":")[4];
    return ownerId === undefined
        ? {}
        : { ownerId, ...(owner?.shareArn === undefined ? {} : { shareArn: owner.shareArn }) };
}

function hubSeed({ transitGateway, runner, dns, vpn, owner }: HubSettings) {
    const vpcs = [
        // One that the stack makes has a name in place of its id.
        ...(runner.vpcId.startsWith("vpc-") ? [{ role: "runner", ...runner }] : []),
        ...(dns === undefined ? [] : [{ role: "dns", ...dns }]),
        ...(vpn?.mode === "vpc" ? [{ role: "vpn", ...vpn }] : []),
    ].map(({ role, vpcId, cidr, routeTableIds }) => ({ role, vpcId, cidr, routeTableIds: [...routeTableIds] }));
    // Names are the business of the DNS VPC, and without one of the VPC in which the clients come out.
    const resolver = dns ?? (vpn?.mode === "vpc" ? vpn : undefined);
    return {
        transitGateway: {
            ...transitGateway,
            propagationRouteTableIds: [...transitGateway.propagationRouteTableIds],
            ...ownerSeed(owner),
        },
        vpcs,
        ...(vpn?.endpointId === undefined
            ? {}
            : {
                  clientVpn: {
                      endpointId: vpn.endpointId,
                      clientCidr: vpn.clientCidr,
                      targetSubnetIds: vpn.mode === "vpc" ? [...vpn.targetSubnetIds] : [],
                      ...(vpn.mode === "vpc" ? { vpcId: vpn.vpcId } : { gatewayRoutes: ["0.0.0.0/0"] }),
                      ...(resolver === undefined ? {} : { resolverVpcId: resolver.vpcId }),
                  },
              }),
    };
}

/**
 * Where the program runs: the hub's runner VPC; without a hub the VPC of the followed network once it is there;
 * without either a VPC from which somebody else made the way to existing clusters.
 */
export function runnerPlace(world: World, settings: Settings | undefined, runner: RunnerPlace): Place {
    if (runner === "public" || settings === undefined) {
        return "public";
    }
    if (settings.hub !== undefined) {
        const { vpcId, cidr } = settings.hub.runner;
        return vpcId.startsWith("vpc-") ? { vpcId } : madeVpc(world, cidr);
    }
    const [lonely] = lonelyRunner(settings);
    if (lonely !== undefined) {
        return { vpcId: lonely.vpcId };
    }
    const key = runnersNetwork(settings);
    const network = key === undefined ? undefined : settings.privateNetworks[key];
    return network === undefined ? "public" : madeVpc(world, network.vpcCidr);
}

/** The VPC that the stack has made with that block; outside until it is there. */
function madeVpc(world: World, cidr: string): Place {
    const vpc = world.aws(TYPES.vpc).find(({ existing, props }) => existing !== true && props.cidrBlock === cidr);
    return vpc === undefined ? "public" : { vpcId: vpc.id };
}
