import { STATUS_CODES, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import type { Traffic } from "../traffic/traffic";
import type { World } from "../world";
import { accessPointRoutes, removeDeprovisioned } from "./accessPoints";
import { aclRoutes } from "./acls";
import {
    Fields,
    matchPath,
    Refusal,
    type ApiRequest,
    type Bearer,
    type Credentials,
    type Reply,
    type Route,
} from "./api";
import { apiKeyRoutes } from "./apiKeys";
import { Cloud } from "./cloud";
import { cloudKey } from "./cloudKey";
import { clusterRoutes } from "./clusters";
import { connectorRoutes } from "./connectors";
import { endpointRoutes } from "./endpoints";
import { isServed } from "./entrances";
import { environmentRoutes } from "./environments";
import { gatewayRoutes } from "./gateways";
import { identityRoutes } from "./identities";
import { isCloudToken, tokenRoutes } from "./identityPools";
import { linkRoutes } from "./links";
import { metricsRoutes } from "./metrics";
import { mirrorRoutes } from "./mirrors";
import { privateLinkRoutes } from "./privateLink";
import { schemaRegistryRoutes } from "./schemaRegistries";
import { topicRoutes } from "./topics";
import { acceptEndpoints } from "./vpcEndpoints";

export interface ConfluentServerOptions {
    /** Model seconds times this are real seconds; with 0 everything is ready at once. Defaults to 0. */
    readonly latencyFactor?: number;
    /** The Cloud API key that the control plane accepts. Defaults to this process's `cloudKey`. */
    readonly cloudKey?: Credentials;
    /** Counts the requests, and refuses those that are too many. Defaults to nobody. */
    readonly traffic?: Traffic;
}

const DATA_PLANE = "/kafka/";

/**
 * The simulated Confluent Cloud: Cloud API and Kafka REST v3 of every cluster, on one listener.
 * Its state is `world.data.confluent`. Whatever the service would refuse is answered with a 4xx.
 */
export function confluentServer(world: World, options: ConfluentServerOptions = {}): RequestListener {
    const cloud = new Cloud(world, options.latencyFactor ?? 0);
    const routes = routesOf(cloud);
    const key = options.cloudKey ?? cloudKey;
    return (incoming, response) => {
        readBody(incoming).then(
            (text) => {
                removeDeprovisioned(cloud);
                acceptEndpoints(cloud);
                if (isDataPlane(incoming) && !isServed(cloud, incoming.headers.host ?? "")) {
                    // What stands before the clusters knows names only, and hangs up on those that it does not know.
                    response.destroy();
                    return;
                }
                const refused = refusal(options.traffic, incoming);
                if (refused !== undefined) {
                    send(response, refused);
                    return;
                }
                const isAccepted = ({ credentials, bearer }: Login): boolean =>
                    acceptsCloudKey(cloud, key, credentials) || isCloudToken(cloud, bearer);
                send(response, answer(routes, isAccepted, incoming, text));
            },
            () => {
                response.destroy();
            },
        );
    };
}

function routesOf(cloud: Cloud): readonly Route[] {
    return [
        ...tokenRoutes(cloud),
        ...environmentRoutes(cloud),
        ...identityRoutes(cloud),
        ...apiKeyRoutes(cloud),
        ...clusterRoutes(cloud),
        ...schemaRegistryRoutes(cloud),
        ...privateLinkRoutes(cloud),
        ...gatewayRoutes(cloud),
        ...accessPointRoutes(cloud),
        ...endpointRoutes(cloud),
        ...connectorRoutes(cloud),
        ...topicRoutes(cloud),
        ...aclRoutes(cloud),
        ...linkRoutes(cloud),
        ...mirrorRoutes(cloud),
        ...metricsRoutes(cloud),
    ];
}

/** A proxied request names the whole URL; the base only serves the usual, relative form. */
function urlOf(incoming: IncomingMessage): URL {
    return new URL(incoming.url ?? "/", "http://localhost");
}

function isDataPlane(incoming: IncomingMessage): boolean {
    return urlOf(incoming).pathname.startsWith(DATA_PLANE);
}

/** The answer to a request that is one too many. */
function refusal(traffic: Traffic | undefined, incoming: IncomingMessage): Reply | undefined {
    const isKafka = isDataPlane(incoming);
    const { host = "" } = incoming.headers;
    const retryAfter = traffic?.confluent(isKafka ? "kafka" : "cloud", host, incoming.method ?? "GET");
    const refuse = isKafka ? kafkaError : cloudError;
    const error = new Refusal(429, "Too Many Requests", 429);
    return retryAfter === undefined ? undefined : { ...refuse(error), retryAfter };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of incoming) {
        parts.push(part as Buffer);
    }
    return Buffer.concat(parts).toString("utf8");
}

/** The world's own Cloud API key, or one that was made through the API and has taken effect. */
function acceptsCloudKey(cloud: Cloud, own: Credentials, given: Credentials | undefined): boolean {
    const made = given === undefined ? undefined : cloud.get("apiKeys", given.key)?.spec;
    return (
        (given?.key === own.key && given.secret === own.secret) ||
        (made?.resourceId === "cloud" && made.secret === given?.secret && cloud.isReady(made))
    );
}

/** How a caller says who they are. */
type Login = Pick<ApiRequest, "credentials" | "bearer">;
type LoginCheck = (given: Login) => boolean;

function answer(routes: readonly Route[], isAccepted: LoginCheck, incoming: IncomingMessage, text: string): Reply {
    const url = urlOf(incoming);
    try {
        return dispatch(routes, isAccepted, incoming, url, text);
    } catch (error) {
        // 501 is the one server error that clients do not retry.
        const refusal = error instanceof Refusal ? error : new Refusal(501, String(error));
        if (refusal.body !== undefined) {
            return { status: refusal.status, body: refusal.body };
        }
        return url.pathname.startsWith(DATA_PLANE) ? kafkaError(refusal) : cloudError(refusal);
    }
}

function dispatch(
    routes: readonly Route[],
    isAccepted: LoginCheck,
    incoming: IncomingMessage,
    url: URL,
    text: string,
): Reply {
    const login = loginOf(incoming);
    const method = incoming.method ?? "GET";
    const found = routes.find((route) => route.method === method && matchPath(route.path, url.pathname) !== undefined);
    if (!url.pathname.startsWith(DATA_PLANE) && found?.isOpen !== true && !isAccepted(login)) {
        throw new Refusal(401, "Unauthorized");
    }
    if (found === undefined) {
        throw new Refusal(404, `${method} ${url.pathname} is not served`, 404);
    }
    return found.handle({
        method,
        path: url.pathname,
        params: matchPath(found.path, url.pathname) ?? {},
        query: url.searchParams,
        body: parse(text, incoming.headers["content-type"] ?? ""),
        ...login,
    });
}

function parse(text: string, type: string): Fields {
    if (type.startsWith("application/x-www-form-urlencoded")) {
        return new Fields(Object.fromEntries(new URLSearchParams(text)));
    }
    try {
        return new Fields(text === "" ? {} : JSON.parse(text));
    } catch {
        throw new Refusal(400, "Request body is not valid JSON", 400);
    }
}

function loginOf({ headers }: IncomingMessage): Login {
    const credentials = basicCredentials(headers.authorization);
    const token = /^Bearer (?<token>\S+)$/.exec(headers.authorization ?? "")?.groups?.token;
    const identityPoolId = headers["confluent-identity-pool-id"];
    const pool = typeof identityPoolId === "string" ? { identityPoolId } : {};
    const bearer: Bearer | undefined = token === undefined ? undefined : { token, ...pool };
    return { ...(credentials === undefined ? {} : { credentials }), ...(bearer === undefined ? {} : { bearer }) };
}

function basicCredentials(header: string | undefined): Credentials | undefined {
    const encoded = /^Basic (?<encoded>\S+)$/.exec(header ?? "")?.groups?.encoded;
    const text = Buffer.from(encoded ?? "", "base64").toString("utf8");
    const colon = text.indexOf(":");
    return colon < 0 ? undefined : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function cloudError({ status, message, code }: Refusal): Reply {
    const shared = { id: randomBytes(16).toString("hex"), status: String(status) };
    const error = { ...shared, ...(code === undefined ? {} : { code: String(code) }), detail: message, source: {} };
    return { status, body: { errors: [error] } };
}

function kafkaError({ status, message, code }: Refusal): Reply {
    return { status, body: { error_code: code ?? status, message } };
}

function send(response: ServerResponse, { status, body, retryAfter }: Reply): void {
    if (retryAfter !== undefined) {
        response.setHeader("Retry-After", String(retryAfter));
    }
    response.statusMessage = STATUS_CODES[status] ?? "";
    if (body === undefined) {
        response.writeHead(status).end();
    } else {
        response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    }
}
