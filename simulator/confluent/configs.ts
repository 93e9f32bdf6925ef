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
    "local.sasl.mechanism",
    "local.security.protocol",
    "remote.link.connection.mode",
    "sasl.jaas.config",
    "sasl.mechanism",
    "security.protocol",
];

interface ConfigEntry {
    readonly name: string;
    /** Null where the service keeps the value to itself. */
    readonly value: string | null;
    readonly is_default: boolean;
    readonly is_read_only: boolean;
    readonly is_sensitive: boolean;
    readonly source: string;
    readonly synonyms: readonly never[];
}

/** Settings as the service lists them: what was set, marked with `source`, over the defaults; credentials hidden. */
export function withDefaults(
    defaults: Readonly<Record<string, string>>,
    config: Readonly<Record<string, string>>,
    source: string,
): ConfigEntry[] {
    const entries = Object.entries({ ...defaults, ...config }).sort(([left], [right]) => left.localeCompare(right));
    return entries.map(([name, value]) => {
        const sensitive = name.endsWith("sasl.jaas.config");
        return {
            name,
            value: sensitive ? null : value,
            is_default: !(name in config),
            is_read_only: false,
            is_sensitive: sensitive,
            source: name in config ? source : "DEFAULT_CONFIG",
            synonyms: [],
        };
    });
}
