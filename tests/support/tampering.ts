import * as fs from "node:fs";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { applyChange } from "../../simulator/change/change";
import { drifts, type Drift } from "../../tools/drift/drift";
import { stepOfEvent } from "../../tools/drift/steps";
import type { Run, Simulated } from "./simulated";

/** Changes by hand, and what a preview with refresh says to each. */
export interface Tampering {
    readonly type: string;
    /** Operands of `change`. */
    readonly change: readonly string[];
    /** Kind, type, name and attributes of what is seen, such as `changed aws.Record core-wildcard: ttl`. */
    readonly seen: string;
}

/** Changes something in a stack's simulated clouds, as `simulate change` does. */
export async function change(stack: Simulated, ...changes: readonly (readonly string[])[]): Promise<void> {
    const { world } = stack;
    for (const operands of changes) {
        await applyChange(world, operands);
    }
    world.save();
}

/** What the drift check makes of a run, but for what only follows. */
export function driftIn({ log }: Run): Drift[] {
    const events = log.split("\n").map((line) => JSON.parse(line) as EngineEvent);
    return drifts(events.flatMap((event) => stepOfEvent(event) ?? [])).filter(({ kind }) => kind !== "follows");
}

/** Drift as the tables of tampering write it. */
export function driftText({ kind, type, name, attributes }: Drift): string {
    const names = attributes.map(({ attribute }) => attribute).join(", ");
    return `${kind} ${type} ${name}${names === "" ? "" : `: ${names}`}`;
}

/** What an `up` does about drift, as `told` writes it. */
export function mending({ kind, type, name }: Drift): string {
    const [, shown = type] = type.split(".");
    return `${kind === "missing" ? "create" : "update"} ${shown} ${name}`;
}

/** The types of what a stack makes, by its committed list: without components, gates and the engine's own. */
export function madeTypes(golden: string): string[] {
    const file = path.join(__dirname, "..", "program", "golden", `${golden}.txt`);
    const types = fs
        .readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split("::")[0] ?? "");
    return [...new Set(types)].filter((type) => !/^(pulumi|pulumi-nodejs|confluent-cluster-linking):/.test(type));
}
