import { createHmac, timingSafeEqual } from "node:crypto";
import type { World } from "../world";
import { Refusal, type ApiRequest, type Bearer, type Reply, type Route } from "./api";
import type { Cloud, Stored } from "./cloud";

const TOKEN_PATH = "/oauth2/token";
const EXCHANGE_PATH = "/sts/v1/oauth2/token";
const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const SECONDS = 3600;

/** Who may use a token: clusters take those of the identity provider, the Cloud API those it has exchanged. */
type Audience = "clusters" | "cloud";

interface Claims {
    readonly sub: string;
    readonly aud: Audience;
    /** In seconds of the world's clock. */
    readonly exp: number;
}

/** Where the simulated identity provider gives out tokens. */
export function tokenUrl({ data }: World): string {
    return `http://${data.address}:${data.httpPort}${TOKEN_PATH}`;
}

/** The token endpoint of the customer's identity provider, and Confluent's own, which exchanges such tokens. */
export function tokenRoutes(cloud: Cloud): Route[] {
    return [
        { method: "POST", path: TOKEN_PATH, isOpen: true, handle: (request) => giveToken(cloud, request) },
        { method: "POST", path: EXCHANGE_PATH, isOpen: true, handle: (request) => exchangeToken(cloud, request) },
    ];
}

function giveToken(cloud: Cloud, { body }: ApiRequest): Reply {
    if (body.text("grant_type") !== "client_credentials") {
        return refused(400, "unsupported_grant_type");
    }
    const [id, secret] = [body.text("client_id"), body.text("client_secret")];
    const [pool] = cloud.where(
        "identityPools",
        ({ clientId, clientSecret }) => clientId === id && clientSecret === secret,
    );
    return pool === undefined ? refused(401, "invalid_client") : given(cloud, pool, "clusters", {});
}

function exchangeToken(cloud: Cloud, { body }: ApiRequest): Reply {
    if (body.text("grant_type") !== EXCHANGE) {
        throw new Refusal(400, "unsupported grant_type", "invalid_request");
    }
    const identityPoolId = body.text("identity_pool_id") ?? "";
    const pool = poolOf(cloud, { token: body.text("subject_token") ?? "", identityPoolId });
    if (pool === undefined) {
        throw new Refusal(401, "Failed to exchange the token: no such identity pool, or its filter refuses the token.");
    }
    return given(cloud, pool, "cloud", { issued_token_type: "urn:ietf:params:oauth:token-type:access_token" });
}

/** OAuth's own form of an error. */
function refused(status: number, error: string): Reply {
    return { status, body: { error } };
}

function given(cloud: Cloud, pool: Stored<"identityPools">, aud: Audience, more: object): Reply {
    const claims: Claims = { sub: pool.spec.clientId, aud, exp: cloud.now() / 1000 + SECONDS };
    const content = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
    const access_token = `${content}.${signature(content, pool)}`;
    return { status: 200, body: { access_token, token_type: "Bearer", expires_in: SECONDS, ...more } };
}

/** The identity pool as which a cluster lets a token's holder in now, or undefined. */
export function poolOf(cloud: Cloud, bearer: Bearer | undefined): Stored<"identityPools"> | undefined {
    const pool = cloud.get("identityPools", bearer?.identityPoolId ?? "");
    return pool !== undefined && isValid(cloud, pool, bearer?.token ?? "", "clusters") ? pool : undefined;
}

/** Whether the Cloud API takes a token. */
export function isCloudToken(cloud: Cloud, bearer: Bearer | undefined): boolean {
    return cloud.all("identityPools").some((pool) => isValid(cloud, pool, bearer?.token ?? "", "cloud"));
}

function isValid(cloud: Cloud, pool: Stored<"identityPools">, token: string, audience: Audience): boolean {
    const [header = "", payload = "", signed = ""] = token.split(".");
    const [own, sent] = [signature(`${header}.${payload}`, pool), signed].map((text) => Buffer.from(text));
    if (own === undefined || sent?.length !== own.length || !timingSafeEqual(own, sent)) {
        return false;
    }
    const { sub, aud, exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
    return sub === pool.spec.clientId && aud === audience && exp * 1000 > cloud.now();
}

function signature(content: string, { spec }: Stored<"identityPools">): string {
    return createHmac("sha256", spec.clientSecret).update(content).digest("base64url");
}

function encoded(value: object): string {
    return Buffer.from(JSON.stringify(value)).toString("base64url");
}
