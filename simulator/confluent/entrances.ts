import type { Cloud } from "./cloud";
import { clusterEndpoints } from "./clusterEndpoints";

/** A name of a cluster over a PrivateLink attachment, or behind an access point (as public DNS's alias, or directly). */
const OVER_ATTACHMENT = /^(?<id>lkc-[a-z0-9]+)\.[a-z0-9-]+\.aws\.private\.confluent\.cloud$/;
const BEHIND_ACCESS_POINT =
    /^(?<id>lkc-[a-z0-9]+)[-.]ap[a-z0-9]+\.[a-z0-9-]+\.aws\.accesspoint(\.glb)?\.confluent\.cloud$/;

/**
 * Whether a call under this host name comes in anywhere: over an attachment as long as its region has a connection,
 * behind an access point as long as that is there. Names of other forms are not looked at, nor is an environment
 * without any attachment or gateway.
 */
export function isServed(cloud: Cloud, host: string): boolean {
    const name = host.replace(/:\d+$/, "").toLowerCase();
    const attached = OVER_ATTACHMENT.exec(name)?.groups?.id;
    if (attached !== undefined) {
        return hasConnection(cloud, attached);
    }
    const behind = BEHIND_ACCESS_POINT.exec(name)?.groups?.id;
    return behind === undefined || hasAccessPoint(cloud, behind, name);
}

function hasConnection(cloud: Cloud, clusterId: string): boolean {
    const cluster = cloud.get("clusters", clusterId);
    if (cluster?.existing === true) {
        // Who made it has connected it too.
        return true;
    }
    const isOwn = ({ environmentId }: { environmentId: string }) => environmentId === cluster?.spec.environmentId;
    if (
        cluster !== undefined &&
        [...cloud.where("privateLinkAttachments", isOwn), ...cloud.where("gateways", isOwn)].length === 0
    ) {
        // Nothing is known of the environment's network, so it is left out of the picture.
        return true;
    }
    const connections = cloud.where("privateLinkAttachmentConnections", (connection) => {
        const attachment = cloud.get("privateLinkAttachments", connection.attachmentId)?.spec;
        const isNear =
            attachment?.environmentId === cluster?.spec.environmentId && attachment?.region === cluster?.spec.region;
        return isNear && cloud.isReady(connection);
    });
    return cluster !== undefined && connections.length > 0;
}

function hasAccessPoint(cloud: Cloud, clusterId: string, name: string): boolean {
    const cluster = cloud.get("clusters", clusterId);
    const alias = name.replace(/^(lkc-[a-z0-9]+)\./, "$1-").replace(/\.accesspoint\.(?!glb)/, ".accesspoint.glb.");
    return (
        cluster !== undefined &&
        clusterEndpoints(cloud, clusterId, cluster.spec).some(({ rest }) => new URL(rest).hostname === alias)
    );
}
