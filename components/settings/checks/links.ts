import { problem, show, type Problem } from "../../internal/problems";
import { CLUSTER_KINDS, LINK_MODES, linkFault, supportedModes, type Side } from "../../linking/linkPlan";
import type { Draft, DraftLink } from "../draft";
import { sideOf } from "../sides";
import { unknownReference } from "./clusters";
import { statedWay } from "./existing";

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

function unsupportedPair(link: DraftLink, draft: Draft, region: string): Problem[] {
    const source = draftSide(link.source?.value, draft, region);
    const destination = draftSide(link.destination?.value, draft, region);
    const mode = LINK_MODES.find((known) => known === link.mode?.value);
    if (source === undefined || destination === undefined || mode === undefined) {
        return [];
    }
    const fix = linkFault(source, destination, mode);
    if (fix === undefined) {
        return [];
    }
    const modes = supportedModes(source, destination);
    return [
        problem({
            path: link.path,
            given: `a ${mode} link from ${show(source.key)} to ${show(destination.key)}`,
            allowed:
                modes.length === 0
                    ? "two different clusters of this stack that can reach each other"
                    : `mode ${modes.join(" or ")} for this pair`,
            fix,
        }),
    ];
}

/** What decides how a cluster of the draft can be linked; undefined where the draft does not say. */
export function draftSide(key: string | undefined, { clusters, environment }: Draft, region: string): Side | undefined {
    const cluster = key === undefined ? undefined : clusters?.get(key);
    const type = cluster?.type?.value;
    const stated = type === "existing" ? cluster?.kind?.value : type;
    const kind = CLUSTER_KINDS.find((known) => known === stated);
    if (key === undefined || cluster === undefined || type === undefined || kind === undefined) {
        return undefined;
    }
    const place = { environmentId: cluster.environmentId?.value, region: cluster.region?.value };
    const home = { environmentId: environment.id?.value, region };
    return sideOf(key, kind, { type, ...place, ...statedWay(cluster) }, home);
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
