import * as fs from "node:fs";
import * as path from "node:path";
import { deployAccess } from "./components/deployment/access";
import { deployClusters, lookUpClusters } from "./components/deployment/clusters";
import { deploymentContext } from "./components/deployment/context";
import { deployDeletionGuard } from "./components/deployment/deletionGuard";
import { deployEnvironment } from "./components/deployment/environment";
import { deployHub } from "./components/deployment/hub";
import { deployLinks, deployTopics } from "./components/deployment/links";
import { deployNetworks } from "./components/deployment/networks";
import { stackOutputs } from "./components/deployment/outputs";
import type { StackOutputs } from "./components/deployment/outputTypes";
import { deployWorkloads } from "./components/deployment/workloads";
import { loadSettings } from "./components/settings/load";
import { inPhase } from "./components/settings/phase";

/**
 * The program: Pulumi calls it on every `up` and `preview`. Nothing here sleeps, and nothing waits but for what is there
 * already; what has to come first is written as data that flows from one step to the next.
 *
 *   settings -> hub, environment -> networks ─┐  (the clusters' names behind an access point, once it is there)
 *                               └-> clusters ─┴-> access (gates) -> topics -> workloads, links and mirrors -> outputs
 */
async function linkedClusters(): Promise<StackOutputs> {
    const settings = inPhase(await loadSettings());
    const context = deploymentContext(settings);
    const found = await lookUpClusters(settings);
    const hub = deployHub(context);

    const environment = deployEnvironment(context);
    const networks = deployNetworks(context, environment, hub);
    const clusters = deployClusters(context, environment, networks, found);
    const access = deployAccess(context, clusters, networks);
    const topics = deployTopics(context, access);
    const workloads = deployWorkloads(context, { environment, clusters, access, topics });
    const links = deployLinks(context, clusters, access, topics);
    deployDeletionGuard(context, access);
    return stackOutputs(context, { hub, environment, networks, clusters, access, workloads, links }, readme());
}

/** The template of the stack's page in Pulumi Cloud. */
function readme(): string {
    return fs.readFileSync(path.join(__dirname, "Pulumi.README.md"), "utf8");
}

export = linkedClusters;
