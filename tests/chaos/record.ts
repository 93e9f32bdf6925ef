import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { StateFile } from "../../simulator/engine/stateFile";
import type { Simulated, Run } from "../support/simulated";
import { CHANGES } from "./changes";
import { inventoryOf, type Inventory } from "./inventory";
import { operationsOf, type EngineStep, type RoledOperation, type Stage } from "./matrix";
import { freshStack } from "./play";
import { roleOf } from "./roles";

/** What a stack does when nothing goes wrong. */
export interface Recording {
    readonly stack: string;
    readonly stages: readonly Stage[];
    /** What an `up` ends in: the first (``), and that with each change. */
    readonly ends: Readonly<Record<string, Inventory>>;
}

/** Runs a stack undisturbed from nothing to nothing, and every change of it. */
export async function record(name: string): Promise<Recording> {
    const stack = freshStack(name);
    const first = await firstRun(stack);
    const stages: Stage[] = [...first.stages];
    const ends: Record<string, Inventory> = { "": inventoryOf(stack.world, first.run.outputs) };
    for (const [change, apply] of Object.entries(CHANGES)) {
        const changed = stack.copy().configure(apply);
        const run = await changed.succeed("up");
        stages.push({ phase: "change", change, operations: asked(run, changed) });
        ends[change] = inventoryOf(changed.world, run.outputs);
        changed.discard();
    }
    await stack.succeed("destroy");
    stack.discard();
    return { stack: name, stages, ends };
}

/** Brings a stack up. A destroy asks for the same objects, but for those that it only lets go of. */
export async function firstRun(stack: Simulated): Promise<{ readonly run: Run; readonly stages: readonly Stage[] }> {
    const run = await stack.succeed("up");
    const operations = asked(run, stack);
    const deletes = goneWithOthers(operations, stack.state).map((each) => ({ ...each, verb: "delete" as const }));
    const stages: Stage[] = [
        { phase: "create", operations },
        { phase: "destroy", operations: deletes },
        { phase: "restore", operations: deletes },
    ];
    return { run, stages };
}

function asked({ log }: Run, { settings }: Simulated): RoledOperation[] {
    const events = log.split("\n").filter((line) => line !== "");
    const steps = events.flatMap((line): EngineStep[] => {
        const metadata = (JSON.parse(line) as EngineEvent).resOutputsEvent?.metadata;
        return metadata === undefined ? [] : [{ op: metadata.op, type: metadata.type, urn: metadata.urn }];
    });
    return operationsOf(steps).map((operation) => ({ ...operation, role: roleOf(operation.name, settings) }));
}

/** Without what a destroy only lets go of: no request is made for it. */
function goneWithOthers(operations: readonly RoledOperation[], state: string): RoledOperation[] {
    const resources = (JSON.parse(state) as StateFile).checkpoint.latest?.resources ?? [];
    const letGo = resources.flatMap(({ urn = "", deletedWith, retainOnDelete }) =>
        deletedWith !== undefined || retainOnDelete === true ? [urn] : [],
    );
    return operations.filter(({ type, name }) => !letGo.some((urn) => urn.endsWith(`${type}::${name}`)));
}
