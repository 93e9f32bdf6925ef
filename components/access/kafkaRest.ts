// How a gate asks Kafka REST of a cluster. Serialised into the stack's state with the providers of gates and guard: nothing
// but Node's built-in modules here either, each loaded where it is used.
import type { NotReady } from "./waiting";

export interface OAuthLogin {
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** Empty for none. */
    readonly scope: string;
    readonly identityPoolId: string;
}

/** A cluster, and who asks it. */
export interface Asked {
    /** The cluster's id, `lkc-…`. */
    readonly clusterId: string;
    /** Kafka REST endpoint, with scheme and port. */
    readonly restEndpoint: string;
    /** The key that is used. Left out where an identity pool is. */
    readonly credentials?: { readonly key: string; readonly secret: string };
    /** The identity pool that is used, and the client that gets tokens for it. Left out where a key is. */
    readonly oauth?: OAuthLogin;
    /** `host:port` of the DNS server to ask; empty for the system's resolver. */
    readonly resolver: string;
}

type Headers = Readonly<Record<string, string>>;

export interface Answer {
    readonly status: number;
    readonly body: string;
}

/** Asks the cluster for a path below its own, or says for every path what keeps it from asking. */
export type Ask = (path: string) => Promise<Answer | NotReady>;

/** Finds the cluster and logs in, once for all that is then asked. */
export async function approach(inputs: Asked): Promise<Ask> {
    const refusing = (failure: NotReady) => () => Promise.resolve(failure);
    let address: string;
    try {
        address = await resolveHost(new URL(inputs.restEndpoint).hostname, inputs.resolver);
    } catch (error) {
        return refusing({ stage: "resolve", seen: reason(error) });
    }
    let login: Headers;
    try {
        login = await loginOf(inputs);
    } catch (error) {
        return refusing({ stage: "token", seen: reason(error) });
    }
    const base = `/kafka/v3/clusters/${inputs.clusterId}`;
    return async (path) => {
        try {
            return await send(new URL(base + path, inputs.restEndpoint), address, login);
        } catch (error) {
            return { stage: "connect", seen: `${reason(error)} (address ${address})` };
        }
    };
}

async function resolveHost(host: string, resolver: string): Promise<string> {
    const dns = process.getBuiltinModule("node:dns").promises;
    const net = process.getBuiltinModule("node:net");
    if (net.isIP(host) !== 0) {
        return host;
    }
    if (resolver === "") {
        return (await dns.lookup(host)).address;
    }
    const client = new dns.Resolver({ timeout: 5_000, tries: 1 });
    client.setServers([resolver]);
    const [address] = await client.resolve4(host);
    if (address === undefined) {
        throw new Error(`${host} has no address`);
    }
    return address;
}

/** The headers that say who asks: with the key, or with a new token of the identity pool's client. */
async function loginOf({ credentials, oauth }: Pick<Asked, "credentials" | "oauth">): Promise<Headers> {
    if (oauth === undefined) {
        const { key, secret } = credentials ?? { key: "", secret: "" };
        return { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}` };
    }
    const url = new URL(oauth.tokenUrl);
    const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        ...(oauth.scope === "" ? {} : { scope: oauth.scope }),
    });
    // The identity provider is on the internet, where the system's resolver knows it.
    const answer = await send(url, await resolveHost(url.hostname, ""), {}, form.toString());
    const token =
        answer.status === 200 ? (parsed(answer) as { access_token?: unknown } | undefined)?.access_token : undefined;
    if (typeof token !== "string") {
        throw new Error(`${url.origin}${url.pathname} gave no token: it answered ${String(answer.status)}`);
    }
    return { authorization: `Bearer ${token}`, "confluent-identity-pool-id": oauth.identityPoolId };
}

/** The object in an answer. One that cannot be read is not shown either: it may hold a part of a token. */
export function parsed({ body }: Answer): object | undefined {
    try {
        const value: unknown = JSON.parse(body);
        return typeof value === "object" && value !== null ? value : undefined;
    } catch {
        return undefined;
    }
}

/** A GET, or a POST of a form, sent to `address` under the URL's own name (also for TLS). */
function send(url: URL, address: string, headers: Headers, form?: string): Promise<Answer> {
    const client = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
    const type = form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    return new Promise((resolve, reject) => {
        const options = {
            method: form === undefined ? "GET" : "POST",
            agent: false,
            timeout: 10_000,
            servername: url.hostname,
            headers: { host: url.host, accept: "application/json", ...type, ...headers },
            host: address,
            port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port),
            path: `${url.pathname}${url.search}`,
        };
        const request = client.request(options, (response) => {
            let body = "";
            response.on("data", (chunk) => (body += String(chunk)));
            response.on("end", () => {
                resolve({ status: response.statusCode ?? 0, body });
            });
            response.on("error", reject);
        });
        request.on("timeout", () => request.destroy(new Error("no answer within 10 s")));
        request.on("error", reject);
        request.end(form);
    });
}

export function reason(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
