import type { CallContext, Props, ResourceModel } from "../../provider/model";
import { Fields } from "../api";
import { secondsWithWait } from "../../latencies";
import { callKafka, findInKafka, kafkaRest, refuseCredentials, type KafkaRest } from "./dataPlane";
import { importedCluster } from "./importing";
import { doing } from "./transport";
import { pollUntil } from "./wait";

const KIND = "Kafka Mirror Topic";

interface Mirror {
    readonly rest: KafkaRest;
    readonly link: string;
    readonly source: string;
    readonly name: string;
    /** `/links/{link}/mirrors/{name}`. */
    readonly path: string;
}

/** How a wanted status is reached; the service reports both ends of mirroring as STOPPED. */
const CHANGES: Readonly<Record<string, { verb: string; from: readonly string[]; reported: string }>> = {
    PAUSED: { verb: "pause", from: ["ACTIVE"], reported: "PAUSED" },
    ACTIVE: { verb: "resume", from: ["PAUSED"], reported: "ACTIVE" },
    PROMOTED: { verb: "promote", from: ["ACTIVE", "PAUSED"], reported: "STOPPED" },
    FAILED_OVER: { verb: "failover", from: ["ACTIVE", "PAUSED"], reported: "STOPPED" },
};

/** Both ways to stop a mirror are one to the service. */
function isReached(reported: unknown, wanted: unknown): boolean {
    return reported === wanted || (typeof wanted === "string" && CHANGES[wanted]?.reported === reported);
}

/** A mirror topic. Deleting it deletes the topic. A status given at create is not acted on, as with the real provider. */
export const kafkaMirrorTopicModel: ResourceModel = {
    replaceOn: [
        "clusterLink.linkName",
        "kafkaCluster.id",
        "kafkaCluster.restEndpoint",
        "mirrorTopicName",
        "sourceKafkaTopic.topicName",
    ],
    computed: ["mirrorTopicName", "status"],
    settles: { status: isReached },
    check(inputs) {
        if (typeof inputs.status === "string" && !(inputs.status in CHANGES)) {
            throw new Error(`expected status to be one of [${Object.keys(CHANGES).join(" ")}], got ${inputs.status}`);
        }
    },
    async create(context, inputs) {
        return doing(`creating ${KIND}`, async () => {
            refuseCredentials(context, inputs.kafkaCluster);
            const { rest, link, source, name } = mirrorOf(context, inputs);
            const renamed = inputs.mirrorTopicName === undefined ? {} : { mirror_topic_name: name };
            await callKafka(context, rest, "POST", `/links/${encodeURIComponent(link)}/mirrors`, {
                source_topic_name: source,
                ...renamed,
            });
            await context.wait(secondsWithWait("mirrorTopic"));
            return { id: `${rest.clusterId}/${link}/${name}`, outputs: await readBack(context, inputs) };
        });
    },
    async read(context, id, state) {
        return doing(`reading ${KIND} "${id}"`, () => findMirror(context, state));
    },
    async adopt(context, id) {
        const [clusterId = "", linkName, mirrorTopicName] = id.split("/");
        const state = { clusterLink: { linkName }, mirrorTopicName, kafkaCluster: importedCluster("", clusterId) };
        const outputs = await doing(`importing ${KIND} "${id}"`, () => findMirror(context, state));
        return outputs === undefined ? undefined : { id, outputs };
    },
    async update(context, id, state, inputs) {
        return doing(`updating ${KIND} "${id}"`, async () => {
            const wanted = new Fields(inputs).text("status");
            const current = new Fields(state).text("status") ?? "";
            if (wanted !== undefined && CHANGES[wanted]?.reported !== current) {
                await changeStatus(context, mirrorOf(context, inputs), current, wanted);
            }
            return readBack(context, inputs);
        });
    },
    async delete(context, id, state) {
        await doing(`deleting ${KIND} "${id}"`, async () => {
            const { rest, name, path } = mirrorOf(context, state);
            await callKafka(context, rest, "DELETE", `/topics/${encodeURIComponent(name)}`);
            const isGone = async () => ((await findInKafka(context, rest, path)) === undefined ? true : undefined);
            await pollUntil(context, {}, isGone);
        });
    },
};

function mirrorOf(context: CallContext, state: Props): Mirror {
    const fields = new Fields(state);
    const rest = kafkaRest(context, state.kafkaCluster, "kafka_cluster");
    const link = fields.text("clusterLink.linkName") ?? "";
    const source = fields.text("sourceKafkaTopic.topicName") ?? "";
    const name = fields.text("mirrorTopicName") ?? source;
    return { rest, link, source, name, path: `/links/${encodeURIComponent(link)}/mirrors/${encodeURIComponent(name)}` };
}

async function changeStatus(context: CallContext, mirror: Mirror, current: string, wanted: string): Promise<void> {
    const change = CHANGES[wanted];
    if (!change?.from.includes(current)) {
        throw new Error(`status cannot be changed from "${current}" to "${wanted}"`);
    }
    const path = `/links/${encodeURIComponent(mirror.link)}/mirrors:${change.verb}`;
    await callKafka(context, mirror.rest, "POST", path, { mirror_topic_names: [mirror.name] });
    await pollUntil(context, { timeout: 300 }, async () => {
        const found = await callKafka(context, mirror.rest, "GET", mirror.path);
        return found.text("mirror_status") === change.reported ? true : undefined;
    });
}

async function readBack(context: CallContext, state: Props): Promise<Props> {
    const found = await findMirror(context, state);
    if (found === undefined) {
        throw new Error("404 Not Found");
    }
    return found;
}

async function findMirror(context: CallContext, state: Props): Promise<Props | undefined> {
    const { rest, path } = mirrorOf(context, state);
    const found = await findInKafka(context, rest, path);
    if (found === undefined) {
        return undefined;
    }
    return {
        clusterLink: { linkName: found.text("link_name") },
        sourceKafkaTopic: { topicName: found.text("source_topic_name") },
        mirrorTopicName: found.text("mirror_topic_name"),
        kafkaCluster: state.kafkaCluster,
        status: found.text("mirror_status"),
    };
}
