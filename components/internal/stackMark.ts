const MARK = "Managed by Pulumi: ";
/** What a key that rotates has behind the mark. */
const GENERATION = String.raw`(?:\. Generation (?<generation>\d+))?`;

/** The tag that names the stack on everything in AWS that takes tags. */
export const STACK_TAG = "pulumi-stack";

/** The value of `STACK_TAG`. */
export function stackTag(project: string, stack: string): string {
    return `${project}/${stack}`;
}

/** What ends the description of everything in Confluent Cloud that has one. */
export function stackMark(project: string, stack: string): string {
    return `${MARK}${stackTag(project, stack)}`;
}

/** The stack whose mark ends a description, as `stackTag` has it; undefined where there is none, or it has been cut. */
export function markedBy(description: string): string | undefined {
    const pattern = new RegExp(String.raw`(?:^|\. )${MARK}(?<tag>[^\s/]+/[^\s/]+?)${GENERATION}$`);
    return pattern.exec(description)?.groups?.tag;
}

/** The generation that ends the description of a key that rotates; undefined for any other description. */
export function generationOf(description: string): number | undefined {
    const generation = new RegExp(`${GENERATION}$`).exec(description)?.groups?.generation;
    return generation === undefined ? undefined : Number(generation);
}
