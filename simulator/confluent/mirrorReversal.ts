import { Refusal } from "./api";
import type { Cloud, Stored } from "./cloud";
import { sourceOf } from "./linkReading";
import { otherHalf } from "./linkState";
import { followAll } from "./records";
import { topicKey, type MirrorStatus } from "./specs";
import { topicOf } from "./topics";

/** A change that makes a mirror of one end's topic out of it, and an ordinary topic of the other end's mirror. */
interface Reversal {
    /** Who asks: the end whose mirror becomes an ordinary topic, or the end whose topic becomes a mirror. */
    readonly askedOf: "mirror" | "topic";
    /** What the mirror has to be before. */
    readonly from: MirrorStatus;
    /** What the mirror at the other end is after it. */
    readonly to: MirrorStatus;
}

/** By the verb in the path. */
export const REVERSALS: Readonly<Record<string, Reversal>> = {
    "reverse-and-start-mirror": { askedOf: "mirror", from: "ACTIVE", to: "ACTIVE" },
    "reverse-and-pause-mirror": { askedOf: "mirror", from: "ACTIVE", to: "PAUSED" },
    "truncate-and-restore": { askedOf: "topic", from: "STOPPED", to: "ACTIVE" },
};

/** All topics or none: what refuses one of them refuses the request. */
export function changeBothEnds(
    cloud: Cloud,
    link: Stored<"links">,
    topics: readonly string[],
    reversal: Reversal,
): void {
    const other = refuseOneWay(cloud, link);
    const stopping = reversal.askedOf === "mirror" ? link : other;
    const mirrors = topics.map((topic) => stoppable(cloud, stopping, topic, reversal.from));
    for (const mirror of mirrors) {
        turnAround(cloud, mirror, reversal.to);
    }
    followAll(cloud);
}

function refuseOneWay(cloud: Cloud, link: Stored<"links">): Stored<"links"> {
    const { name, linkMode, config } = link.spec;
    const other = otherHalf(cloud, link.spec);
    if (linkMode !== "BIDIRECTIONAL" || other === undefined) {
        throw new Refusal(400, `Cluster link '${name}' is not bidirectional: its mirrors cannot be reversed.`, 40002);
    }
    const prefixes = [config, other.spec.config].map((each) => each["cluster.link.prefix"] ?? "");
    if (prefixes.some((prefix) => prefix !== "")) {
        throw new Refusal(400, `Cluster link '${name}' has a prefix: its mirrors cannot be reversed.`, 40002);
    }
    return other;
}

function stoppable(cloud: Cloud, { spec }: Stored<"links">, topic: string, from: MirrorStatus): Stored<"mirrors"> {
    const mirror = cloud.get("mirrors", topicKey(spec.clusterId, topic));
    if (mirror?.spec.linkName !== spec.name) {
        throw new Refusal(404, `Mirror topic '${topic}' not found on cluster link '${spec.name}'`, 40403);
    }
    // A mirror that its link may not read for shows as without source.
    if (mirror.spec.status !== from || (from === "ACTIVE" && sourceOf(cloud, mirror.spec) === undefined)) {
        throw new Refusal(400, `Mirror topic '${topic}' is not ${from}: it cannot be reversed or restored.`, 40002);
    }
    if (topicOf(cloud, mirror.spec.sourceClusterId, mirror.spec.sourceTopic) === undefined) {
        throw new Refusal(404, "This server does not host this topic-partition.", 40403);
    }
    return mirror;
}

/** The topic that was mirrored loses what the mirror does not have, and follows it from now on. */
function turnAround(cloud: Cloud, mirror: Stored<"mirrors">, status: MirrorStatus): void {
    const { clusterId, linkName, topic, sourceClusterId, sourceTopic, startOffset = 0 } = mirror.spec;
    const [own, there] = [topicOf(cloud, clusterId, topic), topicOf(cloud, sourceClusterId, sourceTopic)];
    const [kept, divergent] = [own?.spec.records ?? [], there?.spec.records ?? []];
    // What follows the first record that differs was never carried over.
    const after = divergent.slice(startOffset).findIndex((record, index) => record !== kept[index]);
    if (there !== undefined && after >= 0) {
        cloud.change(there, { records: divergent.slice(0, startOffset + after) });
    }
    const changedAt = cloud.now();
    cloud.change(mirror, { status: "STOPPED", changedAt });
    const id = topicKey(sourceClusterId, sourceTopic);
    cloud.add("mirrors", id, {
        clusterId: sourceClusterId,
        linkName,
        topic: sourceTopic,
        sourceClusterId: clusterId,
        sourceTopic: topic,
        status,
        changedAt,
    });
}
