import { advice, probe } from "../../components/access/readinessProvider";
import { isProps } from "../../simulator/provider/values";

/** A cluster whose objects a refresh asks for. */
interface AskedCluster {
    readonly key: string;
    readonly id: string;
    readonly restEndpoint: string;
}

/** The clusters on which the stack has objects, by the stack's outputs. */
export function askedClusters({ clusters, identities }: Readonly<Record<string, unknown>>): AskedCluster[] {
    const managed = isProps(identities) ? identities : {};
    return Object.entries(isProps(clusters) ? clusters : {}).flatMap(([key, cluster]) => {
        const { id, restEndpoint } = isProps(cluster) ? cluster : {};
        const isAsked = `${key}-manager` in managed && typeof id === "string" && typeof restEndpoint === "string";
        return isAsked ? [{ key, id, restEndpoint }] : [];
    });
}

/** Why a stack cannot be checked from here, by its outputs; undefined where it can. */
export async function uncheckable(
    outputs: Readonly<Record<string, unknown>>,
    resolver: string,
): Promise<string | undefined> {
    return Object.keys(outputs).length === 0
        ? "it has no outputs, so that nothing has been deployed yet"
        : outOfReach(outputs, resolver);
}

/**
 * Why the data plane of one of the stack's clusters cannot be asked from here; undefined where all can. A refresh would
 * find that out as well, minutes later: providers try again and again.
 */
export async function outOfReach(
    outputs: Readonly<Record<string, unknown>>,
    resolver: string,
): Promise<string | undefined> {
    const looks = askedClusters(outputs).map(async ({ key, id, restEndpoint }) => {
        const target = { clusterId: id, restEndpoint, link: "", resolver, keyOnly: true };
        // Without a key the answer is a refusal, which only a cluster in reach gives.
        const failure = await probe(target);
        return failure?.stage === "resolve" || failure?.stage === "connect"
            ? [`cluster ${key} is out of reach (${failure.seen}). Check: ${advice(target, failure)}.`]
            : [];
    });
    const found = (await Promise.all(looks)).flat();
    return found.length === 0 ? undefined : found.join(" ");
}
