import { PROJECT, readStackFile } from "../simulator/engine/stackFiles";

const STACK = "dev";

/** The dev stack with that many topics on its private cluster, all mirrored, as the engine hands it to a program. */
export function configurationWith(mirrorTopics: number): Record<string, string> {
    const config = structuredClone(readStackFile(STACK, undefined).config ?? {});
    const names = Array.from({ length: mirrorTopics }, (_, index) => `topic-${index}`);
    const clusters = config[`${PROJECT}:clusters`] as Record<string, object>;
    const links = config[`${PROJECT}:links`] as Record<string, { source: string }>;
    for (const link of Object.values(links)) {
        Object.assign(link, { mirrorTopics: { fromSource: names } });
        Object.assign(clusters[link.source] ?? {}, { topics: Object.fromEntries(names.map((name) => [name, {}])) });
    }
    const texts = Object.entries(config).map(([key, value]): [string, string] => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return Object.fromEntries(texts);
}
