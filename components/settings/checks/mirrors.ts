import { nearest } from "../../internal/nearest";
import { problem, show, type Problem } from "../../internal/problems";
import type { Draft, DraftCluster, DraftLink, DraftMirror } from "../draft";
import { PREFIX_KEY } from "../linkConfigKeys";
import { LONGEST_TOPIC_NAME, metricName } from "../rules";
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
    const names = takenNames(draft);
    const made = new Map<string, Mirror>();
    return mirrors.flatMap((mirror) => {
        const id = `${mirror.ontoKey}/${metricName(mirror.name)}`;
        const twin = made.get(id);
        made.set(id, twin ?? mirror);
        return [
            ...notDeclared(mirror, mirrors),
            ...nameTaken(mirror, mirrors, names),
            ...(twin === undefined ? [] : mirroredTwice(mirror, twin)),
            ...nameTooLong(mirror),
        ];
    });
}

/** The declared topic that takes a name, by cluster and by what metrics make of the name. */
type TakenNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

function takenNames({ clusters }: Draft): TakenNames {
    const names = (topics: DraftCluster["topics"]) => [...(topics?.keys() ?? [])];
    return new Map(
        [...(clusters ?? [])].map(([key, { topics }]) => [
            key,
            new Map(names(topics).map((name) => [metricName(name), name])),
        ]),
    );
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
    if (from?.topics === undefined || from.topics.has(topic.value) || isStopped(topic.status?.value)) {
        return [];
    }
    const stopped = all.filter(({ topic: { status } }) => isStopped(status?.value));
    if (stopped.some((other) => other.ontoKey === fromKey && other.name === topic.value)) {
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
function nameTaken(mirror: Mirror, all: readonly Mirror[], names: TakenNames): Problem[] {
    const { topic, name, ontoKey, fromKey } = mirror;
    const taken = names.get(ontoKey)?.get(metricName(name));
    if (taken === undefined) {
        return [];
    }
    const isBothWays = all.some(
        (other) => other.fromKey === ontoKey && other.ontoKey === fromKey && other.topic.value === taken,
    );
    return [
        problem({
            path: topic.path,
            given: isBothWays ? `${show(topic.value)}, mirrored both ways` : show(topic.value),
            allowed: `a topic whose mirror, ${show(name)}, is not declared on the cluster it goes to${alike(name, taken)}`,
            fix: `Remove ${show(taken)} from clusters.${ontoKey}.topics, or do not mirror it onto that cluster.`,
        }),
    ];
}

/** Kafka refuses names that only its metrics take for one. */
function alike(name: string, taken: string): string {
    return name === taken ? "" : `; ${show(taken)} is, and "." and "_" count as the same`;
}

function mirroredTwice({ topic, name, ontoKey }: Mirror, twin: Mirror): Problem[] {
    if (twin.topic.value === topic.value && twin.topic.path.split("[")[0] === topic.path.split("[")[0]) {
        // One list that names a topic twice is told of by the check on lists.
        return [];
    }
    return [
        problem({
            path: topic.path,
            given: show(topic.value),
            allowed:
                `one mirror called ${show(name)} on ${ontoKey}; ${twin.topic.path} makes it already` +
                alike(name, twin.name),
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
