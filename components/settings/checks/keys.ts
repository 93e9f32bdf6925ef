import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftMap } from "../draft";
import { mapKeyRule, topicNameRule, type TextRule } from "../rules";

const KEY_ALLOWED = "a lower-case letter, then up to 31 lower-case letters, digits and hyphens";
const TOPIC_ALLOWED = "1 to 249 letters, digits, dots, underscores and hyphens";

/** Keys that become parts of resource names, and names of topics. */
export function checkKeys(draft: Draft): Problem[] {
    return [
        ...badKeys(draft.privateNetworks, mapKeyRule, KEY_ALLOWED),
        ...badKeys(draft.clusters, mapKeyRule, KEY_ALLOWED),
        ...badKeys(draft.links, mapKeyRule, KEY_ALLOWED),
        ...[...(draft.clusters?.values() ?? [])].flatMap(({ topics }) => badKeys(topics, topicNameRule, TOPIC_ALLOWED)),
        ...[...(draft.clusters?.values() ?? [])].flatMap(({ clients, datagen }) => [
            ...badKeys(clients, mapKeyRule, KEY_ALLOWED),
            ...badKeys(datagen, mapKeyRule, KEY_ALLOWED),
        ]),
    ];
}

function badKeys(map: DraftMap<{ readonly path: string }>, rule: TextRule, allowed: string): Problem[] {
    return [...(map ?? [])].flatMap(([key, { path }]) => {
        const fix = rule(key);
        return fix === undefined ? [] : [problem({ path, given: `the key ${show(key)}`, allowed, fix })];
    });
}
