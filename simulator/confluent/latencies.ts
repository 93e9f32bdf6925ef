import * as fs from "node:fs";
import * as path from "node:path";

/** `cloud`: the service itself; `sync`: until it takes effect everywhere; `providerWait`: what the provider adds. */
export type Latency = "cloud" | "sync" | "providerWait";

interface LatencyTable {
    readonly types: Readonly<Record<string, Partial<Record<Latency, number>>>>;
}

const table = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "latencies.json"), "utf8")) as LatencyTable;

/** Model seconds of one kind of operation; 0 where the table has none. */
export function secondsOf(type: string, latency: Latency): number {
    return table.types[type]?.[latency] ?? 0;
}
