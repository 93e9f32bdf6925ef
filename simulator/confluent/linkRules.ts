import { isAllowed } from "./access";
import { Refusal } from "./api";
import type { Cloud, Stored } from "./cloud";
import { clusterEndpoints } from "./clusterEndpoints";
import { LINK_CONNECTION_SETTINGS, LINK_DEFAULTS } from "./configs";
import { linkOf, linkPrincipal, otherHalf, peerIsPassive } from "./linkState";
import type { LinkSpec } from "./specs";

const INVALID_REQUEST = 40002;
const LINKABLE_KINDS = ["Enterprise", "Dedicated"];

/** Everything the service checks before it stores a link; throws its refusal. */
export function validateLink(cloud: Cloud, cluster: Stored<"clusters">, link: LinkSpec): void {
    if (linkOf(cloud, link.clusterId, link.name) !== undefined) {
        throw new Refusal(
            400,
            "A cluster link already exists with the provided link name: Unable to validate cluster link due to error: " +
                `Cluster link '${link.name}' already exists.`,
            400,
        );
    }
    if (!LINKABLE_KINDS.includes(cluster.spec.kind)) {
        throw new Refusal(400, `Cluster Linking is not supported on ${cluster.spec.kind} clusters.`, INVALID_REQUEST);
    }
    validateConfig(link);
    if (link.connectionMode === "OUTBOUND") {
        validateConnection(cloud, cluster, link);
    } else if (link.linkMode === "SOURCE") {
        throw new Refusal(400, "A link of mode SOURCE cannot have connection mode INBOUND.", INVALID_REQUEST);
    }
}

/** Settings that contradict each other or do not exist. */
export function validateConfig({ config, linkMode }: LinkSpec): void {
    const unknown = Object.keys(config).find(
        (name) => !(name in LINK_DEFAULTS) && !LINK_CONNECTION_SETTINGS.includes(name),
    );
    if (unknown !== undefined) {
        throw new Refusal(400, `Unknown cluster link config name: ${unknown}`, INVALID_REQUEST);
    }
    const malformed = Object.entries(config).find(([name, value]) => name.endsWith(".filters") && !isJson(value));
    if (malformed !== undefined) {
        throw invalidLink("INVALID_CONFIGURATION_ERROR", `${malformed[0]} cannot be read as JSON.`);
    }
    if (linkMode === "BIDIRECTIONAL" && config["consumer.group.prefix.enable"] === "true") {
        throw invalidLink(
            "INVALID_CONFIGURATION_ERROR",
            "consumer.group.prefix.enable cannot be set on a bidirectional link.",
        );
    }
    if (config["acl.sync.enable"] === "true" && (config["cluster.link.prefix"] ?? "") !== "") {
        throw invalidLink("INVALID_CONFIGURATION_ERROR", "acl.sync.enable cannot be set on a link with a prefix.");
    }
}

/** Filters are JSON, or not set at all. */
function isJson(text: string): boolean {
    try {
        return text === "" || (typeof JSON.parse(text) === "object" && JSON.parse(text) !== null);
    } catch {
        return false;
    }
}

/** The outbound side really connects while it is created. */
function validateConnection(cloud: Cloud, cluster: Stored<"clusters">, link: LinkSpec): void {
    const peer = cloud.get("clusters", link.peerId);
    const reached = peer !== undefined && leadsTo(cloud, peer, link.config["bootstrap.servers"]);
    const side = { DESTINATION: "source", SOURCE: "destination", BIDIRECTIONAL: "remote" }[link.linkMode];
    // Confluent lists public to private as supported with source-initiated links, and dialling in as impossible otherwise.
    const isCutOff = (peer?.spec.isPrivate ?? false) && !cluster.spec.isPrivate && link.linkMode !== "SOURCE";
    if (!reached || isCutOff) {
        throw invalidLink(
            "BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR",
            `Failed to create a TCP connection to the ${side} cluster. Please ensure the ${side} cluster is running and ` +
                "is reachable by this cluster.",
        );
    }
    const principal = linkPrincipal(cloud, peer.id, link.config, "sasl");
    if (principal === undefined) {
        throw new Refusal(401, "Unable to validate cluster link due to error: Authentication failed", 40101);
    }
    if (!isAllowed(cloud, { principal, cluster: peer }, { operation: "DESCRIBE" })) {
        throw new Refusal(
            401,
            "Not authorized: the authenticated user didn't have the right access to the resource: " +
                "Cluster authorization failed.",
            40101,
        );
    }
    validateLocalSide(cloud, link);
}

/** A link that the other side also reads through needs a local key, and a passive half to join. */
function validateLocalSide(cloud: Cloud, link: LinkSpec): void {
    if (link.linkMode === "DESTINATION") {
        return;
    }
    if (linkPrincipal(cloud, link.clusterId, link.config, "local.sasl") === undefined) {
        throw new Refusal(401, "Unable to validate cluster link due to error: Local authentication failed", 40101);
    }
    const half = otherHalf(cloud, link)?.spec;
    if (peerIsPassive(cloud, link) && half?.connectionMode !== "INBOUND") {
        throw invalidLink(
            "REMOTE_LINK_NOT_FOUND_ERROR",
            `No inbound cluster link '${link.name}' was found on the cluster ${link.peerId}; create it first.`,
        );
    }
}

function invalidLink(code: string, message: string): Refusal {
    const text = `Invalid cluster link. Link error code: ${code}. Link error message: ${message}`;
    return new Refusal(400, text, INVALID_REQUEST);
}

/** A cluster is dialled at any of its endpoints. */
function leadsTo(cloud: Cloud, peer: Stored<"clusters">, bootstrap: string | undefined): boolean {
    const endpoints = clusterEndpoints(cloud, peer.id, peer.spec);
    return endpoints.some((endpoint) => hostOf(endpoint.bootstrap) === hostOf(bootstrap));
}

function hostOf(bootstrap: string | undefined): string {
    return (bootstrap ?? "").replace(/^SASL_SSL:\/\//, "");
}
