// Serialised into the stack's state like the gates' provider, whose code goes with it.
import type * as dynamic from "@pulumi/pulumi/dynamic";
import * as kafkaRest from "./kafkaRest";
import * as readiness from "./readinessProvider";
import type { Target } from "./readinessProvider";
import * as waiting from "./waiting";
import type { NotReady } from "./waiting";

// Held as values, as by the gates' provider.
const { reason } = kafkaRest;
const { advice, differs, outOfUse } = readiness;
const { waitFor } = waiting;

/** What a guard is given; all of it comes back as outputs. */
export interface GuardInputs {
    /** The clusters on which objects of this stack have to be deleted one by one, each with its key in the settings. */
    readonly clusters: readonly (Target & { readonly key: string })[];
}

/** Long enough for a name server or a connection that does not answer at once, short enough for somebody who waits. */
const GUARD_SECONDS = 5;

/** The error of a guard: which clusters cannot be used, what was seen, what to do. It holds no part of a credential. */
export function refusal(failures: readonly { readonly cluster: GuardInputs["clusters"][number]; failure: NotReady }[]) {
    const told = failures.map(
        ({ cluster, failure }) =>
            `cluster ${cluster.clusterId} (clusters.${cluster.key}): stage that failed: ${failure.stage}; ` +
            `seen: ${failure.seen}; check: ${advice(cluster, failure)}`,
    );
    return (
        `Stopped before anything was deleted. What this stack made on existing clusters has to be deleted there, one ` +
        `by one, and these cannot be used from here: ${told.join(". And ")}. ` +
        `Run the same command from the private runner, or when this is mended.`
    );
}

/** Fails, with all of them, when clusters cannot be used from here. */
async function requireReach(clusters: GuardInputs["clusters"]): Promise<void> {
    const failures: { cluster: GuardInputs["clusters"][number]; failure: NotReady }[] = [];
    const look = async (cluster: GuardInputs["clusters"][number]) => {
        let last: NotReady | undefined;
        const note = (failure: NotReady) => {
            last = failure;
            return failure.stage;
        };
        try {
            await waitFor(() => outOfUse(cluster), {
                deadlineMs: GUARD_SECONDS * 1000,
                explanation: note,
                inARow: 1,
            });
        } catch (error) {
            failures.push({ cluster, failure: last ?? { stage: "respond", seen: reason(error) } });
        }
    };
    await Promise.all(clusters.map(look));
    if (failures.length > 0) {
        throw new Error(refusal(failures));
    }
}

/** Looks at all its clusters before it lets itself be deleted, and at those that it is to guard no longer. */
export const guardProvider: dynamic.ResourceProvider<GuardInputs, GuardInputs> = {
    diff: (_id, olds, news) =>
        Promise.resolve({ changes: differs({ ...olds }, { ...news }), replaces: [], deleteBeforeReplace: false }),
    create: (inputs) => Promise.resolve({ id: "guard", outs: inputs }),
    update: async (_id, olds, news) => {
        const kept = news.clusters.map(({ clusterId }) => clusterId);
        await requireReach(olds.clusters.filter(({ clusterId }) => !kept.includes(clusterId)));
        return { outs: news };
    },
    delete: (_id, props) => requireReach(props.clusters),
};
