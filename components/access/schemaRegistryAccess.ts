import * as confluentcloud from "@pulumi/confluentcloud";
import * as pulumi from "@pulumi/pulumi";
import { subjectCrn, type SchemaRegistryHandle } from "../kafka/schemaRegistry";
import { registryProperties } from "./clientProperties";
import type { KeyGenerations } from "./keyGenerations";
import { issueKey } from "./rotatingApiKey";
import { credentialOutputs, StoredSecret, type SecretKeeping, type StoredCredential } from "./storedSecret";

const TYPE = "confluent-cluster-linking:index:SchemaRegistryAccess";
const ROLES = ["DeveloperRead", "DeveloperWrite"] as const;

export interface SchemaRegistryAccessArgs {
    /** The Schema Registry it is for. */
    readonly registry: SchemaRegistryHandle;
    /** Subjects to read and write: names, or beginnings of names with an asterisk after them. */
    readonly subjects: readonly string[];
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** Says in the consoles what it is for. */
    readonly description: pulumi.Input<string>;
    /** Path of the secret that holds a client's configuration. */
    readonly secretPath: pulumi.Input<string>;
    /** Under which key the secret is, and for how long it can be restored. */
    readonly keeping: SecretKeeping;
    /** The valid generations of its key. Left out: one key for good. */
    readonly generations?: KeyGenerations | undefined;
}

/**
 * An identity that reads and writes subjects of a Schema Registry, its key, and a secret in AWS with the configuration of
 * a client. Key and roles wait in the provider: the registry's API is public, so nothing of a private network is needed.
 */
export class SchemaRegistryAccess extends pulumi.ComponentResource implements StoredCredential {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of the key in use (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** ARN of the secret in AWS Secrets Manager. */
    readonly secretArn: pulumi.Output<string>;
    /** Name of the secret in AWS Secrets Manager. */
    readonly secretName: pulumi.Output<string>;

    constructor(name: string, args: SchemaRegistryAccessArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { description, displayName, registry } = args;
        const account = new confluentcloud.ServiceAccount(
            `${name}-account`,
            { displayName, description },
            { parent: this },
        );
        const roles = args.subjects.flatMap((subject) => subjectRoles(name, registry, subject, account, this));
        const key = issueKey(
            `${name}-key`,
            { owner: account, resource: registry, displayName, description, providerWaits: true },
            args.generations,
            { parent: this },
        );
        const content = pulumi
            .all([registry.restEndpoint, key.credentials])
            .apply(([endpoint, credentials]) => registryProperties(endpoint, credentials));
        const secret = new StoredSecret(
            `${name}-secret`,
            { path: args.secretPath, description, content, keeping: args.keeping, after: roles, keeps: key.valid },
            { parent: this },
        );
        this.serviceAccountId = account.id;
        this.apiKeyId = key.apiKeyId;
        this.secretArn = secret.secretArn;
        this.secretName = secret.secretName;
        this.registerOutputs({ ...credentialOutputs(this) });
    }
}

function subjectRoles(
    name: string,
    registry: SchemaRegistryHandle,
    subject: string,
    account: confluentcloud.ServiceAccount,
    parent: pulumi.Resource,
): pulumi.Resource[] {
    return ROLES.map(
        (roleName) =>
            new confluentcloud.RoleBinding(
                `${name}-${roleName === "DeveloperRead" ? "read" : "write"}/${subject}`,
                {
                    principal: pulumi.interpolate`User:${account.id}`,
                    roleName,
                    crnPattern: subjectCrn(registry, subject),
                },
                { parent },
            ),
    );
}
