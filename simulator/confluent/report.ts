import { CONFLUENT_KINDS, type World } from "../world";
import { Cloud } from "./cloud";
import { linkHealth } from "./linkState";
import { mirrorStatus } from "./mirrors";

/** How many objects of each kind there are that were not there before the stack; kinds without any included. */
export function confluentCounts(world: World): Record<string, number> {
    const cloud = new Cloud(world, 0);
    const count = (kind: (typeof CONFLUENT_KINDS)[number]): number =>
        cloud.all(kind).filter(({ existing }) => existing !== true).length;
    return Object.fromEntries(CONFLUENT_KINDS.map((kind) => [kind, count(kind)]));
}

/** One half of a link, as its cluster reports it now. */
export interface LinkReport {
    readonly name: string;
    readonly cluster: string;
    readonly linkMode: string;
    readonly connectionMode: string;
    readonly state: string;
    readonly mirrors: readonly { readonly topic: string; readonly status: string }[];
}

/** Every half of every link with its state and mirrors. */
export function linkReport(world: World): LinkReport[] {
    const cloud = new Cloud(world, 0);
    return cloud.all("links").map((link) => {
        const { name, clusterId, linkMode, connectionMode } = link.spec;
        const mirrors = cloud
            .where("mirrors", (spec) => spec.clusterId === clusterId && spec.linkName === name)
            .map((mirror) => ({ topic: mirror.spec.topic, status: mirrorStatus(cloud, mirror) }));
        return { name, cluster: clusterId, linkMode, connectionMode, state: linkHealth(cloud, link).state, mirrors };
    });
}
