import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import type { KafkaCredentials } from "./kafkaRestReady";
import type { KeyGenerations } from "./keyGenerations";

const TYPE = "confluent-cluster-linking:index:RotatingApiKey";

/** Something in the Confluent API: its id, and the version and kind under which keys refer to it. */
export interface ApiObject {
    /** The object's id. */
    readonly id: pulumi.Input<string>;
    /** API version of the object, as Confluent names it. */
    readonly apiVersion: pulumi.Input<string>;
    /** Its kind, as Confluent names it. */
    readonly kind: pulumi.Input<string>;
}

/** What a key opens. */
export interface KeyedResource extends ApiObject {
    /** The environment it lives in, `env-…`. */
    readonly environmentId: pulumi.Input<string>;
}

export interface ApiKeyArgs {
    /** The service account that the key speaks for. */
    readonly owner: ApiObject;
    /** What the key is for. */
    readonly resource: KeyedResource;
    /** Name in the Confluent Cloud console. */
    readonly displayName: pulumi.Input<string>;
    /** Says in the consoles what it is for. */
    readonly description: pulumi.Input<string>;
    /**
     * Whether the provider waits until the key works. Defaults to false: for a Kafka key that wait would need the private
     * network, leave an untracked key behind when it fails, and print the key's secret. A gate waits instead.
     */
    readonly providerWaits?: boolean;
}

export interface RotatingApiKeyArgs extends ApiKeyArgs {
    /** The generations that are valid now. */
    readonly generations: KeyGenerations;
}

/** A key to be used now. */
export interface IssuedKey {
    /** The key's id (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** Key and secret; secret. */
    readonly credentials: pulumi.Output<KafkaCredentials>;
    /** The resource behind it: calls with this key need it. */
    readonly key: pulumi.Resource;
    /**
     * All keys that are valid, this one included. Keys are never protected, for they rotate; what is protected and depends on
     * them keeps them where a destroy is refused.
     */
    readonly valid: readonly pulumi.Resource[];
}

/**
 * One API key per valid generation, named by its number: at a boundary the newest is made and the oldest goes. The engine
 * makes and changes first and deletes last, so whatever uses the key has moved on before an old one is deleted, however
 * many boundaries have passed.
 */
export class RotatingApiKey extends pulumi.ComponentResource implements IssuedKey {
    /** Id of the newest key. */
    readonly apiKeyId: pulumi.Output<string>;
    /** The newest key with its secret; secret. */
    readonly credentials: pulumi.Output<KafkaCredentials>;
    /** The active generation's key. */
    readonly key: pulumi.Resource;
    /** The keys of all valid generations. */
    readonly valid: readonly pulumi.Resource[];

    constructor(name: string, args: RotatingApiKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { generations, ...keyArgs } = args;
        const keys = new Map(
            generations.alive.map((number) => {
                const description = pulumi.interpolate`${args.description}. Generation ${number}`;
                return [number, apiKey(`${name}-g${number}`, { ...keyArgs, description }, { parent: this })] as const;
            }),
        );
        const active = keys.get(generations.active);
        if (active === undefined) {
            throw new ProgramError(`generation ${generations.active} of ${name} is not among the valid ones`);
        }
        const issued = issuedKey(active);
        this.apiKeyId = issued.apiKeyId;
        this.credentials = issued.credentials;
        this.key = issued.key;
        this.valid = [...keys.values()];
        this.registerOutputs({ apiKeyId: this.apiKeyId, credentials: this.credentials });
    }
}

/** A key that rotates through `generations`, or without them one key for good. */
export function issueKey(
    name: string,
    args: ApiKeyArgs,
    generations: KeyGenerations | undefined,
    options: pulumi.ResourceOptions,
): IssuedKey {
    return generations === undefined
        ? issuedKey(apiKey(name, args, options))
        : new RotatingApiKey(name, { ...args, generations }, options);
}

function issuedKey(key: confluentcloud.ApiKey): IssuedKey {
    const credentials = pulumi.secret(pulumi.all([key.id, key.secret]).apply(([id, secret]) => ({ key: id, secret })));
    return { apiKeyId: key.id, credentials, key, valid: [key] };
}

function apiKey(name: string, args: ApiKeyArgs, options: pulumi.ResourceOptions): confluentcloud.ApiKey {
    const { owner, resource } = args;
    return new confluentcloud.ApiKey(
        name,
        {
            displayName: args.displayName,
            description: args.description,
            owner: { id: owner.id, apiVersion: owner.apiVersion, kind: owner.kind },
            managedResource: {
                id: resource.id,
                apiVersion: resource.apiVersion,
                kind: resource.kind,
                environment: { id: resource.environmentId },
            },
            disableWaitForReady: args.providerWaits !== true,
        },
        options,
    );
}
