import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftCluster, Located } from "../draft";

const MIN_MULTI_ZONE_CKU = 2;

/** Clusters name networks and topics that exist, and are large enough for their availability. */
export function checkClusters({ clusters, privateNetworks }: Draft): Problem[] {
    const all = [...(clusters?.values() ?? [])];
    return [
        ...all.flatMap(({ privateNetwork }) => unknownReference(privateNetwork, privateNetworks, "private network")),
        ...all.flatMap(tooSmall),
        ...all.flatMap(({ datagen, topics }) =>
            [...(datagen?.values() ?? [])].flatMap(({ topic }) =>
                unknownReference(topic, topics, "topic of the cluster"),
            ),
        ),
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
