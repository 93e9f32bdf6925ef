import type { Props } from "../../provider/model";
import { Fields, type Credentials } from "../api";
import { CONNECTION_MODES, LINK_MODES, type ConnectionMode, type LinkMode } from "../specs";
import { credentialsOf, kafkaRest, type KafkaRest } from "./dataPlane";

/** A setting as Kafka REST takes it. */
export interface Setting {
    readonly name: string;
    readonly value: string;
}

/** One link object as its inputs describe it: the cluster that it lives on, and the one at the other end. */
export interface LinkPlan {
    readonly name: string;
    readonly linkMode: LinkMode;
    readonly connectionMode: ConnectionMode;
    readonly managing: KafkaRest;
    readonly peer: { readonly id: string; readonly bootstrap: string; readonly credentials?: Credentials };
    /** Where the peer's id goes in the request body. */
    readonly peerField: string;
}

/** Input blocks of each mode: the managing side first. */
const BLOCKS: Readonly<Record<LinkMode, readonly [managing: string, peer: string, peerField: string]>> = {
    DESTINATION: ["destinationKafkaCluster", "sourceKafkaCluster", "source_cluster_id"],
    SOURCE: ["sourceKafkaCluster", "destinationKafkaCluster", "destination_cluster_id"],
    BIDIRECTIONAL: ["localKafkaCluster", "remoteKafkaCluster", "remote_cluster_id"],
};

export const BLOCK_NAMES: readonly string[] = [
    ...new Set(Object.values(BLOCKS).flatMap(([managing, peer]) => [managing, peer])),
];

/** The modes that inputs name, with the provider's defaults; throws for a mode that does not exist. */
export function modesOf(inputs: Props): { linkMode: LinkMode; connectionMode: ConnectionMode } {
    const linkMode = LINK_MODES.find((mode) => mode === (inputs.linkMode ?? "DESTINATION"));
    const connectionMode = CONNECTION_MODES.find((mode) => mode === (inputs.connectionMode ?? "OUTBOUND"));
    if (linkMode === undefined || connectionMode === undefined) {
        throw new Error(
            `expected link_mode to be one of [${LINK_MODES.join(" ")}] and connection_mode to be one of ` +
                `[${CONNECTION_MODES.join(" ")}], got ${String(inputs.linkMode)} and ${String(inputs.connectionMode)}`,
        );
    }
    return { linkMode, connectionMode };
}

/** Checks the blocks against the modes, as the provider does when it creates a link. */
export function linkPlanOf(inputs: Props): LinkPlan {
    const { linkMode, connectionMode } = modesOf(inputs);
    if (linkMode === "SOURCE" && connectionMode === "INBOUND") {
        throw new Error('"INBOUND" connection mode is not supported for "SOURCE" link mode');
    }
    const [managingBlock, peerBlock, peerField] = BLOCKS[linkMode];
    const managing = kafkaRest(inputs[managingBlock], managingBlock);
    const peer = new Fields(inputs[peerBlock]);
    const [id, bootstrap] = [peer.text("id"), peer.text("bootstrapEndpoint")];
    if (id === undefined || bootstrap === undefined) {
        throw new Error(`${peerBlock} must have an id and a bootstrap_endpoint`);
    }
    const shared = { name: new Fields(inputs).text("link") ?? "", linkMode, connectionMode, managing, peerField };
    const given = peer.at("credentials");
    if (connectionMode === "INBOUND") {
        if (linkMode === "DESTINATION" && given !== undefined) {
            throw new Error(`${peerBlock} of an "INBOUND" link must have no credentials`);
        }
        return { ...shared, peer: { id, bootstrap } };
    }
    return { ...shared, peer: { id, bootstrap, credentials: credentialsOf(given, peerBlock) } };
}

/** The settings that say how the clusters connect; an inbound half holds no credentials. */
export function connectionSettings({ linkMode, connectionMode, peer, ...plan }: LinkPlan): Setting[] {
    const modes = [
        { name: "connection.mode", value: connectionMode },
        { name: "link.mode", value: linkMode },
        { name: "bootstrap.servers", value: peer.bootstrap },
    ];
    if (peer.credentials === undefined) {
        return modes;
    }
    const protocol = { name: "security.protocol", value: "SASL_SSL" };
    const both = linkMode === "DESTINATION" ? [] : [{ name: "local.security.protocol", value: "SASL_SSL" }];
    const passivePeer = linkMode === "BIDIRECTIONAL" ? [{ name: "remote.link.connection.mode", value: "INBOUND" }] : [];
    const credentials = credentialSettings({ linkMode, connectionMode, peer, ...plan });
    return [...modes, protocol, ...both, ...passivePeer, ...credentials];
}

/** The part of the settings that holds credentials; none for an inbound half. */
export function credentialSettings({ linkMode, managing, peer }: LinkPlan): Setting[] {
    if (peer.credentials === undefined) {
        return [];
    }
    const remote = [
        { name: "sasl.mechanism", value: "PLAIN" },
        { name: "sasl.jaas.config", value: jaas(peer.credentials) },
    ];
    const local = [
        { name: "local.sasl.mechanism", value: "PLAIN" },
        { name: "local.sasl.jaas.config", value: jaas(managing.credentials) },
    ];
    return linkMode === "DESTINATION" ? remote : [...remote, ...local];
}

function jaas({ key, secret }: Credentials): string {
    return `org.apache.kafka.common.security.plain.PlainLoginModule required username="${key}" password="${secret}";`;
}
