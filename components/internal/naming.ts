import { createHash } from "node:crypto";

/** Confluent's limit for the display names of service accounts and API keys. */
export const DISPLAY_NAME_LIMIT = 64;

/** Confluent's limit for the descriptions of service accounts. */
export const DESCRIPTION_LIMIT = 128;

const HASH_LENGTH = 8;
/** Less than this of a purpose tells nobody anything. */
const SHORTEST_PURPOSE = 16;

/** Joins parts to a name; one that is too long is cut and ends in a digest of the whole, so that it stays unique. */
export function joinedName(parts: readonly string[], limit = DISPLAY_NAME_LIMIT): string {
    const name = parts.join("-");
    if (name.length <= limit) {
        return name;
    }
    const hash = createHash("sha256").update(name).digest("hex").slice(0, HASH_LENGTH);
    return `${name.slice(0, limit - HASH_LENGTH - 1)}-${hash}`;
}

/**
 * What something is for, and whose it is. Where both are too long together the purpose is cut, so that the mark stays
 * whole; only a mark that leaves no room is cut itself.
 */
export function describedAs(purpose: string, mark: string): string {
    const room = DESCRIPTION_LIMIT - mark.length - ". ".length;
    return room < SHORTEST_PURPOSE
        ? joinedName([`${purpose}. ${mark}`], DESCRIPTION_LIMIT)
        : `${joinedName([purpose], room)}. ${mark}`;
}
