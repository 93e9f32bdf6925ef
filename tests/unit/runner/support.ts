import { DeploymentRunner, type DeploymentRunnerArgs } from "../../../components/runner/deploymentRunner";
import type { WorkflowRunnerSpec } from "../../../components/runner/workflowRunner";
import { record, type RunOptions } from "../../support/engine";

export const WORKFLOW_RUNNER: WorkflowRunnerSpec = {
    image: "pulumi/customer-managed-workflow-agent:v2.3.0",
    token: { value: "planted-token" },
    egressCidrs: ["10.0.0.0/8"],
};

export const GATEWAY = {
    transitGatewayId: "tgw-1",
    hubRouteTableId: "tgw-rtb-hub",
    spokeRouteTableId: "tgw-rtb-spoke",
};

/** A runner with everything. */
export function make(name = "runner", change: Partial<DeploymentRunnerArgs> = {}): DeploymentRunner {
    return new DeploymentRunner(name, {
        cidr: "10.2.0.0/16",
        availabilityZones: ["us-east-1a", "us-east-1b"],
        nat: "single",
        displayName: `dev-${name}`,
        workflowRunner: WORKFLOW_RUNNER,
        transitGateway: GATEWAY,
        ...change,
    });
}

export function recordRunner(change: Partial<DeploymentRunnerArgs> = {}, options: RunOptions = {}) {
    return record(() => make("runner", change), options);
}

/** The same without a workflow runner, and attached to nothing. */
export function bareRunner() {
    return record(
        () =>
            new DeploymentRunner("runner", {
                cidr: "10.2.0.0/16",
                availabilityZones: ["us-east-1a", "us-east-1b"],
                nat: "perZone",
                displayName: "dev-runner",
            }),
    );
}
