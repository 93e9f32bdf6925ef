import { createHash } from "node:crypto";

/** Confluent's limit for the display names of service accounts and API keys. */
export const DISPLAY_NAME_LIMIT = 64;

const HASH_LENGTH = 8;

/** Joins parts to a name; one that is too long is cut and ends in a digest of the whole, so that it stays unique. */
export function joinedName(parts: readonly string[], limit = DISPLAY_NAME_LIMIT): string {
    const name = parts.join("-");
    if (name.length <= limit) {
        return name;
    }
    const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
    return `${name.slice(0, limit - HASH_LENGTH - 1)}-${hash}`;
}
