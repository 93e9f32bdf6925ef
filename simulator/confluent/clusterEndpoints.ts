import type { Cloud } from "./cloud";
import type { ClusterSpec } from "./specs";

/** One way to a cluster. */
export interface ClusterEndpoint {
    /** `PUBLIC`, `PRIVATE_LINK`, or the id of the access point that clients come in through. */
    readonly key: string;
    readonly connectionType: "PUBLIC" | "PRIVATE_LINK";
    readonly rest: string;
    readonly bootstrap: string;
    readonly gatewayId?: string;
}

/** The cluster's own endpoint first, then one for each access point that is ready in its environment and region. */
export function clusterEndpoints(cloud: Cloud, id: string, spec: ClusterSpec): ClusterEndpoint[] {
    const connectionType = spec.isPrivate ? "PRIVATE_LINK" : "PUBLIC";
    const [rest, bootstrap] = [spec.httpEndpoint, spec.bootstrapEndpoint];
    const own = { key: connectionType, connectionType, rest, bootstrap } as const;
    return spec.isPrivate ? [own, ...accessPointEndpoints(cloud, id, spec)] : [own];
}

/** The endpoint's host is public DNS's alias of a name in the access point's own domain. */
function accessPointEndpoints(cloud: Cloud, id: string, spec: ClusterSpec): ClusterEndpoint[] {
    const { environmentId, region } = spec;
    const ready = cloud.where(
        "accessPoints",
        (point) =>
            point.environmentId === environmentId &&
            cloud.get("gateways", point.gatewayId)?.spec.region === region &&
            cloud.isReady(point) &&
            point.goneAt === undefined,
    );
    return ready.map((point) => {
        const host = `${id}-${point.id.replace("-", "")}.${region}.aws.accesspoint.glb.confluent.cloud`;
        return {
            key: point.id,
            connectionType: "PRIVATE_LINK",
            rest: `http://${host}:${cloud.world.data.httpPort}`,
            bootstrap: `${host}:9092`,
            gatewayId: point.spec.gatewayId,
        };
    });
}
