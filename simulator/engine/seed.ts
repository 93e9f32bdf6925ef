import { seedNetwork } from "../aws/seed";
import { seedCluster, seedEnvironment } from "../confluent/seed";
import type { Place } from "../network/reachability";
import type { RunnerPlace } from "../cli/options";
import { runnersNetwork } from "../../components/settings/topology";
import type { ClusterSettings, HubSettings, Settings } from "../../components/settings/settings";
import type { World } from "../world";

/** Puts into the world what a configuration takes for granted: the hub, an existing environment. */
export function seedWorld(world: World, settings: Settings): void {
    if (settings.environment.id !== undefined) {
        seedEnvironment(world, { id: settings.environment.id });
    }
    for (const cluster of Object.values(settings.clusters)) {
        seedImport(world, settings, cluster);
    }
    const hub = settings.hub === undefined ? { vpcs: [] } : hubSeed(settings.hub);
    seedNetwork(world, { region: settings.region, ...hub });
    world.changed();
}

function seedImport(world: World, { environment, region }: Settings, cluster: ClusterSettings): void {
    const [id, environmentId = environment.id] = cluster.import?.split("/").reverse() ?? [];
    if (id === undefined || environmentId === undefined) {
        return;
    }
    const { displayName, availability } = cluster;
    const type =
        cluster.type === "dedicated"
            ? ({ kind: "Dedicated", cku: cluster.cku } as const)
            : { kind: "Enterprise" as const };
    seedCluster(world, { id, environmentId, displayName, availability, region, ...type });
}

function hubSeed({ transitGateway, runner, dns, vpn }: HubSettings) {
    const vpcs = [
        { role: "runner", ...runner },
        ...(dns === undefined ? [] : [{ role: "dns", ...dns }]),
        ...(vpn?.mode === "vpc" ? [{ role: "vpn", ...vpn }] : []),
    ].map(({ role, vpcId, cidr, routeTableIds }) => ({ role, vpcId, cidr, routeTableIds: [...routeTableIds] }));
    return {
        transitGateway: { ...transitGateway, propagationRouteTableIds: [...transitGateway.propagationRouteTableIds] },
        vpcs,
        ...(vpn?.endpointId === undefined
            ? {}
            : {
                  clientVpn: {
                      endpointId: vpn.endpointId,
                      clientCidr: vpn.clientCidr,
                      targetSubnetIds: vpn.mode === "vpc" ? [...vpn.targetSubnetIds] : [],
                      ...(vpn.mode === "vpc" ? { vpcId: vpn.vpcId } : {}),
                  },
              }),
    };
}

/** Where the program runs: the hub's runner VPC, or without a hub the VPC of its own network once it is there. */
export function runnerPlace(world: World, settings: Settings | undefined, runner: RunnerPlace): Place {
    if (runner === "public" || settings === undefined) {
        return "public";
    }
    if (settings.hub !== undefined) {
        return { vpcId: settings.hub.runner.vpcId };
    }
    const key = runnersNetwork(settings);
    const network = key === undefined ? undefined : settings.privateNetworks[key];
    const vpc = world
        .aws("aws:ec2/vpc:Vpc")
        .find((candidate) => candidate.existing !== true && candidate.props.cidrBlock === network?.vpcCidr);
    return vpc === undefined ? "public" : { vpcId: vpc.id };
}
