import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftCluster } from "../draft";
import { makesHub } from "./clusters";
import { isReachedPrivately, type StatedWay } from "../sides";

const PUBLIC_KINDS = ["basic", "standard"];

/** Existing clusters can be reached the way that is stated, and what is made has an environment to be made in. */
export function checkExisting(draft: Draft, region: string): Problem[] {
    const existing = [...(draft.clusters?.values() ?? [])].filter(isExisting);
    return [
        ...noEnvironment(draft),
        ...existing.flatMap((cluster) => wrongWay(cluster)),
        ...existing.flatMap((cluster) => otherRegion(cluster, region)),
        ...existing.flatMap((cluster, index) => sameCluster(cluster, existing.slice(0, index))),
    ];
}

/** What a draft says of how a cluster is reached. */
export function statedWay({ privateNetwork, reachable }: DraftCluster): StatedWay {
    return { privateNetwork: privateNetwork?.value, reachable: reachable?.value };
}

function isExisting({ type }: DraftCluster): boolean {
    return type?.value === "existing";
}

function noEnvironment(draft: Draft): Problem[] {
    const { environment, clusters, privateNetworks } = draft;
    const all = [...(clusters?.values() ?? [])];
    const hasNone = all.length === 0 && !makesHub(draft);
    const isNeeded = hasNone || !all.every(isExisting) || privateNetworks?.size !== 0;
    if (environment.isGiven || !isNeeded) {
        return [];
    }
    return [
        problem({
            path: environment.path,
            given: "nothing",
            allowed:
                "a map with either name and streamGovernance, or id; left out only where all clusters are existing " +
                "ones and there is no private network",
            fix: "Add it.",
        }),
    ];
}

function wrongWay(cluster: DraftCluster): Problem[] {
    const { kind, privateNetwork, reachable, path } = cluster;
    const what = `an existing ${kind?.value ?? ""} cluster`;
    const tell = (given: string, allowed: string, fix: string) => [problem({ path, given, allowed, fix })];
    if (privateNetwork !== undefined && reachable !== undefined) {
        return tell("both privateNetwork and reachable", "one of the two", "Remove the one that does not apply.");
    }
    const isPrivate = isReachedPrivately(statedWay(cluster));
    if (kind?.value === "enterprise" && !isPrivate) {
        const allowed = "the private way to it: privateNetwork, or reachable: fromRunner";
        return tell(`${what} without a way to it`, allowed, "Add the one that applies.");
    }
    if (isPrivate && PUBLIC_KINDS.includes(kind?.value ?? "")) {
        const allowed = "none: Basic and Standard clusters have public endpoints only";
        return tell(`${what} with a private way to it`, allowed, "Remove privateNetwork or reachable.");
    }
    if (privateNetwork !== undefined && kind?.value === "dedicated") {
        const allowed = "reachable: fromRunner: a PrivateLink attachment leads to Enterprise clusters only";
        return tell(`${what} in a private network`, allowed, "Replace privateNetwork, or remove it if it is public.");
    }
    return [];
}

/** A private network leads to the Enterprise clusters of its own region. */
function otherRegion({ privateNetwork, region }: DraftCluster, home: string): Problem[] {
    if (privateNetwork === undefined || region === undefined || region.value === home) {
        return [];
    }
    return [
        problem({
            path: region.path,
            given: show(region.value),
            allowed: `${show(home)}, the region of the stack's private networks`,
            fix: "Remove it, or write reachable: fromRunner instead of privateNetwork.",
        }),
    ];
}

function sameCluster({ id }: DraftCluster, earlier: readonly DraftCluster[]): Problem[] {
    const twin = earlier.find((other) => id !== undefined && other.id?.value === id.value);
    if (id === undefined || twin === undefined) {
        return [];
    }
    return [
        problem({
            path: id.path,
            given: show(id.value),
            allowed: `a cluster that no other entry names; ${twin.id?.path ?? ""} names it`,
            fix: "Keep one of the entries, with the topics of both.",
        }),
    ];
}
