import { joinedName } from "../../components/internal/naming";
import { stackTag } from "../../components/internal/stackMark";
import type { Recorded } from "../../simulator/engine/stateFile";
import { isProps } from "../../simulator/provider/values";

/** Kinds of objects in Confluent Cloud that have a name to be told by, and no description. */
const NAMED_KINDS = [
    "Environment",
    "KafkaCluster",
    "Connector",
    "AccessPoint",
    "Gateway",
    "PrivateLinkAttachmentConnection",
    "PrivateLinkAttachment",
] as const;
type NamedKind = (typeof NAMED_KINDS)[number];

/** What the state and the configuration of a stack say of its objects. */
export interface StackFacts {
    /** Project and stack, as marks and tags have them. */
    readonly tag: string;
    /** The stack as it was asked for, with its organisation where that was named. */
    readonly asked: string;
    /** Whether the state holds nothing, as after a destroy, or where the stack is kept in another one. */
    readonly stateIsEmpty: boolean;
    /** Ids and ARNs of all that the state holds, and ids that the configuration takes for granted. */
    readonly known: ReadonlySet<string>;
    /** Names that the stack gives, by the kind of object. */
    readonly names: ReadonlyMap<string, ReadonlySet<string>>;
    /** Names of the clusters in the state. */
    readonly clustersInState: ReadonlySet<string>;
    /** Keys of the clusters in the configuration, by name. */
    readonly clusterKeys: ReadonlyMap<string, string>;
    /** AWS regions to look into. */
    readonly regions: readonly string[];
}

const SETTINGS = "confluent-cluster-linking:";
/** Where AWS keeps the tags of what belongs to no region, such as hosted zones. */
const GLOBAL_REGION = "us-east-1";
const CONFLUENT_ID = /\b(?:env|lkc|platt|plattc|gw|ap|sa)-[a-z0-9]+/g;

type Config = Readonly<Record<string, unknown>>;

export function factsOf(
    { project, stack }: { readonly project: string; readonly stack: string },
    resources: readonly Recorded[],
    config: Config,
    asked = stack,
): StackFacts {
    const tag = stackTag(project, stack);
    const settings = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.replace(SETTINGS, ""), value]),
    );
    const owned = ownedClusters(settings);
    const inConfig = namesInConfig(stack, settings, owned);
    const inState = (kind: NamedKind) => resources.filter(({ type }) => kindOf(type) === kind).flatMap(nameIn);
    return {
        tag,
        asked,
        stateIsEmpty: !resources.some(({ id, type }) => id !== undefined && !type.startsWith("pulumi:")),
        known: new Set([...resources.flatMap(idsIn), ...(JSON.stringify(settings).match(CONFLUENT_ID) ?? [])]),
        names: new Map(NAMED_KINDS.map((kind) => [kind, new Set([...inConfig[kind], ...inState(kind)])])),
        clustersInState: new Set(inState("KafkaCluster")),
        clusterKeys: new Map(owned.map(([key, name]) => [name, key])),
        regions: regionsOf(resources, config),
    };
}

/** `KafkaCluster` for `confluentcloud:index/kafkaCluster:KafkaCluster`. */
function kindOf(type: string): string {
    return type.startsWith("confluentcloud:") ? (type.split(":").at(-1) ?? type) : type;
}

function texts(...values: readonly unknown[]): string[] {
    return values.filter((value) => typeof value === "string");
}

function nameIn({ outputs = {} }: Recorded): string[] {
    const { displayName, configNonsensitive } = outputs;
    return texts(displayName, isProps(configNonsensitive) ? configNonsensitive.name : undefined);
}

function idsIn({ id, outputs = {} }: Recorded): string[] {
    // The provider's id of a log group's ARN may end in the wildcard of its streams.
    return texts(id, outputs.id, outputs.arn).map((one) => one.replace(/:\*$/, ""));
}

/** Keys and names of the clusters that the stack makes. */
function ownedClusters(settings: Config): [key: string, name: string][] {
    const clusters = isProps(settings.clusters) ? settings.clusters : {};
    return Object.entries(clusters).flatMap(([key, cluster]) =>
        isProps(cluster) && cluster.type !== "existing"
            ? [[key, typeof cluster.displayName === "string" ? cluster.displayName : key]]
            : [],
    );
}

/** The names that the program gives, by what is configured. */
function namesInConfig(
    stack: string,
    { environment, privateNetworks, clusters }: Config,
    owned: readonly (readonly [string, string])[],
): Record<NamedKind, string[]> {
    const networks = keysOf(privateNetworks).map((key) => joinedName([stack, key]));
    const connectors = Object.entries(isProps(clusters) ? clusters : {}).flatMap(([cluster, settings]) =>
        keysOf(isProps(settings) ? settings.datagen : undefined).map((key) =>
            joinedName([stack, `${cluster}.datagen.${key}`]),
        ),
    );
    return {
        Environment: isProps(environment) ? texts(environment.name) : [],
        KafkaCluster: owned.map(([, name]) => name),
        Connector: connectors,
        AccessPoint: networks,
        Gateway: [joinedName([stack, "ingress"])],
        PrivateLinkAttachmentConnection: networks,
        PrivateLinkAttachment: [joinedName([stack, "privatelink"])],
    };
}

function keysOf(map: unknown): string[] {
    return isProps(map) ? Object.keys(map) : [];
}

function regionsOf(resources: readonly Recorded[], config: Config): string[] {
    const ofArns = resources.flatMap(({ outputs }) => texts(outputs?.arn).map((arn) => arn.split(":")[3] ?? ""));
    const ofProviders = resources
        .filter(({ type }) => type === "pulumi:providers:aws")
        .flatMap(({ outputs }) => texts(outputs?.region));
    return [...new Set([...texts(config["aws:region"]), ...ofProviders, ...ofArns, GLOBAL_REGION])]
        .filter((region) => region !== "")
        .sort();
}
