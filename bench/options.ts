import * as path from "node:path";
import { parseArgs } from "node:util";

/** What can be measured, in the order in which it is. */
export const GROUPS = ["startup", "mirror-topics", "engine", "critical-path", "overhead", "overhead-engine"] as const;
export type Group = (typeof GROUPS)[number];

export interface Options {
    /** How often each thing is measured. */
    readonly runs: number;
    readonly groups: readonly Group[];
    /** File to write the results to. */
    readonly json: string | undefined;
    /** The largest stack whose overhead is measured: a thousand mirror topics on an engine take an hour. */
    readonly most: number;
}

const USAGE = `npm run bench -- [GROUP]... [--runs N] [--only ${GROUPS.join("|")}]... [--json FILE] [--most N]`;

const MOST_RUNS = 1000;

/** Reads the command line: five runs of everything by default. Throws with what is allowed. */
export function parseOptions(argv: readonly string[], cwd: string): Options {
    const { values, positionals } = parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: {
            runs: { type: "string", default: "5" },
            only: { type: "string", multiple: true, default: [] },
            json: { type: "string" },
            most: { type: "string", default: "1000" },
        },
    });
    const only = [...values.only, ...positionals].map(group);
    return {
        runs: count("runs", values.runs),
        groups: GROUPS.filter((name) => only.length === 0 || only.includes(name)),
        json: values.json === undefined ? undefined : path.resolve(cwd, values.json),
        most: count("most", values.most),
    };
}

function group(given: string): Group {
    const found = GROUPS.find((name) => name === given);
    if (found === undefined) {
        throw new Error(`the group is ${JSON.stringify(given)}; allowed: ${GROUPS.join(", ")}.\n${USAGE}`);
    }
    return found;
}

function count(option: string, given: string): number {
    const value = Number(given);
    if (!/^\d+$/.test(given) || value < 1 || value > MOST_RUNS) {
        throw new Error(`--${option} is ${JSON.stringify(given)}; allowed: 1 to ${MOST_RUNS}.\n${USAGE}`);
    }
    return value;
}
