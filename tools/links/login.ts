import type { OAuthClient } from "../../components/settings/providerConfig";
import { isProps } from "../../simulator/provider/values";
import { send, type Headers } from "./transport";

/** What says who asks, of one cluster; made when it is needed. */
export type Login = () => Promise<Headers>;

/** With a key of the cluster. */
export function keyLogin({ key, secret }: { readonly key: string; readonly secret: string }): Login {
    const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
    return () => Promise.resolve({ authorization });
}

/** With a new token of the identity pool's client for each look. The Error where there is none holds no part of it. */
export function tokenLogin(client: OAuthClient): Login {
    return async () => {
        const form = new URLSearchParams({
            grant_type: "client_credentials",
            client_id: client.clientId,
            client_secret: client.clientSecret,
            ...(client.scope === "" ? {} : { scope: client.scope }),
        });
        const { status, body } = await send({
            method: "POST",
            url: client.tokenUrl,
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: form.toString(),
            resolver: "",
        });
        const token = isProps(body) ? body.access_token : undefined;
        if (status !== 200 || typeof token !== "string") {
            throw new Error(`${client.tokenUrl} gave no token: it answered ${status}`);
        }
        return { authorization: `Bearer ${token}`, "confluent-identity-pool-id": client.identityPoolId };
    };
}

/** Names of the variables that give a cluster's key in place of the stack's own. */
export function keyVariables(cluster: string): readonly [key: string, secret: string] {
    const name = cluster.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
    return [`KAFKA_API_KEY_${name}`, `KAFKA_API_SECRET_${name}`];
}

/** The key that the environment gives for a cluster; undefined where it gives none, or half of one. */
export function keyInEnvironment(
    cluster: string,
    environment: Readonly<Record<string, string | undefined>>,
): { readonly key: string; readonly secret: string } | undefined {
    const [key, secret] = keyVariables(cluster).map((name) => environment[name] ?? "");
    return key === undefined || secret === undefined || key === "" || secret === "" ? undefined : { key, secret };
}
