import { pathText, type PathPart } from "../internal/problems";

/** The namespace of this program's keys in a stack file. */
export const NAMESPACE = "confluent-cluster-linking";

/** The full path of a value in the stack configuration. */
export function at(...parts: readonly PathPart[]): string {
    return pathText(NAMESPACE, parts);
}
