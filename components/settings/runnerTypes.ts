export const NAT_KINDS = ["single", "perZone"] as const;

/** A VPC in which deployments run, made by this stack. */
export interface DeploymentRunnerSettings {
    readonly cidr: string;
    /** Names of zones, which mean other zones in other accounts: the VPC has nothing to match. */
    readonly availabilityZones: readonly string[];
    readonly nat: (typeof NAT_KINDS)[number];
    /** Left out: the VPC only, for a runner of one's own. */
    readonly workflowRunner?: WorkflowRunnerSettings | undefined;
}

/** Pulumi's customer-managed workflow runner in that VPC. */
export interface WorkflowRunnerSettings {
    readonly image: string;
    /** A secret that holds the pool's token; left out: the token is a secret of the configuration. */
    readonly tokenSecretArn?: string | undefined;
    readonly egressCidrs: readonly string[];
}

/** Where the pool's token is in the configuration, as a secret and apart from the settings. */
export const RUNNER_TOKEN = { namespace: "deployment-runner", key: "token" } as const;

/** The token's full key. */
export const RUNNER_TOKEN_KEY = `${RUNNER_TOKEN.namespace}:${RUNNER_TOKEN.key}`;
