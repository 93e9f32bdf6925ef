import { promises as dns, lookup as systemLookup } from "node:dns";
import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";

export type Headers = Readonly<Record<string, string>>;

export interface Answer {
    readonly status: number;
    /** Undefined where it is no JSON. */
    readonly body: unknown;
}

export interface Asked {
    readonly method: "GET" | "POST";
    readonly url: string;
    readonly headers: Headers;
    readonly body?: string;
    /** `host:port` of the DNS server to ask; empty for the system's resolver. */
    readonly resolver: string;
}

const TIMEOUT_MS = 10_000;

/** One request. Rejects with the system's error where no answer comes, within 10 seconds. */
export function send({ method, url, headers, body, resolver }: Asked): Promise<Answer> {
    const client = url.startsWith("https:") ? https : http;
    const options = {
        method,
        agent: false,
        timeout: TIMEOUT_MS,
        headers: { accept: "application/json", ...headers },
        ...(resolver === "" ? {} : { lookup: lookupAt(resolver) }),
    };
    return new Promise((resolve, reject) => {
        const request = client.request(url, options, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("end", () => {
                resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString("utf8")) });
            });
            response.on("error", reject);
        });
        request.on("timeout", () => request.destroy(new Error("no answer within 10 s")));
        request.on("error", reject);
        request.end(body);
    });
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Looks names up at one server, in the form that sockets want. */
function lookupAt(resolver: string): LookupFunction {
    const client = new dns.Resolver({ timeout: 5_000, tries: 1 });
    client.setServers([resolver]);
    return (host, options, callback) => {
        if (host === "localhost") {
            systemLookup(host, options, callback);
            return;
        }
        client.resolve4(host).then(
            (addresses) => {
                const [first = ""] = addresses;
                if (options.all === true) {
                    callback(
                        null,
                        addresses.map((address) => ({ address, family: 4 })),
                    );
                } else {
                    callback(null, first, 4);
                }
            },
            (error: unknown) => {
                callback(error as NodeJS.ErrnoException, "", 4);
            },
        );
    };
}
