import type { Member } from "./declarations";

/** A field or output as an element of a list. Throws where it has no docstring: `of` says whose it is. */
export function memberLine(of: string, { name, type, optional, doc }: Member): string {
    return `- **\`${name}\`**${optional ? " (optional)" : ""}: \`${type}\`\n  <br>${described(`${of}.${name}`, doc)}`;
}

/** The docstring; throws where there is none. */
export function described(what: string, doc: string): string {
    if (doc === "") {
        throw new Error(`${what} has no docstring: say what it is, with its unit and its default.`);
    }
    return doc;
}
