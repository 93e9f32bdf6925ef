import type { CallContext, Props, ResourceModel } from "../../provider/model";
import type { Fields } from "../api";
import { secondsWithWait } from "../../latencies";
import { callKafka, findInKafka, kafkaRestOf, refuseCredentials } from "./dataPlane";
import { importedCluster } from "./importing";
import { doing } from "./transport";
import { pollUntil } from "./wait";

const KIND = "Kafka Topic";

/** A topic; its settings and its number of partitions change in place, the latter upwards only. */
export const kafkaTopicModel: ResourceModel = {
    replaceOn: ["kafkaCluster.id", "topicName"],
    replaceWhen: { partitionsCount: (old, fresh) => Number(fresh) < Number(old) },
    computed: ["config", "httpEndpoint"],
    check(inputs) {
        if (typeof inputs.topicName === "string" && !/^[a-zA-Z0-9._-]+$/.test(inputs.topicName)) {
            throw new Error(`the topic name can be up to 249 characters of [a-zA-Z0-9._-], got "${inputs.topicName}"`);
        }
    },
    async create(context, inputs) {
        return doing(`creating ${KIND} ${JSON.stringify(inputs.topicName)}`, async () => {
            refuseCredentials(context, inputs);
            const rest = kafkaRestOf(context, inputs, KIND);
            const body = {
                topic_name: inputs.topicName,
                partitions_count: inputs.partitionsCount,
                configs: Object.entries(settings(inputs)).map(([name, value]) => ({ name, value })),
            };
            await callKafka(context, rest, "POST", "/topics", body);
            await context.wait(secondsWithWait("kafkaTopic"));
            return { id: `${rest.clusterId}/${String(inputs.topicName)}`, outputs: await readBack(context, inputs) };
        });
    },
    async read(context, id, state) {
        const name = id.slice(id.indexOf("/") + 1);
        return doing(`reading ${KIND} "${id}"`, () => findTopic(context, { ...state, topicName: name }));
    },
    async adopt(context, id) {
        const [clusterId = "", topicName] = id.split("/");
        const { restEndpoint, credentials } = importedCluster("", clusterId);
        const state = { topicName, kafkaCluster: { id: clusterId }, restEndpoint, credentials };
        const outputs = await doing(`importing ${KIND} "${id}"`, () => findTopic(context, state));
        return outputs === undefined ? undefined : { id, outputs };
    },
    async update(context, id, state, inputs) {
        return doing(`updating ${KIND} "${id}"`, async () => {
            const rest = kafkaRestOf(context, inputs, KIND);
            const path = `/topics/${encodeURIComponent(String(inputs.topicName))}`;
            if (inputs.partitionsCount !== undefined && inputs.partitionsCount !== state.partitionsCount) {
                await callKafka(context, rest, "PATCH", path, { partitions_count: inputs.partitionsCount });
            }
            const data = settingChanges(settings(state), settings(inputs));
            if (data.length > 0) {
                await callKafka(context, rest, "POST", `${path}/configs:alter`, { data });
            }
            return readBack(context, inputs);
        });
    },
    async delete(context, id, state) {
        await doing(`deleting ${KIND} "${id}"`, async () => {
            const rest = kafkaRestOf(context, state, KIND);
            const path = `/topics/${encodeURIComponent(String(state.topicName))}`;
            await callKafka(context, rest, "DELETE", path);
            const isGone = async () => ((await findInKafka(context, rest, path)) === undefined ? true : undefined);
            await pollUntil(context, {}, isGone);
        });
    },
};

function settings(state: Props): Record<string, string> {
    return (state.config ?? {}) as Record<string, string>;
}

function settingChanges(before: Record<string, string>, after: Record<string, string>): Props[] {
    const removed = Object.keys(before).filter((name) => !(name in after));
    const set = Object.entries(after).filter(([name, value]) => before[name] !== value);
    return [
        ...removed.map((name) => ({ name, operation: "DELETE" })),
        ...set.map(([name, value]) => ({ name, value, operation: "SET" })),
    ];
}

async function readBack(context: CallContext, state: Props): Promise<Props> {
    const found = await findTopic(context, state);
    if (found === undefined) {
        throw new Error("the topic was not found after the change");
    }
    return found;
}

/** The topic with what only the state knows: endpoint and credentials. */
async function findTopic(context: CallContext, state: Props): Promise<Props | undefined> {
    const rest = kafkaRestOf(context, state, KIND);
    const path = `/topics/${encodeURIComponent(String(state.topicName))}`;
    const topic = await findInKafka(context, rest, path);
    if (topic === undefined) {
        return undefined;
    }
    const configs = await callKafka(context, rest, "GET", `${path}/configs`);
    return {
        topicName: topic.text("topic_name"),
        partitionsCount: topic.number("partitions_count"),
        config: dynamicSettings(configs, "DYNAMIC_TOPIC_CONFIG"),
        kafkaCluster: { id: rest.clusterId },
        restEndpoint: rest.restEndpoint,
        httpEndpoint: state.httpEndpoint ?? "",
        credentials: state.credentials,
    };
}

/** Settings of a list that somebody has set: defaults, hidden values and the topic's own type are left out. */
export function dynamicSettings(list: Fields, source: string): Record<string, string> {
    const isSet = (entry: Fields): boolean =>
        entry.text("source") === source && entry.at("value") !== null && entry.text("name") !== "confluent.topic.type";
    const set = list.list("data").filter(isSet);
    return Object.fromEntries(set.map((entry) => [entry.text("name") ?? "", entry.text("value") ?? ""]));
}
