import type { Recorded } from "../../simulator/engine/stateFile";
import type { Access } from "./survey";

/** A stack, and how its clusters are asked. */
export interface OpenStack {
    readonly outputs: Readonly<Record<string, unknown>>;
    /** What its state holds, secrets still encrypted. */
    readonly resources: readonly Recorded[];
    readonly access: Access;
    readonly close: () => Promise<void>;
}

/** How the manager of a cluster logs in, by the stack's outputs. */
export interface ManagerIdentity {
    readonly apiKeyId: string | undefined;
    readonly identityPoolId: string | undefined;
}

/** Throws an Error where the stack manages no such cluster. */
export function managerOf({ identities }: OpenStack["outputs"], cluster: string): ManagerIdentity {
    const all = identities as Readonly<Record<string, Partial<ManagerIdentity>>> | undefined;
    const found = all?.[`${cluster}-manager`];
    if (found === undefined) {
        throw new Error(`the stack's outputs name no manager of cluster ${cluster}`);
    }
    return { apiKeyId: found.apiKeyId, identityPoolId: found.identityPoolId };
}
