import { runtime } from "@pulumi/pulumi";
import type { Props } from "./clouds";

const { specialSigKey: SIGNATURE, specialSecretSig: SECRET } = runtime;

/** Whether a value travels as a secret. */
export function isSecret(value: unknown): value is { readonly value: unknown } {
    return typeof value === "object" && value !== null && (value as Props)[SIGNATURE] === SECRET;
}

/** A value with its secret envelopes opened. */
export function opened(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(opened);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return isSecret(value)
        ? opened(value.value)
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
}

/** Paths at which one of the texts is found in the open, outside any secret envelope. */
export function leaks(value: unknown, texts: readonly string[], path = ""): string[] {
    if (isSecret(value)) {
        return [];
    }
    if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, inner]) => [
            ...leaks(key, texts, `${path}.${key}`),
            ...leaks(inner, texts, `${path}.${key}`),
        ]);
    }
    return texts.some((text) => String(value).includes(text)) ? [path] : [];
}

/** Those of the secrets that stand somewhere in a text: plain, as in JSON, in a URL, or as in a header of their own. */
export function secretsIn(text: string, secrets: readonly string[]): string[] {
    const forms = (secret: string) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64"),
    ];
    return secrets.filter((secret) => forms(secret).some((form) => text.includes(form)));
}
