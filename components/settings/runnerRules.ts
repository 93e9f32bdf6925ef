/** The first release of the agent that runs jobs on ECS. */
const OLDEST_AGENT = [2, 3, 0] as const;

const REFERENCE =
    /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::(?<tag>\w[\w.-]{0,127}))?(?<digest>@sha256:[0-9a-f]{64})?$/;
const VERSION = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-(.+))?$/;
const SECRET_ARN = /^arn:aws:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$/;
const LONGEST_REFERENCE = 512;

/** An image of the workflow agent that stays the same, and is new enough to run jobs on ECS. */
export function agentImageRule(image: string): string | undefined {
    const groups = image.length <= LONGEST_REFERENCE ? REFERENCE.exec(image)?.groups : undefined;
    if (groups === undefined) {
        return "Write it as registry/repository:tag, or with @sha256: and 64 hexadecimal digits at the end.";
    }
    const { tag, digest } = groups;
    if (tag === undefined) {
        return digest === undefined ? `Add the release, as in ${image}:v2.3.0.` : undefined;
    }
    if (tag === "latest" && digest === undefined) {
        return "Name a release, as in :v2.3.0: what latest is changes from task to task.";
    }
    return tooOld(tag) ? `Take ${OLDEST_AGENT.join(".")} or newer: older ones cannot run jobs on ECS.` : undefined;
}

/** Tags that are no versions say nothing of their age. */
function tooOld(tag: string): boolean {
    const [, ...parts] = VERSION.exec(tag) ?? [];
    const numbers = parts.slice(0, OLDEST_AGENT.length).map(Number);
    const differing = OLDEST_AGENT.findIndex((oldest, index) => numbers[index] !== oldest);
    if (numbers.length === 0) {
        return false;
    }
    // A release comes after what was tried out before it.
    return differing === -1 ? parts[OLDEST_AGENT.length] !== undefined : lower(numbers, differing);
}

function lower(numbers: readonly number[], position: number): boolean {
    return (numbers[position] ?? 0) < (OLDEST_AGENT[position] ?? 0);
}

export function secretArnRule(arn: string): string | undefined {
    return SECRET_ARN.test(arn)
        ? undefined
        : "Give the whole ARN that `aws secretsmanager describe-secret` shows, with the six characters at its end.";
}
