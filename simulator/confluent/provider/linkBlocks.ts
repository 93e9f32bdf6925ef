import type { CallContext, Props } from "../../provider/model";
import { Fields, type Credentials } from "../api";
import { CONNECTION_MODES, LINK_MODES, type ConnectionMode, type LinkMode } from "../specs";
import { credentialsOf, kafkaRest, type KafkaRest } from "./dataPlane";
import { oauthOf, type OAuth } from "./oauth";

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
    readonly peer: {
        readonly id: string;
        readonly bootstrap: string;
        readonly credentials?: Credentials | undefined;
    };
    /** The provider's own login, which takes the place of keys. */
    readonly oauth: OAuth | undefined;
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
export function linkPlanOf(context: CallContext, inputs: Props): LinkPlan {
    const { linkMode, connectionMode } = modesOf(inputs);
    if (linkMode === "SOURCE" && connectionMode === "INBOUND") {
        throw new Error('"INBOUND" connection mode is not supported for "SOURCE" link mode');
    }
    const [managingBlock, peerBlock, peerField] = BLOCKS[linkMode];
    const managing = kafkaRest(context, inputs[managingBlock], managingBlock);
    const peer = new Fields(inputs[peerBlock]);
    const [id, bootstrap] = [peer.text("id"), peer.text("bootstrapEndpoint")];
    if (id === undefined || bootstrap === undefined) {
        throw new Error(`${peerBlock} must have an id and a bootstrap_endpoint`);
    }
    const name = new Fields(inputs).text("link") ?? "";
    const shared = { name, linkMode, connectionMode, managing, peerField, oauth: oauthOf(context.config) };
    const given = peer.at("credentials");
    if (connectionMode === "INBOUND") {
        if (linkMode === "DESTINATION" && given !== undefined) {
            throw new Error(`${peerBlock} of an "INBOUND" link must have no credentials`);
        }
        return { ...shared, peer: { id, bootstrap } };
    }
    return { ...shared, peer: { id, bootstrap, credentials: credentialsOf(context, given, peerBlock) } };
}

/** The settings that say how the clusters connect; an inbound half holds no credentials. */
export function connectionSettings({ linkMode, connectionMode, peer, ...plan }: LinkPlan): Setting[] {
    const modes = [
        { name: "connection.mode", value: connectionMode },
        { name: "link.mode", value: linkMode },
        { name: "bootstrap.servers", value: peer.bootstrap },
    ];
    if (connectionMode === "INBOUND") {
        return modes;
    }
    const protocol = { name: "security.protocol", value: "SASL_SSL" };
    const both = linkMode === "DESTINATION" ? [] : [{ name: "local.security.protocol", value: "SASL_SSL" }];
    const passivePeer = linkMode === "BIDIRECTIONAL" ? [{ name: "remote.link.connection.mode", value: "INBOUND" }] : [];
    const login = loginSettings({ linkMode, connectionMode, peer, ...plan });
    return [...modes, protocol, ...both, ...passivePeer, ...login];
}

/** What the provider changes when credentials change: mechanisms and what they are given, and nothing else. */
export function credentialSettings(plan: LinkPlan): Setting[] {
    const changed = ["sasl.mechanism", "sasl.jaas.config", "local.sasl.mechanism", "local.sasl.jaas.config"];
    return loginSettings(plan).filter(({ name }) => changed.includes(name));
}

/** How the half logs in at the peer and, where data goes both ways or is sent, at home; nothing for an inbound half. */
function loginSettings({ linkMode, connectionMode, managing, peer, oauth }: LinkPlan): Setting[] {
    if (connectionMode === "INBOUND") {
        return [];
    }
    const side = (prefix: string, id: string, key: Credentials | undefined) =>
        oauth === undefined ? keySettings(prefix, key) : poolSettings(prefix, id, oauth);
    const remote = side("sasl", peer.id, peer.credentials);
    return linkMode === "DESTINATION"
        ? remote
        : [...remote, ...side("local.sasl", managing.clusterId, managing.credentials)];
}

function keySettings(prefix: string, credentials: Credentials | undefined): Setting[] {
    const { key, secret } = credentials ?? { key: "", secret: "" };
    const login = "org.apache.kafka.common.security.plain.PlainLoginModule";
    return [
        { name: `${prefix}.mechanism`, value: "PLAIN" },
        { name: `${prefix}.jaas.config`, value: `${login} required username="${key}" password="${secret}";` },
    ];
}

/** The half gets its tokens itself: it is given the client's secret, for as long as it lives. */
function poolSettings(prefix: string, clusterId: string, oauth: OAuth): Setting[] {
    const { tokenUrl, clientId, clientSecret, scope, identityPoolId } = oauth;
    const security = "org.apache.kafka.common.security.oauthbearer";
    const options = [
        `clientId="${clientId}" clientSecret="${clientSecret}"`,
        ...(scope === undefined ? [] : [`scope="${scope}"`]),
        `extension_logicalCluster="${clusterId}" extension_identityPoolId="${identityPoolId}"`,
    ];
    return [
        { name: `${prefix}.mechanism`, value: "OAUTHBEARER" },
        { name: `${prefix}.jaas.config`, value: `${security}.OAuthBearerLoginModule required ${options.join(" ")};` },
        { name: `${prefix}.oauthbearer.token.endpoint.url`, value: tokenUrl },
        { name: `${prefix}.login.callback.handler.class`, value: `${security}.OAuthBearerLoginCallbackHandler` },
    ];
}
