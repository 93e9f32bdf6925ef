import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import { partName } from "./runnerNames";

/** The pool's token: in a secret that is there, or as a value for which a secret is made. */
export type RunnerTokenArgs = { readonly secretArn: pulumi.Input<string> } | { readonly value: pulumi.Input<string> };

export interface RunnerToken {
    readonly secretArn: pulumi.Output<string>;
    /**
     * What a task definition calls it: the version that was made here, so that a new token starts a new agent; or
     * whatever is current in a secret of somebody else's.
     */
    readonly reference: pulumi.Output<string>;
}

/** The secret with the token, made as a child of a component unless it is there. */
export function runnerToken(
    parent: pulumi.ComponentResource,
    name: string,
    displayName: string,
    token: RunnerTokenArgs,
): RunnerToken {
    if ("secretArn" in token) {
        const secretArn = pulumi.output(token.secretArn);
        return { secretArn, reference: secretArn };
    }
    const secret = new secretsmanager.Secret(
        `${name}-token`,
        {
            name: partName(displayName, "token"),
            description: "Token of the runner pool that the workflow runner belongs to",
            // The value is in the stack's configuration, so there is nothing to restore; and the name is free at once.
            recoveryWindowInDays: 0,
        },
        { parent, deleteBeforeReplace: true },
    );
    const version = new secretsmanager.SecretVersion(
        `${name}-token-version`,
        { secretId: secret.id, secretString: pulumi.secret(token.value) },
        { parent },
    );
    // ARN, key in JSON, stage and version, of which the two in the middle stay empty.
    return { secretArn: secret.arn, reference: pulumi.interpolate`${secret.arn}:::${version.versionId}` };
}
