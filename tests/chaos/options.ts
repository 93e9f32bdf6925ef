import { parseArgs } from "node:util";
import { className } from "../../simulator/engine/urns";
import { FAULT_KINDS, VERBS } from "../../simulator/provider/faults";
import { PHASES, sample, type Case } from "./matrix";

/** What of the matrix is run, and how. */
export interface Options {
    /** Each is a list of which a case has to match one; an empty list matches all. */
    readonly only: Readonly<Record<Selection, readonly string[]>>;
    /** At most so many of what is selected, chosen by the seed; undefined: all. */
    readonly sample: number | undefined;
    readonly seed: string;
    /** Worker processes; undefined: one a core. */
    readonly jobs: number | undefined;
    /** Equal places of every stack once, `dev` included. */
    readonly once: boolean;
    /** Forget earlier results; by default what has passed is not run again. */
    readonly fresh: boolean;
    /** Tell size and planned time, and run nothing. */
    readonly plan: boolean;
}

type Selection = "stack" | "phase" | "type" | "name" | "verb" | "fault";

export const USAGE = `make chaos CHAOS="[--stack NAME]... [--phase PHASE]... [--type TYPE]... [--name NAME]... [--verb VERB]...
    [--fault KIND]... [--sample N] [--seed TEXT] [--jobs N] [--once] [--fresh] [--plan]"
PHASE: ${PHASES.join(", ")}; TYPE: a class name such as ClusterLink; VERB: ${VERBS.join(", ")}; KIND: ${FAULT_KINDS.join(", ")}`;

const many = { type: "string", multiple: true, default: [] as string[] } as const;

/** Reads the command line: everything by default. Throws with what is allowed. */
export function parseOptions(argv: readonly string[], stacks: readonly string[]): Options {
    const { values } = parseArgs({
        args: [...argv],
        options: {
            stack: many,
            phase: many,
            type: many,
            name: many,
            verb: many,
            fault: many,
            sample: { type: "string" },
            seed: { type: "string", default: "1" },
            jobs: { type: "string" },
            once: { type: "boolean", default: false },
            fresh: { type: "boolean", default: false },
            plan: { type: "boolean", default: false },
        },
    });
    const { stack, phase, type, name, verb, fault, seed, once, fresh, plan } = values;
    known("--stack", stack, stacks);
    known("--phase", phase, PHASES);
    known("--verb", verb, VERBS);
    known("--fault", fault, FAULT_KINDS);
    return {
        only: { stack, phase, type, name, verb, fault },
        sample: count("--sample", values.sample),
        seed,
        once,
        jobs: count("--jobs", values.jobs),
        fresh,
        plan,
    };
}

function known(option: string, given: readonly string[], allowed: readonly string[]): void {
    const wrong = given.find((one) => !allowed.includes(one));
    if (wrong !== undefined) {
        throw new Error(`${option} is ${JSON.stringify(wrong)}; allowed: ${allowed.join(", ")}.\n${USAGE}`);
    }
}

function count(option: string, given: string | undefined): number | undefined {
    if (given !== undefined && !/^[1-9]\d{0,5}$/.test(given)) {
        throw new Error(`${option} is ${JSON.stringify(given)}; allowed: 1 to 999999.\n${USAGE}`);
    }
    return given === undefined ? undefined : Number(given);
}

/** The cases that the options name. */
export function selected(cases: readonly Case[], { only, sample: most, seed }: Options): Case[] {
    const matching = cases.filter(
        (each) =>
            matches(only.stack, each.stack) &&
            matches(only.phase, each.phase) &&
            matches(only.type, className(each.type)) &&
            matches(only.name, each.name) &&
            matches(only.verb, each.verb) &&
            matches(only.fault, each.kind),
    );
    return most === undefined ? matching : sample(matching, most, seed);
}

function matches(allowed: readonly string[], value: string): boolean {
    return allowed.length === 0 || allowed.includes(value);
}
