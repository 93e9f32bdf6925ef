import { deploy } from "./components/deployment/deployment";
import type { StackOutputs } from "./components/deployment/outputs";
import { loadSettings } from "./components/settings/load";

/**
 * The program: Pulumi calls it on every `up` and `preview`. Settings -> hub, environment -> networks, clusters -> access
 * -> topics -> workloads, links -> outputs: `deploy` has a line for each.
 */
async function linkedClusters(): Promise<StackOutputs> {
    return deploy(await loadSettings());
}

export = linkedClusters;
