import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftTopic } from "../draft";
import { metricName } from "../rules";
import { isTopicConfigKey, TOPIC_CONFIG } from "../topicConfigKeys";

/** Topics have settings that Kafka knows, and names that it can tell apart. */
export function checkTopics({ clusters }: Draft): Problem[] {
    return [...(clusters?.values() ?? [])].flatMap(({ topics }) => [
        ...[...(topics?.values() ?? [])].flatMap(unknownSettings),
        ...sameMetricName(topics ?? new Map<string, DraftTopic>()),
    ]);
}

function unknownSettings({ config }: DraftTopic): Problem[] {
    return [...config.entries]
        .filter(([key]) => !isTopicConfigKey(key))
        .map(([key, { path }]) =>
            problem({
                path,
                given: `the unknown key ${show(key)}`,
                allowed: `the settings of a Kafka topic: ${TOPIC_CONFIG.join(", ")}, and Confluent's own, confluent.…`,
                fix: `Rename it to "${nearest(key, TOPIC_CONFIG) ?? ""}", the nearest known key, or remove it.`,
            }),
        );
}

function sameMetricName(topics: ReadonlyMap<string, DraftTopic>): Problem[] {
    const seen = new Map<string, string>();
    return [...topics].flatMap(([name, { path }]) => {
        const metric = metricName(name);
        const twin = seen.get(metric);
        if (twin === undefined) {
            seen.set(metric, name);
            return [];
        }
        return [
            problem({
                path,
                given: `the key ${show(name)}`,
                allowed: `a name that differs from ${show(twin)} in more than "." and "_"`,
                fix: "Rename one of the two topics, and its mirrors.",
            }),
        ];
    });
}
