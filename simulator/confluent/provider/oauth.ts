import type { CallContext, ProviderSettings } from "../../provider/model";
import { Fields, type Bearer } from "../api";
import { send, type Answer } from "./transport";

/** The `oauth` block of the provider's configuration. */
export interface OAuth {
    readonly tokenUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scope: string | undefined;
    readonly identityPoolId: string;
}

/** Settings that the provider does not take beside an `oauth` block, as it names them. */
const KEYS: Readonly<Record<string, readonly [key: string, secret: string]>> = {
    "cloud_api_key, cloud_api_secret": ["cloudApiKey", "cloudApiSecret"],
    "kafka_api_key, kafka_api_secret": ["kafkaApiKey", "kafkaApiSecret"],
    "schema_registry_api_key, schema_registry_api_secret": ["schemaRegistryApiKey", "schemaRegistryApiSecret"],
};

/** How the provider is told to log in; undefined where it is given keys. */
export function oauthOf(config: ProviderSettings | undefined): OAuth | undefined {
    if (config?.oauth === undefined) {
        return undefined;
    }
    const block = new Fields(JSON.parse(config.oauth));
    return {
        tokenUrl: block.text("oauthExternalTokenUrl") ?? "",
        clientId: block.text("oauthExternalClientId") ?? "",
        clientSecret: block.text("oauthExternalClientSecret") ?? "",
        scope: block.text("oauthExternalTokenScope"),
        identityPoolId: block.text("oauthIdentityPoolId") ?? "",
    };
}

/** Throws where the provider is given keys as well. */
export function refuseKeysBeside(config: ProviderSettings): void {
    const both = Object.entries(KEYS).find(([, names]) => names.some((name) => (config[name] ?? "") !== ""));
    if (config.oauth !== undefined && both !== undefined) {
        throw new Error(`(${both[0]}) attributes should not be set in the provider block when oauth block is present`);
    }
}

/** A token of the identity provider's, for Kafka REST. */
export async function clusterLogin({ tokenUrl, scope, ...oauth }: OAuth): Promise<Bearer> {
    const url = new URL(tokenUrl);
    const answer = await post(url, {
        grant_type: "client_credentials",
        client_id: oauth.clientId,
        client_secret: oauth.clientSecret,
        ...(scope === undefined ? {} : { scope }),
    });
    return { token: tokenIn(answer, "external token"), identityPoolId: oauth.identityPoolId };
}

/** A token of Confluent's own, for the Cloud API, in exchange for one of the identity provider's. */
export async function cloudLogin({ controlPlane }: CallContext, oauth: OAuth): Promise<Bearer> {
    const { token } = await clusterLogin(oauth);
    const answer = await post(new URL("/sts/v1/oauth2/token", controlPlane), {
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: token,
        subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
        requested_token_type: "urn:ietf:params:oauth:token-type:access_token",
        identity_pool_id: oauth.identityPoolId,
    });
    return { token: tokenIn(answer, "STS token") };
}

function post(url: URL, form: Readonly<Record<string, string>>): Promise<Answer> {
    return send({ method: "POST", url, address: url.hostname, login: undefined, form });
}

function tokenIn({ status, text, json }: Answer, what: string): string {
    const token = json.text("access_token");
    if (status !== 200 || token === undefined) {
        throw new Error(`${what} exchange request failed: status=${status}, description=${text}`);
    }
    return token;
}
