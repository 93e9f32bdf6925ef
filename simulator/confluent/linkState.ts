import { isAllowed, principalOf } from "./access";
import type { Credentials } from "./api";
import type { Cloud, Stored } from "./cloud";
import { tokenUrl } from "./identityPools";
import type { LinkSpec } from "./specs";

/** A link's health as the service reports it. */
export interface LinkHealth {
    readonly state: "ACTIVE" | "UNAVAILABLE";
    readonly error: string;
    readonly message: string | null;
}

export const NO_ERROR = "NO_ERROR";
const REMOTE_LINK_NOT_FOUND = "REMOTE_LINK_NOT_FOUND_ERROR";

export function linkOf(cloud: Cloud, clusterId: string, name: string): Stored<"links"> | undefined {
    return cloud.get("links", `${clusterId}/${name}`);
}

/** The other half: the link of the same name on the peer that points back here. */
export function otherHalf(cloud: Cloud, { clusterId, name, peerId }: LinkSpec): Stored<"links"> | undefined {
    const found = linkOf(cloud, peerId, name);
    return found?.spec.peerId === clusterId ? found : undefined;
}

/** True when the peer could not open the connection itself, so that a passive half of it has to be there. */
export function peerIsPassive(cloud: Cloud, { clusterId, peerId, linkMode }: LinkSpec): boolean {
    const isPrivate = (id: string): boolean => cloud.get("clusters", id)?.spec.isPrivate ?? false;
    return linkMode === "SOURCE" || (linkMode === "BIDIRECTIONAL" && isPrivate(clusterId) && !isPrivate(peerId));
}

/** As whom a link logs in at a cluster: at the peer with its `sasl` settings, at home with its `local.sasl` ones. */
export function linkPrincipal(
    cloud: Cloud,
    clusterId: string,
    config: Readonly<Record<string, string>>,
    side: "sasl" | "local.sasl",
): string | undefined {
    const setting = config[`${side}.jaas.config`] ?? "";
    if (config[`${side}.mechanism`] === "OAUTHBEARER") {
        return config[`${side}.oauthbearer.token.endpoint.url`] === tokenUrl(cloud.world)
            ? poolPrincipal(cloud, clusterId, setting)
            : undefined;
    }
    return principalOf(cloud, clusterId, jaasCredentials(setting));
}

function poolPrincipal(cloud: Cloud, clusterId: string, setting: string): string | undefined {
    const option = (name: string) => new RegExp(`\\b${name}=(["'])(?<value>.*?)\\1`).exec(setting)?.groups?.value;
    const pool = cloud.get("identityPools", option("extension_identityPoolId") ?? "");
    const isClient = pool?.spec.clientId === option("clientId") && pool?.spec.clientSecret === option("clientSecret");
    return pool !== undefined && isClient && option("extension_logicalCluster") === clusterId
        ? `User:${pool.id}`
        : undefined;
}

/** Reads user name and password out of a JAAS setting. */
function jaasCredentials(setting: string): Credentials | undefined {
    const { key, secret } = /username="(?<key>[^"]*)" +password="(?<secret>[^"]*)"/.exec(setting)?.groups ?? {};
    return key === undefined || secret === undefined ? undefined : { key, secret };
}

/**
 * The health of a half is that of the connection, which its outbound side opens: of this half if it is outbound,
 * else of the other one. Both halves have to carry one link id.
 */
export function linkHealth(cloud: Cloud, { spec }: Stored<"links">): LinkHealth {
    const other = otherHalf(cloud, spec);
    if (other !== undefined && other.spec.clusterLinkId !== spec.clusterLinkId) {
        return unavailable(REMOTE_LINK_NOT_FOUND, `Link ids of '${spec.name}' differ on the two clusters.`);
    }
    const dialling = spec.connectionMode === "OUTBOUND" ? spec : other?.spec;
    if (dialling?.connectionMode !== "OUTBOUND") {
        return unavailable(REMOTE_LINK_NOT_FOUND, `No outbound link '${spec.name}' has connected from ${spec.peerId}.`);
    }
    if (dialling === spec && other === undefined && peerIsPassive(cloud, spec)) {
        return unavailable(REMOTE_LINK_NOT_FOUND, `Link '${spec.name}' was not found on ${spec.peerId}.`);
    }
    return connectionHealth(cloud, dialling);
}

function connectionHealth(cloud: Cloud, dialling: LinkSpec): LinkHealth {
    const peer = cloud.get("clusters", dialling.peerId);
    const isCut = peer?.spec.isDown === true || cloud.get("clusters", dialling.clusterId)?.spec.isDown === true;
    if (peer === undefined || isCut) {
        return unavailable("BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR", `Cluster ${dialling.peerId} cannot be reached.`);
    }
    const { config } = dialling;
    const principal = linkPrincipal(cloud, peer.id, config, "sasl");
    if (
        principal === undefined ||
        (config["local.sasl.jaas.config"] !== undefined &&
            linkPrincipal(cloud, dialling.clusterId, config, "local.sasl") === undefined)
    ) {
        return unavailable("AUTHENTICATION_ERROR", "Authentication failed");
    }
    if (!isAllowed(cloud, { principal, cluster: peer }, { operation: "DESCRIBE" })) {
        return unavailable("AUTHORIZATION_ERROR", "Cluster authorization failed.");
    }
    return cloud.isReady(dialling)
        ? { state: "ACTIVE", error: NO_ERROR, message: null }
        : { state: "UNAVAILABLE", error: NO_ERROR, message: null };
}

function unavailable(error: string, message: string): LinkHealth {
    return { state: "UNAVAILABLE", error, message };
}
