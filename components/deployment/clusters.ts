import { AccessPointCluster } from "../kafka/accessPointCluster";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import { ExistingCluster, lookUpCluster, type ExpectedCluster, type FoundCluster } from "../kafka/existingCluster";
import type { KafkaClusterHandle } from "../kafka/handle";
import { PrivateEnterpriseCluster } from "../kafka/privateEnterpriseCluster";
import { PublicDedicatedCluster } from "../kafka/publicDedicatedCluster";
import { ProgramError } from "../internal/programError";
import type { ExistingClusterSettings, OwnedClusterSettings, Settings } from "../settings/settings";
import { isReachedPrivately } from "../settings/sides";
import { mapEntries } from "../internal/maps";
import { entry, type DeploymentContext } from "./context";
import { networkOf, type DeployedNetwork } from "./networks";

/** What has been found of the existing clusters, by key. */
export type FoundClusters = Readonly<Record<string, FoundCluster>>;

/**
 * Looks up the clusters that are there already. Throws a ProgramError for the first that cannot be found or is not what
 * the settings say.
 */
export async function lookUpClusters({ clusters }: Settings): Promise<FoundClusters> {
    const found = Object.entries(clusters).map(async ([key, cluster]): Promise<[string, FoundCluster][]> => {
        return cluster.type === "existing" ? [[key, await lookUpCluster(key, expectation(cluster))]] : [];
    });
    return Object.fromEntries((await Promise.all(found)).flat());
}

function expectation(cluster: ExistingClusterSettings): ExpectedCluster {
    const { id: clusterId, environmentId, kind, region } = cluster;
    // Where a public cluster is makes no difference to its links.
    return { clusterId, environmentId, kind, ...(isReachedPrivately(cluster) ? { region } : {}) };
}

/**
 * The stack's clusters. Those it makes need nothing but the environment, so they are made while the network is; only the
 * names of those behind an access point wait for it.
 */
export function deployClusters(
    context: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
    networks: Readonly<Record<string, DeployedNetwork>>,
    found: FoundClusters,
): Record<string, KafkaClusterHandle> {
    return mapEntries(context.settings.clusters, (key, cluster) => {
        const handle =
            cluster.type === "existing"
                ? existing(context, key, cluster, found)
                : made(context, environment, key, cluster);
        const accessPoint = networkOf(context.settings, networks, key)?.accessPoint;
        return accessPoint === undefined
            ? handle
            : new AccessPointCluster(key, handle, accessPoint, context.options).handle;
    });
}

function existing(
    { options }: DeploymentContext,
    key: string,
    cluster: ExistingClusterSettings,
    found: FoundClusters,
): KafkaClusterHandle {
    const args = { found: entry(found, key), kind: cluster.kind, isPrivate: isReachedPrivately(cluster) };
    return new ExistingCluster(key, args, options).handle;
}

function made(
    { settings, options }: DeploymentContext,
    environment: ConfluentEnvironment | undefined,
    key: string,
    cluster: OwnedClusterSettings,
): KafkaClusterHandle {
    if (environment === undefined) {
        throw new ProgramError(`cluster ${key} has no environment to be made in`);
    }
    const common = {
        environmentId: environment.environmentId,
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
function importId({ environment }: Settings, { import: id }: OwnedClusterSettings): string | undefined {
    return id === undefined || id.includes("/") ? id : `${environment?.id ?? ""}/${id}`;
}
