/** Topic settings that can be set, with the service's defaults. */
export const TOPIC_DEFAULTS: Readonly<Record<string, string>> = {
    "cleanup.policy": "delete",
    "confluent.key.schema.validation": "false",
    "confluent.key.subject.name.strategy": "io.confluent.kafka.serializers.subject.TopicNameStrategy",
    "confluent.value.schema.validation": "false",
    "confluent.value.subject.name.strategy": "io.confluent.kafka.serializers.subject.TopicNameStrategy",
    "delete.retention.ms": "86400000",
    "max.compaction.lag.ms": "9223372036854775807",
    "max.message.bytes": "2097164",
    "message.timestamp.after.max.ms": "9223372036854775807",
    "message.timestamp.before.max.ms": "9223372036854775807",
    "message.timestamp.difference.max.ms": "9223372036854775807",
    "message.timestamp.type": "CreateTime",
    "min.compaction.lag.ms": "0",
    "min.insync.replicas": "2",
    "retention.bytes": "-1",
    "retention.ms": "604800000",
    "segment.bytes": "104857600",
    "segment.ms": "604800000",
};

/** Link settings that a caller may set, with the service's defaults. */
export const LINK_DEFAULTS: Readonly<Record<string, string>> = {
    "acl.filters": "",
    "acl.sync.enable": "false",
    "acl.sync.ms": "5000",
    "auto.create.mirror.topics.enable": "false",
    "auto.create.mirror.topics.filters": "",
    "cluster.link.prefix": "",
    "consumer.group.prefix.enable": "false",
    "consumer.offset.group.filters": "",
    "consumer.offset.sync.enable": "false",
    "consumer.offset.sync.ms": "30000",
    "mirror.start.offset.spec": "earliest",
    "topic.config.sync.include": "",
    "topic.config.sync.ms": "5000",
};

/** Link settings that say how the two clusters connect. */
export const LINK_CONNECTION_SETTINGS: readonly string[] = [
    "bootstrap.servers",
    "connection.mode",
    "link.mode",
    "local.sasl.jaas.config",
    "local.sasl.login.callback.handler.class",
    "local.sasl.mechanism",
    "local.sasl.oauthbearer.token.endpoint.url",
    "local.security.protocol",
    "remote.link.connection.mode",
    "sasl.jaas.config",
    "sasl.login.callback.handler.class",
    "sasl.mechanism",
    "sasl.oauthbearer.token.endpoint.url",
    "security.protocol",
];

/** Topic settings whose value the service sets for all clusters: no default, and nobody's choice. */
const OF_THE_SERVICE = ["min.insync.replicas", "segment.bytes"];
/** A setting of every topic that nobody can set. */
const TOPIC_TYPE = { "confluent.topic.type": "standard" };

interface Synonym {
    readonly name: string;
    readonly value: string;
    readonly source: string;
}

interface ConfigEntry {
    readonly name: string;
    /** Null where the service keeps the value to itself, and where there is none. */
    readonly value: string | null;
    readonly is_default: boolean;
    readonly is_read_only: boolean;
    readonly is_sensitive: boolean;
    readonly source: string;
    /** Where the value comes from, the source in force first. */
    readonly synonyms: readonly Synonym[];
}

type Config = Readonly<Record<string, string>>;

function byName([left]: [string, string], [right]: [string, string]): number {
    return left.localeCompare(right);
}

/** A topic's settings as the service lists them: what was set over the defaults. */
export function topicConfigs(config: Config): ConfigEntry[] {
    const set = { ...config, ...TOPIC_TYPE };
    return Object.entries({ ...TOPIC_DEFAULTS, ...set })
        .sort(byName)
        .map(([name, value]) => {
            const inherited = inheritedSynonym(name);
            const own = name in set ? [{ name, value, source: "DYNAMIC_TOPIC_CONFIG" }] : [];
            const synonyms = [...own, ...(inherited === undefined ? [] : [inherited])];
            const source = synonyms[0]?.source ?? "DEFAULT_CONFIG";
            const is_default = source === "DEFAULT_CONFIG";
            return { name, value, is_default, is_read_only: false, is_sensitive: false, source, synonyms };
        });
}

/** What a topic's setting is when nobody sets it on the topic. */
function inheritedSynonym(name: string): Synonym | undefined {
    const value = TOPIC_DEFAULTS[name];
    const source = OF_THE_SERVICE.includes(name) ? "STATIC_BROKER_CONFIG" : "DEFAULT_CONFIG";
    return value === undefined ? undefined : { name: `log.${name}`, value, source };
}

/** A link's settings as the service lists them: what was set over the defaults; credentials hidden. */
export function linkConfigs(config: Config): ConfigEntry[] {
    return Object.entries({ ...LINK_DEFAULTS, ...config })
        .sort(byName)
        .map(([name, value]) => {
            const is_default = !(name in config);
            const is_sensitive = name.endsWith("sasl.jaas.config");
            const isAbsent = name === "cluster.link.prefix" && is_default;
            return {
                name,
                value: is_sensitive || isAbsent ? null : value,
                is_default,
                is_read_only: false,
                is_sensitive,
                source: is_default ? "DEFAULT_CONFIG" : "DYNAMIC_CLUSTER_LINK_CONFIG",
                synonyms: [],
            };
        });
}
