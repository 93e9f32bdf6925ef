import { DeletionGuard } from "../access/deletionGuard";
import type { DeployedAccess } from "./access";
import { entry, type DeploymentContext } from "./context";
import { hasObjects } from "./dataPlaneObjects";
import { aclObjects } from "./rights";

/**
 * The guard of the existing private clusters on which the stack makes anything; undefined where there is none. Made
 * last: it depends on all that has been made so far.
 */
export function deployDeletionGuard(context: DeploymentContext, access: DeployedAccess): DeletionGuard | undefined {
    const { settings, options, made } = context;
    const guarded = Object.keys(access.managers).filter((key) => {
        const { cluster } = entry(access.managers, key).admin;
        const hasAny = hasObjects(settings, key) || aclObjects(settings, key).length > 0;
        return cluster.resource === undefined && cluster.isPrivate && hasAny;
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
