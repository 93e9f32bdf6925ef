import type * as pulumi from "@pulumi/pulumi";
import { inPhase } from "../settings/phase";
import type { Settings } from "../settings/settings";
import { deployAccess } from "./access";
import { deployClusters, lookUpClusters } from "./clusters";
import { deploymentContext } from "./context";
import { deployDeletionGuard } from "./deletionGuard";
import { deployEnvironment } from "./environment";
import { deployHub } from "./hub";
import { deployLinks, deployTopics } from "./links";
import { deployNetworks } from "./networks";
import { stackOutputs } from "./outputs";
import type { StackOutputs } from "./outputTypes";
import { deployWorkloads } from "./workloads";

/**
 * Makes everything that the settings ask for, below `around.parent` if there is one. Nothing here sleeps, and nothing
 * waits but for what is there already; what has to come first is written as data that flows from one step to the next.
 *
 *   settings -> hub, environment -> networks ─┐  (the clusters' names behind an access point, once it is there)
 *                               └-> clusters ─┴-> access (gates) -> topics -> workloads, links and mirrors -> outputs
 */
export async function deploy(all: Settings, around: pulumi.ComponentResourceOptions = {}): Promise<StackOutputs> {
    const settings = inPhase(all);
    const context = deploymentContext(settings, around);
    const found = await lookUpClusters(settings);
    const hub = await deployHub(context);

    const environment = deployEnvironment(context);
    const networks = deployNetworks(context, environment, hub);
    const clusters = deployClusters(context, environment, networks, found);
    const access = deployAccess(context, clusters, networks);
    const topics = deployTopics(context, access);
    const workloads = deployWorkloads(context, { environment, clusters, access, topics });
    const links = deployLinks(context, clusters, access, topics);
    deployDeletionGuard(context, access);
    return stackOutputs(context, { hub, environment, networks, clusters, access, workloads, links });
}
