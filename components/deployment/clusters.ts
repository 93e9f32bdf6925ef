import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import { ExistingCluster } from "../kafka/existingCluster";
import type { KafkaClusterHandle } from "../kafka/handle";
import { PrivateEnterpriseCluster } from "../kafka/privateEnterpriseCluster";
import { PublicDedicatedCluster } from "../kafka/publicDedicatedCluster";
import { ProgramError } from "../internal/programError";
import type { ClusterSettings, ExistingClusterSettings, OwnedClusterSettings } from "../settings/settings";
import { isReachedPrivately } from "../settings/sides";
import { mapEntries, type DeploymentContext } from "./context";

/**
 * The stack's clusters. Those it makes need nothing but the environment, so they are made while the network is; the
 * others are looked up.
 */
export function deployClusters(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
): Record<string, KafkaClusterHandle> {
    return mapEntries(context.settings.clusters, (key, cluster) => deployCluster(context, environment, key, cluster));
}

function deployCluster(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
    key: string,
    cluster: ClusterSettings,
): KafkaClusterHandle {
    if (cluster.type === "existing") {
        return lookUp(context, key, cluster);
    }
    if (environment === undefined) {
        throw new ProgramError(`cluster ${key} has no environment to be made in`);
    }
    return make(context, environment, key, cluster);
}

function lookUp({ options }: DeploymentContext, key: string, cluster: ExistingClusterSettings): KafkaClusterHandle {
    const { id: clusterId, environmentId, kind, region } = cluster;
    const isPrivate = isReachedPrivately(cluster);
    // Where a public cluster is makes no difference to its links.
    const args = { clusterId, environmentId, kind, isPrivate, ...(isPrivate ? { region } : {}) };
    return new ExistingCluster(key, args, options).handle;
}

function make(
    { settings, options }: DeploymentContext,
    { environmentId }: ConfluentEnvironment,
    key: string,
    cluster: OwnedClusterSettings,
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
