import { PROJECT, readStackFile } from "../../simulator/engine/stackFiles";
import type { StackConfig } from "../../tests/support/stackFile";

const STACK = "dev";

/** What a stack of the benchmark has many of. */
export interface Size {
    readonly of: "topics" | "links";
    readonly count: number;
}

/** A size as people read it. */
export function titleOf({ of, count }: Size): string {
    const one = of === "topics" ? "mirror topic" : "link";
    return `${count.toLocaleString("en-GB")} ${one}${count === 1 ? "" : "s"}`;
}

interface RawLink {
    source: string;
    mirrorTopics?: { fromSource: string[] };
}

/**
 * The dev stack with that many topics on its private cluster, all mirrored over its one link; or with that many links
 * between its two clusters, none of which mirrors anything.
 */
export function stackOf({ of, count }: Size): StackConfig {
    const config = structuredClone(readStackFile(STACK, undefined).config ?? {});
    const clusters = config[`${PROJECT}:clusters`] as Record<string, object>;
    const [[name, link] = ["", undefined]] = Object.entries(config[`${PROJECT}:links`] as Record<string, RawLink>);
    if (link === undefined) {
        throw new Error(`the stack ${STACK} has no link`);
    }
    const topics = Array.from({ length: of === "topics" ? count : 0 }, (_, index) => `topic-${index}`);
    Object.assign(clusters[link.source] ?? {}, { topics: Object.fromEntries(topics.map((topic) => [topic, {}])) });
    const mirroring = { ...link, mirrorTopics: { fromSource: topics } };
    const names = of === "links" ? Array.from({ length: count }, (_, index) => `link-${index}`) : [name];
    config[`${PROJECT}:links`] = Object.fromEntries(names.map((each) => [each, mirroring]));
    return config;
}
