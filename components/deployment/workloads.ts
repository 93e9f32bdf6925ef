import { ProgramError } from "../internal/programError";
import { describedAs } from "../internal/naming";
import type { SecretKeeping } from "../access/storedSecret";
import { SchemaRegistryAccess } from "../access/schemaRegistryAccess";
import type { ConfluentEnvironment } from "../kafka/confluentEnvironment";
import type { KafkaClusterHandle } from "../kafka/handle";
import { schemaRegistry, type SchemaRegistryHandle } from "../kafka/schemaRegistry";
import { SCHEMALESS } from "../settings/schema/workloads";
import type { ClientSettings, DatagenSettings, Settings } from "../settings/settings";
import { DatagenSource } from "../workloads/datagenSource";
import { KafkaClient } from "../workloads/kafkaClient";
import { clientRights } from "../workloads/rights";
import { mapEntries } from "../internal/maps";
import { readiness, type DeployedAccess } from "./access";
import { entry, type DeploymentContext } from "./context";
import type { DeployedTopics } from "./links";
import { clientName, datagenName } from "./rights";

export interface DeployedWorkloads {
    /** Clients by cluster and key. */
    readonly clients: Readonly<Record<string, Readonly<Record<string, KafkaClient>>>>;
    readonly datagen: Readonly<Record<string, Readonly<Record<string, DatagenSource>>>>;
    readonly schemaRegistry?: SchemaRegistryAccess;
}

/** What the rooms before have made. */
interface Ground {
    /** Undefined where every cluster is one that is there already. */
    readonly environment: ConfluentEnvironment | undefined;
    readonly clusters: Readonly<Record<string, KafkaClusterHandle>>;
    readonly access: DeployedAccess;
    readonly topics: DeployedTopics;
}

/** Clients with their secrets, connectors that invent records, and the identity for the Schema Registry. */
export function deployWorkloads(context: DeploymentContext, ground: Ground): DeployedWorkloads {
    const { settings } = context;
    const registry = needsRegistry(settings) ? registryOf(ground) : undefined;
    const subjects = settings.schemaRegistry?.subjects;
    return {
        clients: mapEntries(settings.clusters, (cluster, { clients }) =>
            mapEntries(clients, (key, use) => deployClient(context, ground, cluster, key, use)),
        ),
        datagen: mapEntries(settings.clusters, (cluster, { datagen }) =>
            mapEntries(datagen, (key, source) => deployDatagen(context, ground, cluster, key, source, registry)),
        ),
        ...(registry === undefined || subjects === undefined
            ? {}
            : { schemaRegistry: deployRegistryAccess(context, registry, subjects) }),
    };
}

/** Whether records or clients have schemas; without, nobody looks for a registry. */
function needsRegistry({ schemaRegistry: wanted, clusters }: Settings): boolean {
    const sources = Object.values(clusters).flatMap(({ datagen }) => Object.values(datagen));
    return wanted !== undefined || sources.some(hasSchema);
}

function hasSchema({ format }: DatagenSettings): boolean {
    return format !== SCHEMALESS;
}

/**
 * The registry of the stack's environment, or without one of the first cluster's. It comes with the environment's first
 * cluster: that is an Enterprise cluster where there is one, since a Dedicated one takes half an hour.
 */
function registryOf({ environment, clusters }: Ground): SchemaRegistryHandle {
    const [first] = Object.values(clusters);
    const environmentId = environment?.environmentId ?? first?.environmentId;
    if (environmentId === undefined) {
        throw new ProgramError("a Schema Registry is asked for, and there is neither environment nor cluster");
    }
    const soonest = Object.values(clusters).toSorted((one, other) => rank(one) - rank(other));
    return schemaRegistry(environmentId, soonest);
}

function rank({ kind }: KafkaClusterHandle): number {
    return kind === "enterprise" ? 0 : 1;
}

function deployClient(
    context: DeploymentContext,
    { access }: Ground,
    cluster: string,
    key: string,
    use: ClientSettings,
): KafkaClient {
    const { settings, generations, mark, options } = context;
    const name = clientName(cluster, key);
    return new KafkaClient(
        name,
        {
            admin: entry(access.managers, cluster).admin,
            displayName: context.displayName(`${cluster}.${key}`),
            description: describedAs(`Client ${key} of cluster ${cluster}`, mark),
            rights: clientRights(use),
            secretPath: context.secretPath(cluster, key, "java_client"),
            keeping: keeping(settings),
            generations,
            readiness: readiness(settings),
        },
        options,
    );
}

function deployDatagen(
    context: DeploymentContext,
    { access, topics }: Ground,
    cluster: string,
    key: string,
    { topic, ...records }: DatagenSettings,
    registry: SchemaRegistryHandle | undefined,
): DatagenSource {
    const needed = registry !== undefined && hasSchema({ topic, ...records });
    return new DatagenSource(
        datagenName(cluster, key),
        {
            ...records,
            admin: entry(access.managers, cluster).admin,
            topicName: topic,
            topic: entry(entry(topics, cluster), topic),
            displayName: context.displayName(`${cluster}.datagen.${key}`),
            description: describedAs(`Datagen ${key} of cluster ${cluster}`, context.mark),
            ...(needed ? { registry } : {}),
        },
        context.options,
    );
}

function deployRegistryAccess(
    context: DeploymentContext,
    registry: SchemaRegistryHandle,
    subjects: readonly string[],
): SchemaRegistryAccess {
    return new SchemaRegistryAccess(
        "schema-registry",
        {
            registry,
            subjects,
            displayName: context.displayName("schema.registry"),
            description: describedAs("Schema Registry", context.mark),
            secretPath: context.secretPath("schema_registry_cluster"),
            keeping: keeping(context.settings),
            generations: context.generations,
        },
        context.options,
    );
}

function keeping({ secrets: { recoveryWindowDays, kmsKeyId } }: Settings): SecretKeeping {
    return { recoveryWindowDays, ...(kmsKeyId === undefined ? {} : { kmsKeyId }) };
}
