import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

const TYPE = "confluent-cluster-linking:index:StoredSecret";

/** How secrets are kept in Secrets Manager. */
export interface SecretKeeping {
    /** Days for which a deleted secret can be restored and its name is taken: 0, or 7 to 30. */
    readonly recoveryWindowDays: number;
    /** Key that encrypts it. Defaults to the account's own key for secrets, which other accounts cannot use. */
    readonly kmsKeyId?: string | undefined;
}

export interface StoredSecretArgs {
    /** Its name, a path such as `/confluent/project/stack/cluster/client/java_client`. */
    readonly path: pulumi.Input<string>;
    /** Says in the consoles what it is for. */
    readonly description: pulumi.Input<string>;
    /** What is kept, written as one JSON object. */
    readonly content: pulumi.Input<Readonly<Record<string, string>>>;
    /** Under which key the secret is, and for how long it can be restored. */
    readonly keeping: SecretKeeping;
    /** What has to work before anybody finds the content. Defaults to nothing. */
    readonly after?: readonly pulumi.Resource[];
    /** Keys that nothing else keeps where a destroy is refused: see `IssuedKey.valid`. Defaults to none. */
    readonly keeps?: readonly pulumi.Resource[];
}

/** Whose credential is kept, and where. */
export interface StoredCredential {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of the key in use (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** ARN of the secret in AWS Secrets Manager. */
    readonly secretArn: pulumi.Output<string>;
    /** Name of the secret in AWS Secrets Manager. */
    readonly secretName: pulumi.Output<string>;
}

/** The outputs that every component with such a credential registers. */
export function credentialOutputs(credential: StoredCredential): StoredCredential {
    const { serviceAccountId, apiKeyId, secretArn, secretName } = credential;
    return { serviceAccountId, apiKeyId, secretArn, secretName };
}

/** A secret in AWS Secrets Manager with its current value; the value before it stays until this one is there. */
export class StoredSecret extends pulumi.ComponentResource {
    /** ARN of the secret in AWS Secrets Manager. */
    readonly secretArn: pulumi.Output<string>;
    /** Name of the secret in AWS Secrets Manager. */
    readonly secretName: pulumi.Output<string>;

    constructor(name: string, args: StoredSecretArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { recoveryWindowDays, kmsKeyId } = args.keeping;
        const secret = new secretsmanager.Secret(
            name,
            {
                name: args.path,
                description: args.description,
                recoveryWindowInDays: recoveryWindowDays,
                ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
            },
            // The name is fixed, and taken until the old one is gone.
            { parent: this, deleteBeforeReplace: true, dependsOn: [...(args.keeps ?? [])] },
        );
        // A changed value is another version, which AWS makes current before the one before it goes.
        new secretsmanager.SecretVersion(
            `${name}-version`,
            { secretId: secret.id, secretString: pulumi.secret(pulumi.jsonStringify(args.content)) },
            { parent: this, dependsOn: [...(args.after ?? [])] },
        );
        this.secretArn = secret.arn;
        this.secretName = secret.name;
        this.registerOutputs({ secretArn: this.secretArn, secretName: this.secretName });
    }
}
