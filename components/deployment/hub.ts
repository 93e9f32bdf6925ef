import type * as pulumi from "@pulumi/pulumi";
import type { DeploymentRunner } from "../runner/deploymentRunner";
import type { DeploymentContext } from "./context";
import { hubIds, type HubIds } from "./hubIds";

export interface DeployedHub {
    readonly ids: HubIds;
    /** Provider of the account that the hub is in; undefined where it is this one. */
    readonly owner: pulumi.ProviderResource | undefined;
    /** What other stacks use as their hub; undefined where the stack makes nothing of it. */
    readonly made: pulumi.Input<Readonly<Record<string, unknown>>> | undefined;
    readonly runner: DeploymentRunner | undefined;
}

/** The hub, and the runner's VPC, as far as the stack makes them. */
export async function deployHub(context: DeploymentContext): Promise<DeployedHub> {
    const { networkHub, deploymentRunner, hub } = context.settings;
    if (networkHub === undefined && deploymentRunner === undefined && hub?.owner === undefined) {
        return { ids: hubIds({}), owner: undefined, made: undefined, runner: undefined };
    }
    // A fifth of the modules that the program adds to the SDK: stacks that make no hub start without them.
    const { makeHub } = await import("./madeHub");
    return makeHub(context);
}
