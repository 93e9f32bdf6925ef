import * as pulumi from "@pulumi/pulumi";
import { clientProperties } from "../access/clientProperties";
import { kafkaAcls, type AclRule } from "../access/kafkaAcls";
import type { KafkaAdmin } from "../access/kafkaAdmin";
import { KafkaRestReady, type ReadinessOptions } from "../access/kafkaRestReady";
import type { KeyGenerations } from "../access/keyGenerations";
import { FORMER_IDENTITY, serviceIdentity } from "../access/serviceIdentity";
import { credentialOutputs, StoredSecret, type SecretKeeping, type StoredCredential } from "../access/storedSecret";
import { formerPlace, heldBy } from "../internal/formerPlace";

const TYPE = "confluent-cluster-linking:index:KafkaClient";

export interface KafkaClientArgs {
    /** The way onto the cluster: the client's ACLs are made with it. */
    readonly admin: KafkaAdmin;
    /** Display name of the service account, unique in the organisation. */
    readonly displayName: pulumi.Input<string>;
    /** Says in the consoles what it is for. */
    readonly description: pulumi.Input<string>;
    /** What the client may do. */
    readonly rights: readonly AclRule[];
    /** Path of the secret that holds its configuration. */
    readonly secretPath: pulumi.Input<string>;
    /** Under which key the secret is, and for how long it can be restored. */
    readonly keeping: SecretKeeping;
    /** The valid generations of its key. Left out: one key for good. */
    readonly generations?: KeyGenerations | undefined;
    /** How long its gate waits, and whom it asks for names. Defaults to those of `ReadinessOptions`. */
    readonly readiness?: ReadinessOptions;
}

/**
 * A producer or consumer: a service account with the rights it needs and no more, its API key, and a secret in AWS with the
 * configuration of a Java client, which always holds the newest key, once that works.
 */
export class KafkaClient extends pulumi.ComponentResource implements StoredCredential {
    /** The service account, `sa-…`. */
    readonly serviceAccountId: pulumi.Output<string>;
    /** Id of the key in use (not a secret). */
    readonly apiKeyId: pulumi.Output<string>;
    /** ARN of the secret in AWS Secrets Manager. */
    readonly secretArn: pulumi.Output<string>;
    /** Name of the secret in AWS Secrets Manager. */
    readonly secretName: pulumi.Output<string>;

    constructor(name: string, args: KafkaClientArgs, opts?: pulumi.ComponentResourceOptions) {
        super(TYPE, name, {}, opts);
        const { admin, description, displayName, generations } = args;
        const { cluster } = admin;
        const identityArgs = { cluster, displayName, description, generations, withoutRole: true };
        const identity = serviceIdentity(
            name,
            identityArgs,
            heldBy(this, formerPlace(opts?.parent, TYPE, FORMER_IDENTITY)),
        );
        const accountId = identity.serviceAccountId;
        const acls = kafkaAcls(name, { admin, accountId, rules: args.rights }, { parent: this });
        const gate = new KafkaRestReady(
            `${name}-ready`,
            {
                clusterId: cluster.id,
                restEndpoint: admin.restEndpoint,
                credentials: identity.credentials,
                restsOn: [],
                objects: [],
                keyOnly: true,
                ...(args.readiness === undefined ? {} : { readiness: args.readiness }),
            },
            { parent: this, dependsOn: [...identity.keys, ...admin.requisites] },
        );
        const content = pulumi
            .all([cluster.bootstrapEndpoint, gate.credentials])
            .apply(([bootstrap, credentials]) => clientProperties(bootstrap, credentials));
        const secret = new StoredSecret(
            `${name}-secret`,
            { path: args.secretPath, description, content, keeping: args.keeping, after: acls },
            { parent: this },
        );
        this.serviceAccountId = identity.serviceAccountId;
        this.apiKeyId = identity.apiKeyId;
        this.secretArn = secret.secretArn;
        this.secretName = secret.secretName;
        this.registerOutputs({ ...credentialOutputs(this) });
    }
}
