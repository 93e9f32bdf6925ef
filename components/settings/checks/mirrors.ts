import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftCluster, DraftLink, DraftMirror } from "../draft";
import { PREFIX_KEY } from "../linkConfigKeys";
import { LONGEST_TOPIC_NAME } from "../rules";
import { isStopped } from "../topology";

/** One topic to be mirrored: from which cluster, onto which, and what the mirror will be called. */
interface Mirror {
    readonly topic: DraftMirror;
    readonly name: string;
    readonly fromKey: string;
    readonly ontoKey: string;
    readonly from: DraftCluster | undefined;
    readonly onto: DraftCluster | undefined;
}

/** Mirrored topics exist where they come from, and their names are free where they go. */
export function checkMirrors(draft: Draft): Problem[] {
    const mirrors = [...(draft.links?.values() ?? [])].flatMap((link) => mirrorsOf(link, draft));
    return mirrors.flatMap((mirror, index) => [
        ...notDeclared(mirror, mirrors),
        ...nameTaken(mirror, mirrors),
        ...mirroredTwice(mirror, mirrors.slice(0, index)),
        ...nameTooLong(mirror),
    ]);
}

function mirrorsOf(link: DraftLink, { clusters }: Draft): Mirror[] {
    const source = link.source?.value;
    const destination = link.destination?.value;
    if (source === undefined || destination === undefined || source === destination) {
        return [];
    }
    const direction = (topics: readonly DraftMirror[], fromKey: string, ontoKey: string, prefix = "") =>
        topics.map((topic) => ({
            topic,
            name: `${prefix}${topic.value}`,
            fromKey,
            ontoKey,
            from: clusters?.get(fromKey),
            onto: clusters?.get(ontoKey),
        }));
    const prefixes = [link.config.destination, link.config.source].map(({ entries }) => entries.get(PREFIX_KEY)?.value);
    return [
        ...direction(link.fromSource, source, destination, prefixes[0]),
        ...direction(link.fromDestination, destination, source, prefixes[1]),
    ];
}

/** A mirror that has stopped needs no topic to follow, and is itself one that the way back can follow. */
function notDeclared({ topic, from, fromKey }: Mirror, all: readonly Mirror[]): Problem[] {
    const isTopicThere = all.some(
        (other) => other.ontoKey === fromKey && other.name === topic.value && isStopped(other.topic.status?.value),
    );
    if (from?.topics === undefined || from.topics.has(topic.value) || isTopicThere || isStopped(topic.status?.value)) {
        return [];
    }
    const names = [...from.topics.keys()];
    const closest = nearest(topic.value, names);
    return [
        problem({
            path: topic.path,
            given: show(topic.value),
            allowed: `a topic that clusters.${fromKey}.topics declares: ${names.join(", ") || "it has none"}`,
            fix: `Declare it there${closest === undefined ? "" : `, or write "${closest}", the nearest`}.`,
        }),
    ];
}

/** A name is written to on one side only; the mirror takes it on the other. */
function nameTaken(mirror: Mirror, all: readonly Mirror[]): Problem[] {
    const { topic, name, onto, ontoKey, fromKey } = mirror;
    if (!onto?.topics?.has(name)) {
        return [];
    }
    const isBothWays = all.some(
        (other) => other.fromKey === ontoKey && other.ontoKey === fromKey && other.topic.value === name,
    );
    return [
        problem({
            path: topic.path,
            given: isBothWays ? `${show(topic.value)}, mirrored both ways` : show(topic.value),
            allowed: `a topic whose mirror, ${show(name)}, is not declared on the cluster it goes to`,
            fix: `Remove ${show(name)} from clusters.${ontoKey}.topics, or do not mirror it onto that cluster.`,
        }),
    ];
}

function mirroredTwice({ topic, name, ontoKey }: Mirror, earlier: readonly Mirror[]): Problem[] {
    const twin = earlier.find((other) => other.ontoKey === ontoKey && other.name === name);
    if (twin === undefined || twin.topic.path.split("[")[0] === topic.path.split("[")[0]) {
        // One list that names a topic twice is told of by the check on lists.
        return [];
    }
    return [
        problem({
            path: topic.path,
            given: show(topic.value),
            allowed: `one mirror called ${show(name)} on ${ontoKey}; ${twin.topic.path} makes it already`,
            fix: "Mirror it over one of the links only.",
        }),
    ];
}

function nameTooLong({ topic, name }: Mirror): Problem[] {
    if (name.length <= LONGEST_TOPIC_NAME || topic.value.length > LONGEST_TOPIC_NAME) {
        return [];
    }
    return [
        problem({
            path: topic.path,
            given: `a mirror with a name of ${name.length} characters`,
            allowed: `at most ${LONGEST_TOPIC_NAME} characters, ${PREFIX_KEY} included`,
            fix: "Shorten the prefix or the topic's name.",
        }),
    ];
}
