import * as http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Fields, type Bearer, type Credentials } from "../api";

/** One HTTP call to an address that is already known. */
export interface Call {
    readonly method: string;
    readonly url: URL;
    /** Where to connect; the URL's host travels in the Host header. */
    readonly address: string;
    readonly login: Login;
    readonly body?: unknown;
    /** A form in place of a JSON body. */
    readonly form?: Readonly<Record<string, string>>;
}

/** With a key, with a token, or as nobody. */
export type Login = Credentials | Bearer | undefined;

export interface Answer {
    readonly status: number;
    readonly text: string;
    readonly json: Fields;
    /** Seconds that the service wants to be left alone for. */
    readonly retryAfter?: number;
}

/** No connection came about. */
export class ConnectionError extends Error {}

/** The service answered, and said no. */
export class ServiceError extends Error {
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

/** Nothing on loopback takes this long: a later answer is none. */
const TIMEOUT_MS = 10_000;

/** How often the provider makes a call that is refused as one too many. */
const ATTEMPTS = 5;
const TOO_MANY = 429;

/**
 * Makes the call, and makes it again where it is one too many, after the time that the service names; an address that
 * refuses or does not answer stands for a cut path.
 */
export async function send(call: Call): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
        const answer = await sendOnce(call);
        if (answer.status !== TOO_MANY || attempt === ATTEMPTS) {
            return answer;
        }
        await sleep(1000 * (answer.retryAfter ?? 2 ** (attempt - 1)));
    }
}

function sendOnce({ method, url, address, login, body, form }: Call): Promise<Answer> {
    const content = form === undefined ? body : new URLSearchParams(form).toString();
    const payload = content === undefined || typeof content === "string" ? content : JSON.stringify(content);
    const type = form === undefined ? "application/json" : "application/x-www-form-urlencoded";
    const port = Number(url.port === "" ? 80 : url.port);
    return new Promise((resolve, reject) => {
        const request = http.request({
            method,
            host: address,
            port,
            path: `${url.pathname}${url.search}`,
            agent: false,
            timeout: TIMEOUT_MS,
            headers: {
                Host: url.host,
                Accept: "application/json",
                ...loginHeaders(login),
                ...(payload === undefined
                    ? {}
                    : { "Content-Type": type, "Content-Length": Buffer.byteLength(payload) }),
            },
        });
        // The only listener that fails the call: an error and a time-out both close the request.
        const fail = (): void => {
            reject(new ConnectionError(`${goVerb(method)} "${url.href}": dial tcp ${address}:${port}: i/o timeout`));
        };
        request.on("timeout", () => request.destroy());
        request.on("error", () => undefined);
        request.on("close", fail);
        request.on("response", (response) => {
            request.off("close", fail);
            readAnswer(response).then(resolve, fail);
        });
        request.end(payload);
    });
}

function loginHeaders(login: Login): Record<string, string> {
    if (login === undefined) {
        return {};
    }
    if ("key" in login) {
        return { Authorization: `Basic ${Buffer.from(`${login.key}:${login.secret}`).toString("base64")}` };
    }
    const { token, identityPoolId } = login;
    const pool = identityPoolId === undefined ? {} : { "confluent-identity-pool-id": identityPoolId };
    return { Authorization: `Bearer ${token}`, ...pool };
}

async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
    const parts: Buffer[] = [];
    for await (const part of response) {
        parts.push(part as Buffer);
    }
    const text = Buffer.concat(parts).toString("utf8");
    const retryAfter = Number(response.headers["retry-after"] ?? Number.NaN);
    return {
        status: response.statusCode ?? 0,
        text,
        json: new Fields(parsed(text)),
        ...(Number.isNaN(retryAfter) ? {} : { retryAfter }),
    };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Go's HTTP client writes methods as `Get`, `Post`. */
export function goVerb(method: string): string {
    return `${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
}

/** The answer of a success; every other status becomes a `ServiceError` as the provider words it. */
export function succeeded(answer: Answer): Answer {
    if (answer.status < 300) {
        return answer;
    }
    const title = `${answer.status} ${http.STATUS_CODES[answer.status] ?? ""}`;
    const [first] = answer.json.list("errors");
    const detail = first?.text("detail") ?? answer.json.text("message");
    throw new ServiceError(
        answer.status,
        detail === undefined
            ? `${title}; could not parse error details; raw response body: ${JSON.stringify(answer.text)}`
            : `${title}: ${detail}`,
    );
}

/** Puts what was being done in front of whatever goes wrong, as in `error creating Environment "dev": …`. */
export async function doing<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (error) {
        throw new Error(`error ${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
}
