import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { KafkaClusterHandle } from "../kafka/handle";
import { PrivateEnterpriseCluster } from "../kafka/privateEnterpriseCluster";
import { PublicDedicatedCluster } from "../kafka/publicDedicatedCluster";
import type { ClusterSettings } from "../settings/settings";
import { mapEntries, type DeploymentContext } from "./context";

/** The stack's clusters. They need nothing but the environment, so they are made while the network is. */
export function deployClusters(
    context: DeploymentContext,
    environment: ConfluentEnvironment,
): Record<string, KafkaClusterHandle> {
    return mapEntries(context.settings.clusters, (key, cluster) => deployCluster(context, environment, key, cluster));
}

function deployCluster(
    { settings, options }: DeploymentContext,
    { environmentId }: ConfluentEnvironment,
    key: string,
    cluster: ClusterSettings,
): KafkaClusterHandle {
    const common = {
        environmentId,
        displayName: cluster.displayName,
        availability: cluster.availability,
        region: settings.region,
        deletionProtection: settings.protection,
    };
    return cluster.type === "enterprise"
        ? new PrivateEnterpriseCluster(key, common, options).handle
        : new PublicDedicatedCluster(key, { ...common, cku: cluster.cku }, options).handle;
}
