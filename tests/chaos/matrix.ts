import { createHash } from "node:crypto";
import { className, resourceName } from "../../simulator/engine/urns";
import type { FaultKind, Verb } from "../../simulator/provider/faults";
import { FAULT_KINDS } from "../../simulator/provider/faults";

/**
 * When the fault happens, and what follows: in the first `up`, or in an `up` that changes something, and `up` again; in a
 * `destroy`, and `destroy` again; in a `destroy`, and `up` (restore).
 */
export const PHASES = ["create", "change", "destroy", "restore"] as const;
export type Phase = (typeof PHASES)[number];

/** One request of the engine to a provider. */
export interface Operation {
    /** The whole type token: component classes share some class names. */
    readonly type: string;
    readonly name: string;
    readonly verb: Verb;
}

/** What an undisturbed run of one phase did. */
export interface Stage {
    readonly phase: Phase;
    /** The change that it carried out; of the phase `change` only. */
    readonly change?: string;
    readonly operations: readonly RoledOperation[];
}

export interface RoledOperation extends Operation {
    /** The name without what is the stack's own, so that equal places in two stacks are told as equal. */
    readonly role: string;
}

/** One operation that goes wrong in one way. */
export interface Case extends RoledOperation {
    readonly stack: string;
    readonly phase: Phase;
    readonly change?: string;
    readonly kind: FaultKind;
}

/** The part of an engine's step that tells what it asks of which provider. */
export interface EngineStep {
    readonly op: string;
    readonly type: string;
    readonly urn: string;
}

const VERBS_OF: Readonly<Record<string, Verb>> = {
    create: "create",
    import: "read",
    "create-replacement": "create",
    update: "update",
    delete: "delete",
    "delete-replaced": "delete",
};

/** Providers whose stand-ins inject faults. Components, gates and the providers themselves ask nobody for anything. */
const PROVIDERS = ["aws", "confluentcloud"];

/** What the steps asked of the stand-ins; what a run only lets go of is no operation. */
export function operationsOf(steps: readonly EngineStep[]): Operation[] {
    return steps.flatMap(({ op, type, urn }) => {
        const verb = VERBS_OF[op];
        const isAsked = PROVIDERS.includes(type.split(":")[0] ?? "");
        return verb === undefined || !isAsked ? [] : [{ type, name: resourceName(urn), verb }];
    });
}

/** Every operation of every stage, with each fault. */
export function casesOf(stack: string, stages: readonly Stage[]): Case[] {
    return stages.flatMap(({ phase, change, operations }) =>
        operations.flatMap((operation) =>
            FAULT_KINDS.map((kind) => ({
                stack,
                phase,
                ...(change === undefined ? {} : { change }),
                ...operation,
                kind,
            })),
        ),
    );
}

/** Each type, role, verb and fault of each phase once, the first that comes; of the stacks in `whole` every instance. */
export function onceEach(cases: readonly Case[], whole: readonly string[]): Case[] {
    const seen = new Set<string>();
    return cases.filter((each) => {
        const key = JSON.stringify([each.phase, each.type, each.role, each.verb, each.kind]);
        const isNew = !seen.has(key);
        seen.add(key);
        return isNew || whole.includes(each.stack);
    });
}

/** The case in one line; the same in every run. */
export function caseId({ stack, phase, change, type, name, verb, kind }: Case): string {
    const when = change === undefined ? phase : `${phase}:${change}`;
    return `${stack} ${when} ${className(type)}::${name}.${verb}=${kind}`;
}

/** The argument of `--fault` that makes it happen. */
export function faultOf({ type, name, verb, kind }: Case): string {
    return `${type}::${name}.${verb}=${kind}`;
}

/** A seeded choice: the same seed takes the same cases, whatever their order. */
export function sample(cases: readonly Case[], count: number, seed: string): Case[] {
    const rank = (each: Case) =>
        createHash("sha256")
            .update(seed + caseId(each))
            .digest("hex");
    return [...cases].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, count);
}
