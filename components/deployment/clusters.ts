import { AccessPointCluster } from "../kafka/accessPointCluster";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { KafkaClusterHandle } from "../kafka/handle";
import { PrivateEnterpriseCluster } from "../kafka/privateEnterpriseCluster";
import { PublicDedicatedCluster } from "../kafka/publicDedicatedCluster";
import type { ClusterSettings, Settings } from "../settings/settings";
import { entry, mapEntries, type DeploymentContext } from "./context";
import type { DeployedNetwork } from "./networks";

/**
 * The stack's clusters. They need nothing but the environment, so they are made while the network is; only the names of
 * those behind an access point wait for it.
 */
export function deployClusters(
    context: DeploymentContext,
    environment: ConfluentEnvironment,
    networks: Readonly<Record<string, DeployedNetwork>>,
): Record<string, KafkaClusterHandle> {
    return mapEntries(context.settings.clusters, (key, cluster) => {
        const handle = deployCluster(context, environment, key, cluster);
        const network = cluster.type === "enterprise" ? entry(networks, cluster.privateNetwork) : undefined;
        return network?.accessPoint === undefined
            ? handle
            : new AccessPointCluster(key, handle, network.accessPoint, context.options).handle;
    });
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
        importId: importId(settings, cluster),
    };
    return cluster.type === "enterprise"
        ? new PrivateEnterpriseCluster(key, common, options).handle
        : new PublicDedicatedCluster(key, { ...common, cku: cluster.cku }, options).handle;
}

/** The provider wants the environment's id in front, which the settings may leave to `environment.id`. */
function importId({ environment }: Settings, { import: id }: ClusterSettings): string | undefined {
    return id === undefined || id.includes("/") ? id : `${environment.id ?? ""}/${id}`;
}
