import { createHash } from "node:crypto";

/** A short text that changes when the set of ids changes; their order does not matter. */
export function digest(ids: readonly string[]): string {
    return createHash("sha256")
        .update([...ids].sort().join("\n"))
        .digest("hex")
        .slice(0, 16);
}
