import { path } from "../../simulator/network/reachability";
import { resolveName } from "../../simulator/network/resolve";
import type { World } from "../../simulator/world";
import type { Run } from "./simulated";

/** What keeps a VPC from a host on the ports that Confluent serves; nothing when every address answers. */
export function unreached(world: World, vpcId: string, host: string): string[] {
    const answer = resolveName(world, { vpcId }, host);
    if (answer.status === "nxdomain") {
        return [answer.reason];
    }
    const tried = answer.addresses.flatMap((address) =>
        [443, 9092].map((port) => path(world, { vpcId }, address, port)),
    );
    return tried.flatMap((reach) => (reach.open ? [] : [reach.reason]));
}

/** Hosts of the clusters in the outputs of a run, by the cluster's key. */
export function hostsOf({ outputs }: Run): Record<string, string> {
    const clusters = Object.entries(outputs.clusters as Record<string, { restEndpoint: string }>);
    return Object.fromEntries(clusters.map(([key, { restEndpoint }]) => [key, new URL(restEndpoint).hostname]));
}
