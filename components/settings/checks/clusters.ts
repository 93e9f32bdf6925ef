import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Located } from "../cursor";
import type { Draft, DraftCluster } from "../draft";

const MIN_MULTI_ZONE_CKU = 2;

/** Clusters name networks and topics that exist, and are large enough for their availability. */
export function checkClusters(draft: Draft): Problem[] {
    const { clusters, privateNetworks } = draft;
    const all = [...(clusters?.values() ?? [])];
    return [
        ...noCluster(draft),
        ...all.flatMap(({ privateNetwork }) => unknownReference(privateNetwork, privateNetworks, "private network")),
        ...all.flatMap(tooSmall),
        ...all.flatMap(({ datagen, topics }) =>
            [...(datagen?.values() ?? [])].flatMap(({ topic }) =>
                unknownReference(topic, topics, "topic of the cluster"),
            ),
        ),
    ];
}

/** Whether the stack is there for others: for their network, or for their deployments. */
export function makesHub({ networkHub, deploymentRunner }: Draft): boolean {
    return networkHub !== undefined || deploymentRunner !== undefined;
}

function noCluster(draft: Draft): Problem[] {
    const { clusters, clustersAt } = draft;
    if (clusters?.size !== 0 || makesHub(draft)) {
        return [];
    }
    return [
        problem({
            path: clustersAt.path,
            given: show(clustersAt.value),
            allowed:
                "a map with at least one cluster; none only in a stack that makes a networkHub or deploymentRunner",
            fix: "Add a cluster, such as shared: { type: dedicated, cku: 1 }.",
        }),
    ];
}

/** A reference by key into one of the maps; nothing is said where the map itself is not readable. */
export function unknownReference(
    reference: Located<string> | undefined,
    map: ReadonlyMap<string, unknown> | undefined,
    what: string,
): Problem[] {
    if (reference === undefined || map === undefined || map.has(reference.value)) {
        return [];
    }
    const { value, path } = reference;
    const keys = [...map.keys()];
    const closest = nearest(value, keys);
    return [
        problem({
            path,
            given: show(value),
            allowed:
                keys.length === 0 ? `the key of a ${what}, of which there is none` : `a ${what}: ${keys.join(", ")}`,
            fix: closest === undefined ? `Add a ${what} with this key.` : `Write "${closest}", the nearest, or add it.`,
        }),
    ];
}

function tooSmall({ type, availability, cku }: DraftCluster): Problem[] {
    const isMultiZone = type?.value === "dedicated" && availability?.value === "MULTI_ZONE";
    if (!isMultiZone || cku === undefined || cku.value >= MIN_MULTI_ZONE_CKU || cku.value < 1) {
        return [];
    }
    return [
        problem({
            path: cku.path,
            given: show(cku.value),
            allowed: `at least ${MIN_MULTI_ZONE_CKU} with availability MULTI_ZONE`,
            fix: `Write ${MIN_MULTI_ZONE_CKU} (each CKU is billed), or availability: SINGLE_ZONE.`,
        }),
    ];
}
