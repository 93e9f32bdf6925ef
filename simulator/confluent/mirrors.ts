import { kafkaRoute, requireRight, type Caller } from "./access";
import { isAskedFor, param, Refusal, type ApiRequest, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";
import { kafkaUrl } from "./crn";
import { linkAsked } from "./links";
import { mayRead, sourceOf } from "./linkReading";
import { linkHealth } from "./linkState";
import { changeBothEnds, REVERSALS } from "./mirrorReversal";
import { followAll, lagOf } from "./records";
import type { MirrorStatus } from "./specs";
import { addTopic, topicOf } from "./topics";

interface Transition {
    readonly from: readonly MirrorStatus[];
    readonly to: MirrorStatus;
    /** Promotion needs the source, to check that nothing is missing. */
    readonly needsSource?: boolean;
}

const TRANSITIONS: Readonly<Record<string, Transition>> = {
    pause: { from: ["ACTIVE"], to: "PAUSED" },
    resume: { from: ["PAUSED"], to: "ACTIVE" },
    promote: { from: ["ACTIVE", "PAUSED"], to: "STOPPED", needsSource: true },
    failover: { from: ["ACTIVE", "PAUSED", "FAILED"], to: "STOPPED" },
};

/** `/kafka/v3/clusters/{lkc}/links/{link}/mirrors`. */
export function mirrorRoutes(cloud: Cloud): Route[] {
    const path = "/links/:link/mirrors";
    return [
        kafkaRoute(cloud, "GET", path, (caller, request) => listMirrors(cloud, caller, request)),
        kafkaRoute(cloud, "POST", path, (caller, request) => createMirror(cloud, caller, request)),
        kafkaRoute(cloud, "GET", `${path}/:mirror`, (caller, request) => readMirror(cloud, caller, request)),
        ...Object.entries(TRANSITIONS).map(([verb, transition]) =>
            kafkaRoute(cloud, "POST", `${path}:${verb}`, (caller, request) =>
                changeMirrors(cloud, caller, request, transition),
            ),
        ),
        ...Object.entries(REVERSALS).map(([verb, reversal]) =>
            kafkaRoute(cloud, "POST", `${path}:${verb}`, (caller, request) => {
                const link = linkAsked(cloud, caller, request, "ALTER");
                const topics = request.body.texts("mirror_topic_names");
                refuseIdleLink(cloud, link);
                changeBothEnds(cloud, link, topics, reversal);
                return altered(topics);
            }),
        ),
    ];
}

/** A mirror as it stands: one that runs is without source while its link is down, or may not read the topic. */
export function mirrorStatus(cloud: Cloud, { spec }: Stored<"mirrors">): string {
    const isCut = spec.status === "ACTIVE" && sourceOf(cloud, spec) === undefined;
    return isCut ? "SOURCE_UNAVAILABLE" : spec.status;
}

function mirrorsOf(cloud: Cloud, { spec }: Stored<"links">): Stored<"mirrors">[] {
    return cloud.where("mirrors", (one) => one.clusterId === spec.clusterId && one.linkName === spec.name);
}

function shown(cloud: Cloud, mirror: Stored<"mirrors">): object {
    const { clusterId, linkName, topic, sourceTopic } = mirror.spec;
    const partitions = topicOf(cloud, clusterId, topic)?.spec.partitions ?? 0;
    const lag = lagOf(cloud, mirror);
    return {
        kind: "KafkaMirrorData",
        metadata: { self: kafkaUrl(cloud, clusterId, `/links/${linkName}/mirrors/${topic}`) },
        link_name: linkName,
        mirror_topic_name: topic,
        source_topic_name: sourceTopic,
        num_partitions: partitions,
        mirror_lags: Array.from({ length: partitions }, (_, partition) => ({
            partition,
            lag: partition === 0 ? lag : 0,
            last_source_fetch_offset: -1,
        })),
        mirror_status: mirrorStatus(cloud, mirror),
        state_time_ms: mirror.spec.changedAt ?? mirror.createdAt,
    };
}

function listMirrors(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const link = linkAsked(cloud, caller, request, "DESCRIBE");
    const data = mirrorsOf(cloud, link).map((mirror) => shown(cloud, mirror));
    const self = kafkaUrl(cloud, caller.cluster.id, `/links/${link.spec.name}/mirrors`);
    return { status: 200, body: { kind: "KafkaMirrorDataList", metadata: { self, next: null }, data } };
}

function readMirror(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const link = linkAsked(cloud, caller, request, "DESCRIBE");
    const body = shown(cloud, mirrorOf(cloud, link, param(request, "mirror")));
    const errors = { mirror_state_transition_errors: [] };
    return {
        status: 200,
        body: isAskedFor(request, "include_state_transition_errors") ? { ...body, ...errors } : body,
    };
}

function mirrorOf(cloud: Cloud, link: Stored<"links">, topic: string): Stored<"mirrors"> {
    const found = mirrorsOf(cloud, link).find(({ spec }) => spec.topic === topic);
    if (found === undefined) {
        throw new Refusal(404, `Mirror topic '${topic}' not found on cluster link '${link.spec.name}'`, 40403);
    }
    return found;
}

function createMirror(cloud: Cloud, caller: Caller, request: ApiRequest): Reply {
    const link = linkAsked(cloud, caller, request, "ALTER");
    const sourceTopic = request.body.text("source_topic_name") ?? "";
    const topic = mirrorName(link, sourceTopic, request.body.text("mirror_topic_name"));
    requireRight(cloud, caller, { operation: "CREATE" });
    refuseIdleLink(cloud, link);
    refuseHidden(cloud, link, sourceTopic);
    const { clusterId, peerId } = link.spec;
    const source = topicOf(cloud, peerId, sourceTopic);
    if (source === undefined) {
        throw new Refusal(
            404,
            `Source topic '${sourceTopic}' of cluster link '${link.spec.name}': ` +
                "This server does not host this topic-partition.",
            40403,
        );
    }
    const { id } = addTopic(cloud, clusterId, topic, source.spec.partitions);
    const names = { clusterId, linkName: link.spec.name, topic, sourceClusterId: peerId, sourceTopic };
    const startsLate = link.spec.config["mirror.start.offset.spec"] === "latest";
    const startOffset = startsLate ? (source.spec.records ?? []).length : 0;
    cloud.add("mirrors", id, { ...names, status: "ACTIVE", startOffset });
    followAll(cloud);
    return { status: 201 };
}

/** Only a link with a prefix renames topics, and it always does. */
function mirrorName({ spec }: Stored<"links">, sourceTopic: string, wanted = sourceTopic): string {
    const prefix = spec.config["cluster.link.prefix"] ?? "";
    if (wanted !== `${prefix}${sourceTopic}`) {
        const message =
            prefix === ""
                ? "Topic renaming for mirroring not yet supported."
                : `Mirror topic name must be '${prefix}${sourceTopic}' on a link with the prefix '${prefix}'.`;
        throw new Refusal(400, message, 40002);
    }
    return wanted;
}

function refuseIdleLink(cloud: Cloud, link: Stored<"links">): void {
    const { name, linkMode } = link.spec;
    if (linkMode === "SOURCE") {
        throw new Refusal(400, `Cluster link '${name}' is in SOURCE mode: mirrors belong to its destination.`, 40002);
    }
    const health = linkHealth(cloud, link);
    if (health.state !== "ACTIVE") {
        throw new Refusal(
            400,
            `Cluster link '${name}' is not active: link state ${health.state}, link error ${health.error}.`,
            40002,
        );
    }
}

/** A new mirror takes partitions and settings from its topic, which the link has to be allowed to look at. */
function refuseHidden(cloud: Cloud, { spec }: Stored<"links">, topic: string): void {
    const needs = ["DESCRIBE", "DESCRIBE_CONFIGS"].map((operation) => ({ operation, topic }));
    if (!needs.every((need) => mayRead(cloud, spec, need))) {
        throw new Refusal(
            403,
            `Source topic '${topic}' of cluster link '${spec.name}': ` +
                "Not authorized to access topics: [Topic authorization failed.]",
            40301,
        );
    }
}

function changeMirrors(cloud: Cloud, caller: Caller, request: ApiRequest, transition: Transition): Reply {
    const link = linkAsked(cloud, caller, request, "ALTER");
    const topics = request.body.texts("mirror_topic_names");
    const mirrors = topics.map((topic) => mirrorOf(cloud, link, topic));
    for (const { spec } of mirrors) {
        if (!transition.from.includes(spec.status)) {
            throw new Refusal(
                400,
                `Mirror topic '${spec.topic}' is ${spec.status} and cannot become ${transition.to}.`,
                40002,
            );
        }
    }
    if (transition.needsSource === true) {
        refuseIdleLink(cloud, link);
    }
    for (const mirror of mirrors) {
        cloud.change(mirror, { status: transition.to, changedAt: cloud.now() });
    }
    followAll(cloud);
    return altered(topics);
}

function altered(topics: readonly string[]): Reply {
    const data = topics.map((topic) => ({
        mirror_topic_name: topic,
        error_message: null,
        error_code: null,
        mirror_lags: [],
    }));
    return { status: 200, body: { kind: "KafkaAlterMirrorsDataList", data } };
}
