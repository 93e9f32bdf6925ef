import { linkPlan, type LinkEnd, type PlannedLink, type Side } from "../linking/linkPlan";
import type { LinkSettings, Settings } from "../settings/settings";
import { sideOf } from "../settings/sides";
import { isStopped, mirrorsOf, mirrorTopicName } from "../settings/topology";
import { entry } from "./context";

/** The plan of a link between two clusters of the stack. */
export function planOf(settings: Settings, link: LinkSettings): PlannedLink[] {
    return linkPlan(side(settings, link.source), side(settings, link.destination), link.mode);
}

function side(settings: Settings, key: string): Side {
    const cluster = entry(settings.clusters, key);
    const kind = cluster.type === "existing" ? cluster.kind : cluster.type;
    return sideOf(key, kind, cluster, { environmentId: settings.environment?.id, region: settings.region });
}

/** The direction whose mirrors are on that end. */
export function directionOnto(end: LinkEnd): keyof LinkSettings["mirrorTopics"] {
    return end === "destination" ? "fromSource" : "fromDestination";
}

/** The mirrors on one end of a link: their names, by the name of the topic they follow. */
export function mirrorsOnto(link: LinkSettings, end: LinkEnd): Record<string, string> {
    const direction = directionOnto(end);
    return Object.fromEntries(
        Object.keys(mirrorsOf(link, direction)).map((topic) => [topic, mirrorTopicName(link, direction, topic)]),
    );
}

/** Names of the mirrors on one end of a link that are told to become ordinary topics: they hold data of their own. */
export function stoppedMirrorsOn(link: LinkSettings, end: LinkEnd): string[] {
    const direction = directionOnto(end);
    return Object.values(mirrorsOf(link, direction))
        .filter(({ status }) => isStopped(status))
        .map(({ topic }) => mirrorTopicName(link, direction, topic));
}

/** The cluster at one end of a link. */
export function clusterAt(link: LinkSettings, end: LinkEnd): string {
    return end === "source" ? link.source : link.destination;
}

export const ENDS: readonly LinkEnd[] = ["source", "destination"];

/**
 * Whether the cluster's manager made a half that waits to be dialled. The provider cannot change the key of such a half:
 * the update fails, so that this manager's key must stay.
 */
export function holdsWaitingHalf(settings: Settings, clusterKey: string): boolean {
    return Object.values(settings.links).some((link) =>
        planOf(settings, link).some(
            (half) => half.connectionMode === "INBOUND" && clusterAt(link, half.on) === clusterKey,
        ),
    );
}

function isMadeByManager({ identities }: LinkSettings, { connectionMode }: PlannedLink): boolean {
    return identities === "managers" || connectionMode === "INBOUND";
}

/** What the manager of a cluster makes there: topics, halves that wait to be dialled, mirrors. */
export function managedObjects(settings: Settings, clusterKey: string): string[] {
    const topics = Object.keys(settings.clusters[clusterKey]?.topics ?? {}).map((topic) => `topic/${topic}`);
    const ofLinks = Object.values(settings.links).flatMap((link) =>
        ENDS.filter((end) => clusterAt(link, end) === clusterKey).flatMap((end) => [
            ...planOf(settings, link)
                .filter((half) => half.on === end && isMadeByManager(link, half))
                .map(() => `link/${link.name}`),
            ...Object.values(mirrorsOnto(link, end)).map((mirror) => `mirror/${link.name}/${mirror}`),
        ]),
    );
    return [...topics, ...ofLinks];
}

/** What a link's own identity at one end makes: the half, when it dials. */
export function linkObjects(settings: Settings, link: LinkSettings, end: LinkEnd): string[] {
    return planOf(settings, link)
        .filter((half) => half.on === end && !isMadeByManager(link, half))
        .map(() => `link/${link.name}`);
}
