// This file is serialised into the stack's state and run later by the engine, possibly from a newer release of the
// program: it may use nothing but Node's built-in modules, which it loads where it uses them, and files that do the same.
import type * as dynamic from "@pulumi/pulumi/dynamic";
import * as kafkaRest from "./kafkaRest";
import type { Answer, Ask, Asked } from "./kafkaRest";
import * as waiting from "./waiting";
import type { NotReady } from "./waiting";

// Held as values: a module is stored by its name where it is in a package, and is not there where the provider runs.
const { approach, parsed } = kafkaRest;
const { teller, waitFor } = waiting;

/** How long a refresh looks: long enough for an answer that is lost, short enough for somebody who waits. */
const REFRESH_SECONDS = 5;

/** What a gate is given; `restEndpoint` and `credentials` come back as outputs, unchanged. */
export interface ReadinessInputs extends Asked {
    /** Name of the cluster link that has to be healthy too; empty for none. */
    readonly link: string;
    /** True for a credential that has to be accepted only, whatever it may do. */
    readonly keyOnly?: boolean;
    /** False where the cluster can hold no links, so that it need not list any. Defaults to true. */
    readonly listsLinks?: boolean;
    /** What will be made on the data plane behind this gate: a change here probes again. */
    readonly objects: readonly string[];
    /** Mirrors of the link that are ordinary topics by now; states of earlier releases have none. */
    readonly stopped?: readonly string[];
    /** Digest of the network path; empty for a public cluster. */
    readonly reachable: string;
    /** Ids of what the gate rests on besides the network (role binding, link halves): a new one probes again. */
    readonly restsOn: readonly string[];
    /** How long to wait, in seconds. */
    readonly deadlineSeconds: number;
}

/** What a look at a cluster needs to know; the rest of a gate's inputs says when to look again. */
export type Target = Asked & Pick<ReadinessInputs, "link" | "keyOnly" | "listsLinks">;

/** One look at the cluster: undefined when everything that the gate promises holds. */
export async function probe(inputs: Target): Promise<NotReady | undefined> {
    const ask = await approach(inputs);
    // An empty list of topics proves nothing about the role: a key without any right gets one too.
    const lists = ["/topics", "/acls", ...(inputs.listsLinks === false ? [] : ["/links"])];
    const ofCluster = inputs.keyOnly === true ? ["/topics"] : lists;
    const paths = inputs.link === "" ? ofCluster : [linkPath(inputs)];
    for (const path of paths) {
        const answer = await ask(path);
        const failure = "stage" in answer ? answer : judge(path, answer);
        if (failure !== undefined) {
            return failure;
        }
    }
    return undefined;
}

function linkPath({ link }: Target): string {
    return `/links/${encodeURIComponent(link)}`;
}

/** A look for those who only ask whether a cluster can be used from here: one that is asked too much can be. */
export async function outOfUse(target: Target): Promise<NotReady | undefined> {
    const failure = await probe(target);
    return failure?.isBusy === true ? undefined : failure;
}

/** What an answer says about the credential, its role, or the link. */
export function judge(path: string, answer: Answer): NotReady | undefined {
    const seen = `GET …${path} answered ${String(answer.status)}`;
    if (answer.status === 429) {
        return { stage: "respond", seen, isBusy: true };
    }
    if (answer.status === 401) {
        return { stage: "authenticate", seen };
    }
    if (answer.status === 403) {
        return path === "/topics" ? undefined : { stage: "authorise", seen };
    }
    if (path.startsWith("/links/")) {
        return judgeLink(seen, answer);
    }
    return answer.status === 200 ? undefined : { stage: "respond", seen };
}

interface LinkFields {
    readonly link_state?: string;
    readonly link_error?: string;
    readonly link_error_message?: string;
}

function judgeLink(seen: string, answer: Answer): NotReady | undefined {
    if (answer.status !== 200) {
        return { stage: answer.status === 404 ? "link" : "respond", seen };
    }
    const link = parsed(answer) as LinkFields | undefined;
    if (link === undefined) {
        return { stage: "respond", seen: `${seen}, without JSON` };
    }
    const error = link.link_error ?? "NO_ERROR";
    if (link.link_state === "ACTIVE" && (error === "" || error === "NO_ERROR")) {
        return undefined;
    }
    const detail = link.link_error_message ?? "no message";
    return { stage: "link", seen: `link state ${link.link_state ?? "unknown"}, error ${error} (${detail})` };
}

/** The error at the deadline: what failed, what was seen, what to check. It holds no part of the credential. */
export function explain(inputs: ReadinessInputs, failure: NotReady): string {
    return (
        `${subject(inputs)} was not ready after ${String(inputs.deadlineSeconds)} s. ` +
        `Stage that failed: ${failure.stage}. Seen: ${failure.seen}. Check: ${advice(inputs, failure)}. ` +
        `Nothing behind this gate has been touched; run the same command again when this is mended.`
    );
}

function subject({ link, clusterId }: Target): string {
    return `${link === "" ? "Kafka REST" : `cluster link ${link}`} of ${clusterId}`;
}

export function advice(inputs: Target, failure: NotReady): string {
    const host = new URL(inputs.restEndpoint).hostname;
    const isKey = inputs.oauth === undefined;
    if (failure.isBusy === true) {
        return "does something else ask much of this cluster? Run with fewer calls at a time: pulumi up --parallel 4";
    }
    return {
        token: "are token URL, client id, client secret and scope of confluentcloud:oauth right, and can this machine reach the identity provider?",
        resolve: `does ${host} resolve where this runs? A private cluster's names exist only in VPCs associated with its hosted zone: run from the private runner, or check the zone's associations and records`,
        connect: `can this machine reach the endpoint? Check the routes both ways, the Transit Gateway's association and propagation, and the endpoint's security group`,
        authenticate: isKey
            ? "was the API key deleted, or is it still being distributed? That takes about two minutes"
            : "is that the right identity pool, and does its filter let this client's tokens through?",
        authorise: isKey
            ? "does the key's service account have CloudClusterAdmin on this cluster (or the link's ACLs), and was that just made?"
            : "does the identity pool have CloudClusterAdmin on this cluster, and was that just made?",
        respond: "is the cluster healthy? See the Confluent Cloud status page and the cluster's page in the console",
        link: "can the dialling cluster reach its peer, and are the peer's credentials valid? See the link's page in the console",
    }[failure.stage];
}

async function ready(inputs: ReadinessInputs): Promise<ReadinessInputs> {
    // The engine shows what this process writes.
    const progress = teller(subject(inputs), (line) => {
        console.log(line);
    });
    await waitFor(() => probe(inputs), {
        deadlineMs: inputs.deadlineSeconds * 1000,
        explanation: (failure) => explain(inputs, failure),
        progress,
    });
    return inputs;
}

/** What worked once need not show that it does so everywhere: it is only asked from here, and soon given up. */
async function stillReady(inputs: ReadinessInputs): Promise<void> {
    const deadlineSeconds = Math.min(inputs.deadlineSeconds, REFRESH_SECONDS);
    await waitFor(() => outOfUse(inputs), {
        deadlineMs: deadlineSeconds * 1000,
        explanation: (failure) => explain({ ...inputs, deadlineSeconds }, failure),
        inARow: 1,
    });
}

/**
 * Mirrors that the program is about to delete, or treats as mirrors again. A mirror that has stopped holds data of its
 * own, and to delete it is to delete that.
 */
export function abandoned(olds: ReadinessInputs, news: ReadinessInputs): string[] {
    const [before, now] = [olds.stopped ?? [], news.stopped ?? []];
    const gone = olds.objects.filter((name) => !news.objects.includes(name) && !now.includes(name));
    return news.link === "" ? [] : [...gone, ...before.filter((name) => news.objects.includes(name))];
}

interface MirrorFields {
    readonly mirror_topic_name?: string;
    readonly mirror_status?: string;
}

/** Whether a mirror is none any more, or on its way there (PENDING_STOPPED): somebody wants its data just now. */
function hasStopped(status: string): boolean {
    return status.endsWith("STOPPED");
}

/** A look at a mirror that is to go: undefined when it may. Throws for one that has stopped, whoever stopped it. */
async function lookAtMirror(inputs: ReadinessInputs, mirror: string): Promise<NotReady | undefined> {
    const ask = await approach(inputs);
    const path = `${linkPath(inputs)}/mirrors/${encodeURIComponent(mirror)}`;
    const answer = await ask(path);
    if ("stage" in answer) {
        return answer;
    }
    if (answer.status === 404) {
        return lookAtFormerMirror(inputs, mirror, ask);
    }
    if (answer.status !== 200) {
        return judge(path, answer);
    }
    const status = (parsed(answer) as MirrorFields | undefined)?.mirror_status;
    if (status === undefined) {
        return { stage: "respond", seen: `GET …${path} answered 200, and no status` };
    }
    if (hasStopped(status)) {
        throw new Error(
            `${mirror} on ${inputs.clusterId} is no mirror any more: it was promoted or failed over, and holds data ` +
                `of its own. Nothing has been deleted. Give its entry under mirrorTopics the status PROMOTED or ` +
                `FAILED_OVER, and run up; the entry can be removed after that, which keeps the topic. To mirror ` +
                `it again, delete the topic on ${inputs.clusterId} first, and refresh.`,
        );
    }
    return undefined;
}

/** A topic that no link knows as a mirror any more; one that is gone is nobody's loss. */
async function lookAtFormerMirror(inputs: Target, mirror: string, ask: Ask): Promise<NotReady | undefined> {
    const path = `/topics/${encodeURIComponent(mirror)}`;
    const answer = await ask(path);
    if ("stage" in answer || answer.status === 404) {
        return "stage" in answer ? answer : undefined;
    }
    if (answer.status !== 200) {
        return judge(path, answer) ?? { stage: "authorise", seen: `GET …${path} answered ${String(answer.status)}` };
    }
    throw new Error(
        `${mirror} on ${inputs.clusterId} is a topic, and no mirror of link ${inputs.link} any more: it may hold data of ` +
            `its own. Nothing has been deleted. Run pulumi refresh, which lets go of the mirror and keeps the topic, and ` +
            `then the same command again.`,
    );
}

/** The mirrors that the link knows, from one look; undefined where it cannot be asked from here. */
async function mirrorsKnown(inputs: Target): Promise<readonly MirrorFields[] | undefined> {
    const ask = await approach(inputs);
    const answer = await ask(`${linkPath(inputs)}/mirrors`);
    return "status" in answer && answer.status === 200
        ? (parsed(answer) as { data?: readonly MirrorFields[] } | undefined)?.data
        : undefined;
}

/** A refresh lets go of mirrors that the link knows no more, as it does of their resources. */
async function mirrorsLeft(inputs: ReadinessInputs): Promise<readonly string[]> {
    const known = inputs.link === "" || inputs.objects.length === 0 ? undefined : await mirrorsKnown(inputs);
    const names = known?.map(({ mirror_topic_name: name }) => name);
    return names === undefined ? inputs.objects : inputs.objects.filter((name) => names.includes(name));
}

/**
 * Throws where the halves of a link are to be made anew and a mirror on them has stopped: mirrors are deleted with their
 * half. A preview is the only moment before that; where the cluster cannot be asked from here nothing is known.
 */
async function refuseLoss(olds: ReadinessInputs, news: ReadinessInputs): Promise<void> {
    const areMadeAnew = differs({ halves: olds.restsOn }, { halves: news.restsOn });
    if (olds.link === "" || olds.objects.length === 0 || !areMadeAnew) {
        return;
    }
    const stopped = ((await mirrorsKnown(olds)) ?? [])
        .filter(({ mirror_status: status = "" }) => hasStopped(status))
        .flatMap(({ mirror_topic_name: name }) => name ?? [])
        .filter((name) => olds.objects.includes(name));
    if (stopped.length > 0) {
        throw new Error(
            `cluster link ${olds.link} is to be made anew, and its mirrors with it: ${stopped.join(", ")} on ` +
                `${olds.clusterId} would be deleted, but was promoted or failed over and holds data of its own. Take ` +
                `back what changes the link, give the entry under mirrorTopics the status PROMOTED or FAILED_OVER, and ` +
                `run up. Then remove the entry, which keeps the topic, and run up again; after that the link can change.`,
        );
    }
}

/** Lets mirrors go only when the cluster has said of each that it has not stopped. */
async function refuseStopped(inputs: ReadinessInputs, mirrors: readonly string[]): Promise<void> {
    for (const mirror of mirrors) {
        await waitFor(() => lookAtMirror(inputs, mirror), {
            deadlineMs: inputs.deadlineSeconds * 1000,
            explanation: (failure) => explain(inputs, failure),
            inARow: 1,
        });
    }
}

/** Whether anything asks for another look: what only goes, or has stopped being a mirror, needs no healthy link. */
export function needsLook(olds: ReadinessInputs, news: ReadinessInputs): boolean {
    const isNew = news.objects.some((name) => !olds.objects.includes(name));
    const rest = (inputs: ReadinessInputs) => ({ ...inputs, objects: [], stopped: [] });
    return news.link === "" || isNew || differs(rest(olds), rest(news));
}

/** True when an input differs; the serialised code itself is not an input. Values that are not known yet differ. */
export function differs(olds: Record<string, unknown>, news: Record<string, unknown>): boolean {
    const keys = Object.keys({ ...olds, ...news }).filter((key) => key !== "__provider");
    return keys.some((key) => JSON.stringify(canonical(olds[key])) !== JSON.stringify(canonical(news[key])));
}

function canonical(value: unknown): unknown {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return value;
    }
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

/**
 * Throws where a link is to log in another way than it was made with: the provider changes a part of what that takes, or
 * nothing, and the keys that the link goes on with would be deleted.
 */
function refuseOtherLogin(olds: ReadinessInputs, news: ReadinessInputs): void {
    if (news.link !== "" && (olds.oauth === undefined) !== (news.oauth === undefined)) {
        throw new Error(
            `cluster link ${news.link} was made with authentication ${olds.oauth === undefined ? "apiKeys" : "oauth"}, ` +
                `which cannot be changed on a link that is there. Set it back and run up; or take the link out of ` +
                `the settings, run up, which deletes its mirrors, and add it again with the other authentication.`,
        );
    }
}

/** One provider for every gate, so that its code is serialised once. It has no `delete`: a gate holds nothing. */
export const readinessProvider: dynamic.ResourceProvider<ReadinessInputs, ReadinessInputs> = {
    // In a preview too, which is the only moment before the halves are changed.
    diff: async (_id, olds, news) => {
        refuseOtherLogin(olds, news);
        await refuseLoss(olds, news);
        return { changes: differs({ ...olds }, { ...news }), replaces: [], deleteBeforeReplace: false };
    },
    create: async (inputs) => ({
        id: inputs.link === "" ? inputs.clusterId : `${inputs.clusterId}/${inputs.link}`,
        outs: await ready(inputs),
    }),
    update: async (_id, olds, news) => {
        await refuseStopped(news, abandoned(olds, news));
        return { outs: needsLook(olds, news) ? await ready(news) : news };
    },
    // A refresh from where the cluster is out of reach fails here at once, and says why.
    read: async (id, props) => {
        if (props === undefined) {
            return { id };
        }
        await stillReady(props);
        return { id, props: { ...props, objects: await mirrorsLeft(props) } };
    },
};
