import { setTimeout } from "node:timers/promises";

/** A stack's full name, and where Pulumi Cloud is. */
export interface Target {
    /** `organisation/project/stack` */
    readonly stack: string;
    /** The commit to deploy, in the repository of the stack's deployment settings. */
    readonly commit: string;
    /** Such as `https://api.pulumi.com`. */
    readonly service: string;
    readonly token: string;
    /** Milliseconds between two looks. */
    readonly interval: number;
}

const UNDER_WAY = ["not-started", "accepted", "running"];
/** Looks that may fail one after the other before the wait is given up. */
const PATIENCE = 5;

interface Started {
    readonly id: string;
    readonly consoleUrl?: string;
}

/**
 * Asks Pulumi Deployments for an `up` with the stack's deployment settings, waits for its end, and returns the status it
 * ended with: `succeeded`, or any other, such as `failed`. Unlike `pulumi deployment run`, which ends well as soon as the log
 * ends. Throws where the deployment is refused, or cannot be followed.
 */
export async function deploy(target: Target, log: (line: string) => void): Promise<string> {
    const { id, consoleUrl } = (await ask(target, "", {
        operation: "update",
        inheritSettings: true,
        sourceContext: { git: { repoUrl: "", branch: "", commit: target.commit } },
    })) as Started;
    log(`Deployment ${id} of ${target.stack} at ${target.commit}${consoleUrl === undefined ? "" : `: ${consoleUrl}`}`);
    let status = "";
    for (let failures = 0; ;) {
        try {
            const seen = (await ask(target, `/${encodeURIComponent(id)}`)) as { status: string };
            failures = 0;
            if (seen.status !== status) {
                status = seen.status;
                log(status);
            }
            if (!UNDER_WAY.includes(status)) {
                return status;
            }
        } catch (error) {
            failures += 1;
            if (failures >= PATIENCE) {
                throw error;
            }
        }
        await setTimeout(target.interval);
    }
}

async function ask({ stack, service, token }: Target, path: string, body?: unknown): Promise<unknown> {
    const place = `${service.replace(/\/$/, "")}/api/stacks/${stack}/deployments${path}`;
    const headers = { accept: "application/vnd.pulumi+8", authorization: `token ${token}` };
    const answer = await fetch(place, {
        signal: AbortSignal.timeout(60_000),
        ...(body === undefined
            ? { headers }
            : {
                  method: "POST",
                  headers: { ...headers, "content-type": "application/json" },
                  body: JSON.stringify(body),
              }),
    });
    if (!answer.ok) {
        // The answer's text is not for the log: it may repeat settings.
        throw new Error(`Pulumi Cloud answered ${answer.status} ${answer.statusText} for the deployments of ${stack}`);
    }
    return answer.json();
}
