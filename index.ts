import { deployAccess } from "./components/deployment/access";
import { deployClusters } from "./components/deployment/clusters";
import { deploymentContext } from "./components/deployment/context";
import { deployLinks, deployTopics } from "./components/deployment/links";
import { deployNetworks } from "./components/deployment/networks";
import { stackOutputs, type StackOutputs } from "./components/deployment/outputs";
import { ConfluentEnvironment } from "./components/kafka/confluentEnvironment";
import { loadSettings } from "./components/settings/load";

/**
 * The program: Pulumi calls it on every `up` and `preview`. Nothing here waits or sleeps; what has to come first is
 * written as data that flows from one step to the next.
 *
 *   settings -> environment -> networks ─┐  (the clusters' names behind an access point, once it is there)
 *                          └-> clusters ─┴-> access (gates) -> topics -> links and mirrors -> outputs
 */
function linkedClusters(): StackOutputs {
    const settings = loadSettings();
    const context = deploymentContext(settings);
    const environment = new ConfluentEnvironment("confluent", settings.environment, context.options);
    const networks = deployNetworks(context, environment);
    const clusters = deployClusters(context, environment, networks);
    const access = deployAccess(context, clusters, networks);
    const topics = deployTopics(context, access);
    const links = deployLinks(context, clusters, access, topics);
    return stackOutputs(settings, { environment, networks, clusters, access, links });
}

export = linkedClusters;
