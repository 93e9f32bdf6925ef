import * as path from "node:path";
import { parseArgs } from "node:util";
import { withUsage } from "../stackOptions";
import { LOGGING } from "./eventLog";

export interface TimelineOptions {
    readonly stack: string;
    /** The engine's log of the `up`; undefined for a simulated stack, whose times are kept. */
    readonly eventLog: string | undefined;
    /** The folder of a simulated stack; undefined for one that the Pulumi CLI knows. */
    readonly home: string | undefined;
    /** The file to write; undefined for standard output. */
    readonly out: string | undefined;
}

export const TIMELINE_USAGE = `npm run -s timeline -- --stack NAME --event-log FILE [--out FILE]
npm run -s timeline -- --stack NAME --simulated [--home DIR] [--out FILE]`;

/** Reads the command line; throws with what is allowed when it is not understood. */
export function parseTimelineOptions(argv: readonly string[], cwd: string): TimelineOptions {
    const { stack, "event-log": eventLog, simulated, home, out } = parsed(argv);
    if (stack === undefined || stack === "") {
        throw new Error(`which stack?\n${TIMELINE_USAGE}`);
    }
    if (simulated === (eventLog !== undefined)) {
        throw new Error(
            `either --simulated, or --event-log with the FILE that ${LOGGING} has written.\n${TIMELINE_USAGE}`,
        );
    }
    if (home !== undefined && !simulated) {
        throw new Error(`--home: with --simulated only.\n${TIMELINE_USAGE}`);
    }
    return {
        stack,
        eventLog: eventLog === undefined ? undefined : path.resolve(cwd, eventLog),
        home: simulated ? path.resolve(cwd, home ?? ".simulator") : undefined,
        out: out === undefined ? undefined : path.resolve(cwd, out),
    };
}

function parsed(argv: readonly string[]) {
    return withUsage(TIMELINE_USAGE, () =>
        parseArgs({
            args: [...argv],
            options: {
                stack: { type: "string" },
                "event-log": { type: "string" },
                simulated: { type: "boolean", default: false },
                home: { type: "string" },
                out: { type: "string" },
            },
        }),
    ).values;
}
