import { isAllowed, type Caller, type Need } from "./access";
import type { Cloud, Stored } from "./cloud";
import { linkHealth, linkOf, linkPrincipal, otherHalf } from "./linkState";
import type { LinkSpec, MirrorSpec } from "./specs";

/**
 * Who reads, for the mirrors of a half, on the cluster that they come from: whoever the half dials with, or, where the
 * other half dials, that one's own local credential. Undefined where there is no such key any more.
 */
function readerOf(cloud: Cloud, link: LinkSpec): Caller | undefined {
    const cluster = cloud.get("clusters", link.peerId);
    const dials = link.connectionMode === "OUTBOUND";
    const config = dials ? link.config : otherHalf(cloud, link)?.spec.config;
    if (cluster === undefined || config === undefined) {
        return undefined;
    }
    const principal = linkPrincipal(cloud, cluster.id, config, dials ? "sasl" : "local.sasl");
    return principal === undefined ? undefined : { principal, cluster };
}

/** Whether a half's reader may do that on the cluster from which its mirrors come. */
export function mayRead(cloud: Cloud, link: LinkSpec, need: Need): boolean {
    const reader = readerOf(cloud, link);
    return reader !== undefined && isAllowed(cloud, reader, need);
}

/** The link of a mirror, if it brings records now: it is up, and its reader may read the topic. */
export function sourceOf(cloud: Cloud, mirror: MirrorSpec): Stored<"links"> | undefined {
    const link = linkOf(cloud, mirror.clusterId, mirror.linkName);
    const brings =
        link !== undefined &&
        linkHealth(cloud, link).state === "ACTIVE" &&
        mayRead(cloud, link.spec, { operation: "READ", topic: mirror.sourceTopic });
    return brings ? link : undefined;
}
