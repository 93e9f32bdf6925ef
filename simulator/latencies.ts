import * as fs from "node:fs";
import * as path from "node:path";

/** `cloud`: the service itself; `sync`: until it takes effect everywhere; `providerWait`: what the provider adds. */
export type Latency = "cloud" | "sync" | "providerWait";

interface LatencyTable {
    readonly types: Readonly<Record<string, Partial<Record<Latency, number>>>>;
}

const table = JSON.parse(fs.readFileSync(path.join(__dirname, "latencies.json"), "utf8")) as LatencyTable;

/** Model seconds of one kind of operation; 0 where its entry names no such latency. Throws for an unknown kind. */
export function secondsOf(type: string, latency: Latency): number {
    const entry = table.types[type];
    if (entry === undefined) {
        throw new Error(`latencies.json has no entry "${type}"`);
    }
    return entry[latency] ?? 0;
}

/** Model seconds of one kind of operation whose provider always adds its wait. Throws for an unknown kind. */
export function secondsWithWait(type: string): number {
    return secondsOf(type, "cloud") + secondsOf(type, "providerWait");
}
