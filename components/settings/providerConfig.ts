import * as pulumi from "@pulumi/pulumi";
import { oneOf, pathText, problem, show, type Problem } from "../internal/problems";
import type { Located } from "./cursor";
import { structured } from "./structured";

const PROVIDER = "confluentcloud";

/** The configuration of the confluentcloud provider, as far as it decides how the provider logs in. */
export interface ProviderConfig {
    /** Names of the settings of the provider's namespace that are set. */
    readonly keys: readonly string[];
    /** The value of `oauth`; it may hold secrets, so nothing of it is ever shown. */
    readonly oauth: unknown;
    /** Names of the environment variables that the provider reads keys from and that are set. */
    readonly variables: readonly string[];
}

/** How the identity provider is asked for tokens of an identity pool. */
export interface OAuthClient {
    /** URL at which the identity provider gives tokens. */
    readonly tokenUrl: string;
    /** The client's id at the identity provider. */
    readonly clientId: string;
    /** Secret. */
    readonly clientSecret: string;
    /** Empty where the identity provider needs none. */
    readonly scope: string;
    /** `pool-…` */
    readonly identityPoolId: string;
}

const REQUIRED = [
    "oauthExternalTokenUrl",
    "oauthExternalClientId",
    "oauthExternalClientSecret",
    "oauthIdentityPoolId",
] as const;

/** Keys in the provider's configuration, which it does not take beside `oauth`, and the variables they may come from. */
const KEYS: Readonly<Record<string, string>> = {
    cloudApiKey: "CONFLUENT_CLOUD_API_KEY",
    cloudApiSecret: "CONFLUENT_CLOUD_API_SECRET",
    kafkaApiKey: "KAFKA_API_KEY",
    kafkaApiSecret: "KAFKA_API_SECRET",
    schemaRegistryApiKey: "SCHEMA_REGISTRY_API_KEY",
    schemaRegistryApiSecret: "SCHEMA_REGISTRY_API_SECRET",
    flinkApiKey: "FLINK_API_KEY",
    flinkApiSecret: "FLINK_API_SECRET",
    tableflowApiKey: "TABLEFLOW_API_KEY",
    tableflowApiSecret: "TABLEFLOW_API_SECRET",
};

/** How the provider of the stack that runs is configured. */
export function providerConfig(environment: NodeJS.ProcessEnv = process.env): ProviderConfig {
    return providerConfigIn(pulumi.runtime.allConfig(), environment);
}

/** How the provider of a stack with this configuration is configured, values being texts as a program gets them. */
export function providerConfigIn(
    whole: Readonly<Record<string, string>>,
    environment: NodeJS.ProcessEnv,
): ProviderConfig {
    const start = `${PROVIDER}:`;
    const config = Object.entries(whole).filter(([key]) => key.startsWith(start));
    const oauth = config.find(([key]) => key === `${start}oauth`)?.[1];
    return {
        keys: config.map(([key]) => key.slice(start.length)),
        oauth: oauth === undefined ? undefined : structured(oauth),
        variables: Object.values(KEYS).filter((name) => (environment[name] ?? "") !== ""),
    };
}

/**
 * The identity pool's client, from a configuration that `checkProvider` has found right. The client's secret is in it, in
 * the clear: put the whole into an envelope before it goes anywhere.
 */
export function oauthClient({ oauth }: ProviderConfig): OAuthClient {
    const text = (field: string) => textOf(oauth, field) ?? "";
    return {
        tokenUrl: text("oauthExternalTokenUrl"),
        clientId: text("oauthExternalClientId"),
        clientSecret: text("oauthExternalClientSecret"),
        scope: text("oauthExternalTokenScope"),
        identityPoolId: text("oauthIdentityPoolId"),
    };
}

/** The provider logs in the way the settings say, and in no other way. */
export function checkProvider(authentication: Located<string> | undefined, provider: ProviderConfig): Problem[] {
    if (authentication?.value === "oauth") {
        return [...missingFields(provider), ...staticToken(provider), ...keysBeside(provider)];
    }
    return provider.keys.includes("oauth") ? [notAskedFor(authentication)] : [];
}

function notAskedFor(authentication: Located<string> | undefined): Problem {
    return problem({
        path: at("oauth"),
        given: `a login by OAuth, with authentication ${show(authentication?.value ?? "apiKeys")}`,
        allowed: "this only with authentication oauth: the provider then refuses every key that a resource is given",
        fix: "Set confluent-cluster-linking:authentication to oauth, or remove this.",
    });
}

function missingFields({ oauth }: ProviderConfig): Problem[] {
    return REQUIRED.filter((field) => textOf(oauth, field) === undefined).map((field) => {
        const secret = field === "oauthExternalClientSecret" ? " --secret" : "";
        return problem({
            path: at("oauth", field),
            given: show(undefined),
            allowed: `a text: authentication oauth needs ${oneOf(REQUIRED)}`,
            fix: `Run: pulumi config set --path${secret} ${at("oauth", field)}`,
        });
    });
}

/** The service renews the tokens of links for as long as they live; a token alone can be renewed by nobody. */
function staticToken({ oauth }: ProviderConfig): Problem[] {
    if (textOf(oauth, "oauthExternalAccessToken") === undefined) {
        return [];
    }
    return [
        problem({
            path: at("oauth", "oauthExternalAccessToken"),
            given: "a token that was fetched before",
            allowed: "none: a link goes on for years, and gets its tokens itself, with client id and secret",
            fix: "Remove it.",
        }),
    ];
}

function keysBeside({ keys, variables }: ProviderConfig): Problem[] {
    const allowed = "none: the provider takes no key beside oauth";
    return [
        ...keys
            .filter((key) => Object.hasOwn(KEYS, key))
            .map((key) => problem({ path: at(key), given: "a key", allowed, fix: `Run: pulumi config rm ${at(key)}` })),
        ...variables.map((name) =>
            problem({ path: `environment variable ${name}`, given: "a key", allowed, fix: `Run: unset ${name}` }),
        ),
    ];
}

function at(...parts: string[]): string {
    return pathText(PROVIDER, parts);
}

function textOf(map: unknown, field: string): string | undefined {
    const value = typeof map === "object" && map !== null ? (map as Record<string, unknown>)[field] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
}
