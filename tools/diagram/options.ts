import * as path from "node:path";
import { parseArgs } from "node:util";
import { withUsage } from "../stackOptions";

export const FORMATS = ["svg", "mermaid"] as const;
export type Format = (typeof FORMATS)[number];

/** What is drawn: what the state of the stack holds, or what a preview would make of it. */
export const SOURCES = ["state", "preview"] as const;
export type Source = (typeof SOURCES)[number];

export interface DiagramOptions {
    readonly stack: string;
    readonly format: Format;
    readonly from: Source;
    /** The file to write; undefined for standard output. */
    readonly out: string | undefined;
    /** The folder of a simulated stack; undefined for one that the Pulumi CLI knows. */
    readonly home: string | undefined;
}

export const DIAGRAM_USAGE = `npm run -s diagram -- --stack NAME [--format svg|mermaid] [--from state|preview] [--out FILE]
npm run -s diagram -- --stack NAME --simulated [--home DIR] [--format svg|mermaid] [--out FILE]`;

/** Reads the command line; throws with what is allowed when it is not understood. */
export function parseDiagramOptions(argv: readonly string[], cwd: string): DiagramOptions {
    const { stack, format, from, out, simulated, home } = parsed(argv);
    if (stack === undefined || stack === "") {
        throw new Error(`which stack?\n${DIAGRAM_USAGE}`);
    }
    if (home !== undefined && !simulated) {
        throw new Error(`--home: with --simulated only.\n${DIAGRAM_USAGE}`);
    }
    const source = oneOf("--from", SOURCES, from);
    if (simulated && source === "preview") {
        const way = "`npm run -s simulate -- serve` prints how the Pulumi CLI previews a simulated stack";
        throw new Error(`--from preview: not with --simulated; ${way}.\n${DIAGRAM_USAGE}`);
    }
    return {
        stack,
        format: oneOf("--format", FORMATS, format),
        from: source,
        out: out === undefined ? undefined : path.resolve(cwd, out),
        home: simulated ? path.resolve(cwd, home ?? ".simulator") : undefined,
    };
}

function oneOf<T extends string>(option: string, allowed: readonly T[], given: string): T {
    const found = allowed.find((value) => value === given);
    if (found === undefined) {
        throw new Error(`${option} is ${JSON.stringify(given)}; allowed: ${allowed.join(", ")}.\n${DIAGRAM_USAGE}`);
    }
    return found;
}

function parsed(argv: readonly string[]) {
    return withUsage(DIAGRAM_USAGE, () =>
        parseArgs({
            args: [...argv],
            options: {
                stack: { type: "string" },
                format: { type: "string", default: "svg" },
                from: { type: "string", default: "state" },
                out: { type: "string" },
                simulated: { type: "boolean", default: false },
                home: { type: "string" },
            },
        }),
    ).values;
}
