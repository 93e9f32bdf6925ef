import { problem, show, type Problem } from "../../internal/problems";
import { linkFault, type Side } from "../../linking/linkPlan";
import type { Draft, DraftCluster, DraftLink } from "../draft";
import { unknownReference } from "./clusters";

/** Links join two clusters that can be linked, under names that are free on both. */
export function checkLinks(draft: Draft, region: string): Problem[] {
    const links = [...(draft.links?.values() ?? [])];
    return [
        ...links.flatMap(({ source }) => unknownReference(source, draft.clusters, "cluster")),
        ...links.flatMap(({ destination }) => unknownReference(destination, draft.clusters, "cluster")),
        ...links.flatMap((link) => unsupportedPair(link, draft, region)),
        ...links.flatMap((link, index) => takenName(link, links.slice(0, index))),
    ];
}

function unsupportedPair(link: DraftLink, { clusters }: Draft, region: string): Problem[] {
    const source = sideOf(link.source?.value, clusters, region);
    const destination = sideOf(link.destination?.value, clusters, region);
    if (source === undefined || destination === undefined || link.mode?.value !== "bidirectional") {
        return [];
    }
    const fix = linkFault(source, destination, "bidirectional");
    if (fix === undefined) {
        return [];
    }
    return [
        problem({
            path: link.path,
            given: `a bidirectional link from ${show(source.key)} to ${show(destination.key)}`,
            allowed: "two different clusters of this stack that can reach each other",
            fix,
        }),
    ];
}

/** What decides how a cluster of the draft can be linked; undefined where the draft does not say. */
export function sideOf(key: string | undefined, clusters: Draft["clusters"], region: string): Side | undefined {
    const cluster: DraftCluster | undefined = key === undefined ? undefined : clusters?.get(key);
    const type = cluster?.type?.value;
    if (key === undefined || (type !== "enterprise" && type !== "dedicated")) {
        return undefined;
    }
    return { key, kind: type, isPrivate: type === "enterprise", environment: "the stack's", region };
}

/** A cluster has one link of a name. */
function takenName(link: DraftLink, earlier: readonly DraftLink[]): Problem[] {
    const { name } = link;
    const ends = endsOf(link);
    const twin = earlier.find(
        (other) =>
            name !== undefined && other.name?.value === name.value && endsOf(other).some((end) => ends.includes(end)),
    );
    if (name === undefined || twin?.name === undefined) {
        return [];
    }
    return [
        problem({
            path: name.path,
            given: show(name.value),
            allowed: `a name that no other link of these clusters has; ${twin.name.path} has it`,
            fix: "Give one of the two links another name.",
        }),
    ];
}

function endsOf({ source, destination }: DraftLink): string[] {
    return [source, destination].flatMap((end) => end?.value ?? []);
}
