import type { Cursor, Located } from "./cursor";
import { DEFAULT_RUNNER_CIDR } from "./schema/deploymentRunner";
import { RUNNER_TOKEN_KEY } from "./runnerTypes";

/** What can be read of the deployment runner's settings. */
export interface DraftRunner {
    readonly path: string;
    readonly cidr: Located<string> | undefined;
    readonly availabilityZones: readonly Located<string>[];
    readonly workflowRunner: DraftWorkflowRunner | undefined;
}

export interface DraftWorkflowRunner {
    readonly path: string;
    /** Whatever stands there, an ARN or not. */
    readonly tokenSecretArn: Located<unknown> | undefined;
    /** Whether the configuration has the token itself. */
    readonly hasToken: boolean;
    readonly egressCidrs: readonly Located<string>[];
}

/** Reads what it can; `keys` are those of the whole configuration, secrets included. */
export function readRunner(runner: Cursor, keys: readonly string[]): DraftRunner | undefined {
    const workflowRunner = runner.get("workflowRunner");
    return runner.isMap()
        ? {
              path: runner.path,
              cidr: runner.get("cidr").textOr(DEFAULT_RUNNER_CIDR),
              availabilityZones: runner.get("availabilityZones").texts(),
              workflowRunner: workflowRunner.isMap() ? readWorkflowRunner(workflowRunner, keys) : undefined,
          }
        : undefined;
}

function readWorkflowRunner(runner: Cursor, keys: readonly string[]): DraftWorkflowRunner {
    const { value, path } = runner.get("tokenSecretArn");
    return {
        path: runner.path,
        tokenSecretArn: value === undefined ? undefined : { value, path },
        hasToken: keys.includes(RUNNER_TOKEN_KEY),
        egressCidrs: runner.get("egressCidrs").texts(),
    };
}
