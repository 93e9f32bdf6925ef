import { isProps } from "../../simulator/provider/values";

export const ENDS = ["source", "destination"] as const;
export type End = (typeof ENDS)[number];

/** A half of a link, and where it is asked about. */
export interface HalfTarget {
    readonly end: End;
    /** Key of the cluster in the settings. */
    readonly cluster: string;
    readonly clusterId: string;
    readonly restEndpoint: string;
    /** Whether mirrors can be on this end. */
    readonly holdsMirrors: boolean;
    /** Names of the mirrors that the stack has there, as of its last `up`. */
    readonly expected: readonly string[];
}

/** A link of the stack. */
export interface LinkTarget {
    readonly key: string;
    readonly name: string;
    readonly mode: string;
    readonly halves: readonly HalfTarget[];
}

type Outputs = Readonly<Record<string, unknown>>;

/** The stack's links, by its outputs. Throws an Error where there are none, or where they were made by an older release. */
export function linkTargets(outputs: Outputs): LinkTarget[] {
    const links = Object.entries(isProps(outputs.links) ? outputs.links : {});
    if (links.length === 0) {
        throw new Error("the stack has no links: bring it up first (pulumi up), with a link in its settings.");
    }
    return links.map(([key, link]) => linkTarget(key, isProps(link) ? link : {}, outputs));
}

function linkTarget(key: string, link: Outputs, { clusters }: Outputs): LinkTarget {
    const { name, mode } = link;
    if (typeof name !== "string" || typeof mode !== "string") {
        throw new Error(
            `the output links.${key} does not say which clusters it links: it is that of an older release. ` +
                "Run pulumi up once, which changes nothing but the outputs.",
        );
    }
    const halves = ENDS.filter((end) => typeof link[`${end}LinkId`] === "string").map((end) => {
        const cluster = String(link[end]);
        const found = isProps(clusters) ? clusters[cluster] : undefined;
        const { id, restEndpoint } = isProps(found) ? found : {};
        return {
            end,
            cluster,
            clusterId: String(id),
            restEndpoint: String(restEndpoint),
            holdsMirrors: end === "destination" || mode === "bidirectional",
            expected: expectedOn(link, end),
        };
    });
    return { key, name, mode, halves };
}

function expectedOn({ mirrorTopics }: Outputs, end: End): string[] {
    const { onSource, onDestination } = isProps(mirrorTopics) ? mirrorTopics : {};
    const names = end === "source" ? onSource : onDestination;
    return Array.isArray(names) ? names.map(String) : [];
}

/** The links with that key or name, or all. Throws an Error with what there is. */
export function chosenLinks(links: readonly LinkTarget[], wanted: string | undefined): readonly LinkTarget[] {
    const found = wanted === undefined ? links : links.filter(({ key, name }) => key === wanted || name === wanted);
    if (found.length === 0) {
        throw new Error(`--link is ${JSON.stringify(wanted)}; allowed: ${keysOf(links)}.`);
    }
    return found;
}

/** The one link that a change is for. Throws an Error where it could be another. */
export function chosenLink(links: readonly LinkTarget[], wanted: string | undefined): LinkTarget {
    const [found, ...others] = chosenLinks(links, wanted);
    if (found === undefined || others.length > 0) {
        throw new Error(`--link is missing, and the stack has several links; allowed: ${keysOf(links)}.`);
    }
    return found;
}

function keysOf(links: readonly LinkTarget[]): string {
    return links.map(({ key }) => key).join(", ");
}

/** The other end of a link. */
export function otherEnd(end: End): End {
    return end === "source" ? "destination" : "source";
}
