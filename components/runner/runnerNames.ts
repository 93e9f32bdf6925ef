import { joinedName } from "../internal/naming";

/** IAM's limit for names of roles, the shortest of all that apply here. */
const NAME_LIMIT = 64;

export type RunnerPart = "agent" | "agent-start" | "job" | "job-start" | "token";

/** The name in AWS of the workflow runner's cluster. */
export function runnerName(displayName: string): string {
    return joinedName([displayName], NAME_LIMIT);
}

/** The name in AWS of a part of the workflow runner. */
export function partName(displayName: string, part: RunnerPart): string {
    return joinedName([displayName, part], NAME_LIMIT);
}

/** The log group of the workflow runner's tasks. */
export function logGroupName(displayName: string): string {
    return `/confluent/${runnerName(displayName)}`;
}
