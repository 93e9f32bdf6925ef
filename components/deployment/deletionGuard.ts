import { DeletionGuard } from "../access/deletionGuard";
import type { Settings } from "../settings/settings";
import type { DeployedAccess } from "./access";
import { entry, type DeploymentContext } from "./context";
import { clusterAt, ENDS, linkObjects, managedObjects } from "./dataPlaneObjects";
import { aclObjects } from "./rights";

/**
 * The guard of the existing private clusters on which the stack makes anything; undefined where there is none. Made
 * last: it depends on all that has been made so far.
 */
export function deployDeletionGuard(context: DeploymentContext, access: DeployedAccess): DeletionGuard | undefined {
    const { settings, options, made } = context;
    const guarded = Object.keys(access.managers).filter((key) => {
        const { cluster } = entry(access.managers, key).admin;
        return cluster.resource === undefined && cluster.isPrivate && hasObjects(settings, key);
    });
    if (guarded.length === 0) {
        return undefined;
    }
    const { resolver } = settings.readiness;
    const args = {
        admins: Object.fromEntries(guarded.map((key) => [key, entry(access.managers, key).admin])),
        everything: made(),
        ...(resolver === undefined ? {} : { resolver }),
    };
    return new DeletionGuard("existing-clusters", args, options);
}

/** Whether anything at all is made on the data plane of a cluster. */
function hasObjects(settings: Settings, clusterKey: string): boolean {
    const ofLinks = Object.values(settings.links).flatMap((link) =>
        ENDS.filter((end) => clusterAt(link, end) === clusterKey).flatMap((end) => linkObjects(settings, link, end)),
    );
    return [...managedObjects(settings, clusterKey), ...aclObjects(settings, clusterKey), ...ofLinks].length > 0;
}
