import type { World } from "../world";
import { Cloud, type Stored } from "./cloud";
import { sourceOf } from "./linkReading";
import { endOf, syncAll } from "./linkSync";
import { topicKey, type MirrorSpec } from "./specs";

/**
 * Writes records to a topic as a producer would, and lets mirrors follow.
 * Throws where the topic is missing, is a mirror, or is on a cluster that is down.
 */
export function produce(world: World, clusterId: string, name: string, records: readonly string[]): void {
    const cloud = new Cloud(world, 0);
    const topic = cloud.get("topics", topicKey(clusterId, name));
    if (topic === undefined || cloud.get("clusters", clusterId)?.spec.isDown === true) {
        throw new Error(`${name} on ${clusterId} cannot be written to: it is not there, or out of reach`);
    }
    const mirror = cloud.get("mirrors", topic.id);
    if (mirror !== undefined && mirror.spec.status !== "STOPPED") {
        throw new Error(`${name} on ${clusterId} is a mirror: it is read-only`);
    }
    append(cloud, topic, records);
    followAll(cloud);
}

/** All records of a topic in the order in which they were written; none for a topic that is missing. */
export function recordsOf(world: World, clusterId: string, name: string): readonly string[] {
    return new Cloud(world, 0).get("topics", topicKey(clusterId, name))?.spec.records ?? [];
}

/**
 * Lets a consumer group go on at an offset of a topic, as a consumer's commit does, and lets mirrors follow.
 * Throws where the topic is missing or does not reach so far, or the cluster is down.
 */
export function commit(world: World, clusterId: string, name: string, group: string, offset: number): void {
    const cloud = new Cloud(world, 0);
    const topic = cloud.get("topics", topicKey(clusterId, name));
    if (topic === undefined || cloud.get("clusters", clusterId)?.spec.isDown === true || offset > endOf(cloud, topic)) {
        throw new Error(
            `${name} on ${clusterId} cannot be read up to ${offset}: it is not there, shorter, or out of reach`,
        );
    }
    cloud.change(topic, { offsets: { ...topic.spec.offsets, [group]: offset } });
    followAll(cloud);
}

/** Where the consumer groups of a topic go on, by group; none for a topic that is missing. */
export function offsetsOf(world: World, clusterId: string, name: string): Readonly<Record<string, number>> {
    return new Cloud(world, 0).get("topics", topicKey(clusterId, name))?.spec.offsets ?? {};
}

/** Takes a cluster out of service, or back into it: its REST endpoint and its links fail meanwhile. */
export function setDown(world: World, clusterId: string, isDown: boolean): void {
    const cloud = new Cloud(world, 0);
    const cluster = cloud.get("clusters", clusterId);
    if (cluster === undefined) {
        throw new Error(`there is no cluster ${clusterId}`);
    }
    cloud.change(cluster, { isDown });
    followAll(cloud);
}

/** How many records of its topic a mirror does not have yet. */
export function lagOf(cloud: Cloud, { id, spec }: Stored<"mirrors">): number {
    return missing(cloud, id, spec).length;
}

/** Mirrors catch up, mirrors of mirrors too, and so do offsets and ACLs. */
export function followAll(cloud: Cloud): void {
    const behind = () => cloud.all("mirrors").find((mirror) => lagOf(cloud, mirror) > 0 && isRunning(cloud, mirror));
    for (let mirror = behind(); mirror !== undefined; mirror = behind()) {
        const topic = cloud.get("topics", mirror.id);
        if (topic === undefined) {
            return;
        }
        append(cloud, topic, missing(cloud, mirror.id, mirror.spec));
    }
    syncAll(cloud);
}

function missing(cloud: Cloud, id: string, { sourceClusterId, sourceTopic, startOffset = 0 }: MirrorSpec): string[] {
    const there = cloud.get("topics", topicKey(sourceClusterId, sourceTopic))?.spec.records ?? [];
    const own = cloud.get("topics", id)?.spec.records ?? [];
    return there.slice(startOffset + own.length);
}

function isRunning(cloud: Cloud, { spec }: Stored<"mirrors">): boolean {
    return spec.status === "ACTIVE" && sourceOf(cloud, spec) !== undefined;
}

function append(cloud: Cloud, topic: Stored<"topics">, records: readonly string[]): void {
    cloud.change(topic, { records: [...(topic.spec.records ?? []), ...records] });
}
