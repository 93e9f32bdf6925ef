import { isProps } from "../../simulator/provider/values";
import type { CloudApi } from "../orphans/confluent";
import { documentOf, failed, ok, skipped, warning, type Check } from "./check";

const CREDENTIALS = "Confluent credentials";
const RIGHTS = "Confluent rights";
const QUOTAS = "Confluent quotas";

const ROLE =
    "Give the key's owner OrganizationAdmin, or EnvironmentAdmin on the environment with AccountAdmin: see Permissions in " +
    "README.md.";

/** What the stack makes of what Confluent counts. */
export interface Demand {
    /** Environments that are there already and have to be found. */
    readonly environmentIds: readonly string[];
    readonly newEnvironments: number;
    readonly serviceAccounts: number;
}

interface Answer {
    readonly status: number;
    readonly body: Readonly<Record<string, unknown>>;
}

/** Credentials, rights and quotas, by a few calls that read. Never throws: what does not answer is a check that failed. */
export async function checkConfluent(api: CloudApi | undefined, demand: Demand): Promise<Check[]> {
    if (api === undefined) {
        const fix =
            "Run: pulumi config set --secret confluentcloud:cloudApiKey, and the same for cloudApiSecret; or set " +
            "CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.";
        return [failed(CREDENTIALS, "there is no Cloud API key", fix)];
    }
    try {
        const environments = await ask(api, "/org/v2/environments?page_size=1");
        const credentials = judgeCredentials(environments);
        if (credentials.status !== "ok") {
            return [credentials];
        }
        const accounts = await ask(api, "/iam/v2/service-accounts?page_size=1");
        const quotas = await ask(api, "/service-quota/v1/applied-quotas?scope=organization&page_size=99");
        const unseen = await unseenOf(api, demand.environmentIds);
        return [credentials, judgeRights(environments, accounts, unseen), judgeQuotas(quotas, demand)];
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const fix = `Look at the way from here to ${api.endpoint}: DNS, proxy, firewall.`;
        return [failed(CREDENTIALS, `${api.endpoint} does not answer: ${reason}`, fix)];
    }
}

export function judgeCredentials({ status }: Answer): Check {
    if (status === 401) {
        return failed(
            CREDENTIALS,
            "the Cloud API key is refused (401)",
            "Make a new one for Cloud resource management.",
        );
    }
    return status === 200 || status === 403
        ? ok(CREDENTIALS, "the Cloud API key is accepted")
        : failed(CREDENTIALS, `the Cloud API answers with ${status}`, "Try again; see https://status.confluent.cloud");
}

async function unseenOf(api: CloudApi, ids: readonly string[]): Promise<string[]> {
    const asked = ids.map(async (id) => ({ id, ...(await ask(api, `/org/v2/environments/${id}`)) }));
    return (await Promise.all(asked)).filter(({ status }) => status !== 200).map(({ id }) => id);
}

/** `unseen` are environments of the settings that the key was not shown. */
export function judgeRights(environments: Answer, accounts: Answer, unseen: readonly string[]): Check {
    const refused = [
        ...(environments.status === 200 ? [] : ["environments"]),
        ...(accounts.status === 200 ? [] : ["service accounts"]),
    ];
    if (refused.length > 0) {
        return failed(RIGHTS, `the key may not list ${refused.join(" and ")}`, ROLE);
    }
    return unseen.length === 0
        ? ok(RIGHTS, "the key lists environments and service accounts")
        : failed(RIGHTS, `the key does not see ${unseen.join(", ")}`, `Correct the id, or: ${ROLE}`);
}

/** Limits by the service's code of them, with what the stack adds. */
export function judgeQuotas(answer: Answer, { newEnvironments, serviceAccounts }: Demand): Check {
    if (answer.status !== 200) {
        return skipped(QUOTAS, `the quotas are not told (${answer.status})`);
    }
    const added: Readonly<Record<string, number>> = {
        "iam.max_environments.per_org": newEnvironments,
        "iam.max_service_accounts.per_org": serviceAccounts,
    };
    const known = itemsOf(answer).flatMap(({ id, applied_limit: limit, usage }) =>
        typeof id === "string" && id in added && typeof limit === "number" && typeof usage === "number"
            ? [{ id, limit, usage, more: added[id] ?? 0 }]
            : [],
    );
    const short = known.filter(({ limit, usage, more }) => usage + more > limit);
    const told = (list: typeof known) =>
        list.map(({ id, limit, usage, more }) => `${id}: ${usage} of ${limit}, and ${more} in this stack`).join("; ");
    return short.length === 0
        ? ok(QUOTAS, known.length === 0 ? "none that this stack could meet" : told(known))
        : warning(QUOTAS, told(short), "Ask Confluent for more, unless this stack is what uses them.");
}

function itemsOf({ body }: Answer): Readonly<Record<string, unknown>>[] {
    return Array.isArray(body.data) ? body.data.filter(isProps) : [];
}

async function ask({ endpoint, key, secret }: CloudApi, path: string): Promise<Answer> {
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    const response = await fetch(endpoint + path, { headers: { authorization } });
    const text = await response.text();
    return { status: response.status, body: response.ok ? documentOf(text) : {} };
}
