import * as path from "node:path";
import { parseArgs } from "node:util";
import { withUsage } from "../stackOptions";
import { RUNNERS, type RunnerPlace } from "../../simulator/cli/options";

export interface DriftOptions {
    readonly stack: string;
    readonly json: boolean;
    /** Undefined for a stack on the real clouds. */
    readonly simulated: SimulatedOptions | undefined;
}

export interface SimulatedOptions {
    /** Folder of engine state and simulated world. */
    readonly home: string;
    /** Stack configuration file to use in place of `Pulumi.NAME.yaml`. */
    readonly config: string | undefined;
    readonly runner: RunnerPlace;
}

export const DRIFT_USAGE = `npm run -s drift -- --stack NAME [--json]
npm run -s drift -- --stack NAME --simulated [--home DIR] [--config FILE] [--runner private|public] [--json]`;

/** Reads the command line; throws with what is allowed when it is not understood. */
export function parseDriftOptions(argv: readonly string[], cwd: string): DriftOptions {
    const { stack, json, simulated, home, config, runner } = parsed(argv);
    if (stack === undefined || stack === "") {
        throw new Error(`which stack?\n${DRIFT_USAGE}`);
    }
    if (!simulated) {
        const given = Object.entries({ home, config, runner }).filter(([, value]) => value !== undefined);
        if (given.length > 0) {
            throw new Error(`${given.map(([name]) => `--${name}`).join(", ")}: with --simulated only.\n${DRIFT_USAGE}`);
        }
        return { stack, json, simulated: undefined };
    }
    const place = RUNNERS.find((one) => one === (runner ?? "private"));
    if (place === undefined) {
        throw new Error(`--runner is ${JSON.stringify(runner)}; allowed: ${RUNNERS.join(", ")}.\n${DRIFT_USAGE}`);
    }
    const file = config === undefined ? undefined : path.resolve(cwd, config);
    return { stack, json, simulated: { home: path.resolve(cwd, home ?? ".simulator"), config: file, runner: place } };
}

function parsed(argv: readonly string[]) {
    return withUsage(DRIFT_USAGE, () =>
        parseArgs({
            args: [...argv],
            options: {
                stack: { type: "string" },
                simulated: { type: "boolean", default: false },
                home: { type: "string" },
                config: { type: "string" },
                runner: { type: "string" },
                json: { type: "boolean", default: false },
            },
        }),
    ).values;
}
