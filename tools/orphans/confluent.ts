import { markedBy } from "../../components/internal/stackMark";
import { isProps } from "../../simulator/provider/values";
import type { StackFacts } from "./facts";
import { isNamed, type CloudObject } from "./objects";

/** The most that the API gives at once. */
const PAGE_SIZE = 99;

/** Where Confluent's Cloud API is, and a key to it. */
export interface CloudApi {
    readonly endpoint: string;
    readonly key: string;
    readonly secret: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What of Confluent Cloud may be the stack's. Throws an Error where the API does not answer or refuses. */
export async function confluentObjects(api: CloudApi, facts: StackFacts): Promise<CloudObject[]> {
    const [keys, accounts, environments] = await Promise.all([
        list(api, "/iam/v2/api-keys"),
        list(api, "/iam/v2/service-accounts"),
        list(api, "/org/v2/environments"),
    ]);
    const candidates = environments
        .map((item) => described("Environment", item))
        .filter((environment) => facts.known.has(environment.id) || isNamed(environment, facts));
    // One after the other: the API counts requests.
    const inside: CloudObject[] = [];
    for (const { id } of candidates) {
        inside.push(...(await inEnvironment(api, id, facts)));
    }
    return [
        ...keys.map((item) => ({
            ...described("ApiKey", item),
            opens: text(fields(fields(item.spec).resource).id),
        })),
        ...accounts.map((item) => described("ServiceAccount", item)),
        ...inside,
        ...candidates,
    ];
}

const COLLECTIONS = [
    ["KafkaCluster", "/cmk/v2/clusters"],
    ["AccessPoint", "/networking/v1/access-points"],
    ["Gateway", "/networking/v1/gateways"],
    ["PrivateLinkAttachmentConnection", "/networking/v1/private-link-attachment-connections"],
    ["PrivateLinkAttachment", "/networking/v1/private-link-attachments"],
] as const;

async function inEnvironment(api: CloudApi, environmentId: string, facts: StackFacts): Promise<CloudObject[]> {
    const found: CloudObject[] = [];
    for (const [kind, path] of COLLECTIONS) {
        const items = await list(api, path, { environment: environmentId });
        found.push(...items.map((item) => ({ ...described(kind, item), environmentId })));
    }
    const clusters = found.filter(({ kind, id }) => kind === "KafkaCluster" && facts.known.has(id));
    // Where the stack names no connector there is none to look for.
    for (const { id } of (facts.names.get("Connector")?.size ?? 0) === 0 ? [] : clusters) {
        found.push(...(await connectors(api, environmentId, id)));
    }
    return found;
}

async function connectors(api: CloudApi, environmentId: string, clusterId: string): Promise<CloudObject[]> {
    const path = `/connect/v1/environments/${environmentId}/clusters/${clusterId}/connectors?expand=id`;
    const found = fields(await get(api, path));
    return Object.entries(found).map(([name, entry]) => ({
        cloud: "confluent",
        kind: "Connector",
        id: text(fields(fields(entry).id).id),
        name,
        environmentId,
        clusterId,
    }));
}

/** An object as the API shows it; some parts of the service have its names in a `spec`. */
function described(kind: string, item: Fields): CloudObject {
    const shown = { ...fields(item.spec), ...item };
    const tag = markedBy(text(shown.description));
    return {
        cloud: "confluent",
        kind,
        id: text(item.id),
        name: text(shown.display_name),
        ...(tag === undefined ? {} : { tag }),
    };
}

async function list(api: CloudApi, path: string, filter: Readonly<Record<string, string>> = {}): Promise<Fields[]> {
    const found: Fields[] = [];
    let token: string | undefined;
    do {
        const page = token === undefined ? {} : { page_token: token };
        const query = new URLSearchParams({ ...filter, page_size: String(PAGE_SIZE), ...page });
        const answer = fields(await get(api, `${path}?${query.toString()}`));
        found.push(...(Array.isArray(answer.data) ? answer.data.map(fields) : []));
        token = nextToken(text(fields(answer.metadata).next));
    } while (token !== undefined);
    return found;
}

/** Of the next page's address only the token counts: host and filter are those of this request. */
function nextToken(next: string): string | undefined {
    return next === "" ? undefined : (new URL(next).searchParams.get("page_token") ?? undefined);
}

async function get({ endpoint, key, secret }: CloudApi, path: string): Promise<unknown> {
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    const response = await fetch(endpoint + path, { headers: { authorization } });
    if (!response.ok) {
        throw new Error(`Confluent Cloud answers GET ${path} with ${response.status}: ${await response.text()}`);
    }
    return response.json();
}

function fields(value: unknown): Fields {
    return isProps(value) ? value : {};
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}
