import type { KafkaCredentials } from "./kafkaRestReady";

/** What a Java client of a Kafka cluster is configured with. */
export function clientProperties(bootstrapEndpoint: string, { key, secret }: KafkaCredentials): Record<string, string> {
    const login = "org.apache.kafka.common.security.plain.PlainLoginModule";
    return {
        "sasl.jaas.config": `${login} required username='${key}' password='${secret}';`,
        "bootstrap.servers": bootstrapEndpoint.replace(/^[A-Z_]+:\/\//, ""),
        "security.protocol": "SASL_SSL",
        "sasl.mechanism": "PLAIN",
    };
}

/** What a Java client of a Schema Registry is configured with. */
export function registryProperties(restEndpoint: string, { key, secret }: KafkaCredentials): Record<string, string> {
    return {
        "schema.registry.url": restEndpoint,
        "schema.registry.basic.auth.credentials.source": "USER_INFO",
        "schema.registry.basic.auth.user.info": `${key}:${secret}`,
    };
}
