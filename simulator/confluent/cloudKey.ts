import { randomBytes } from "node:crypto";
import type { Credentials } from "./api";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A key in the form Confluent Cloud gives them: 16 letters and digits, and a secret of 64 characters. */
export function newApiKey(): Credentials {
    const key = Array.from(randomBytes(16), (byte) => LETTERS[byte % LETTERS.length]).join("");
    return { key, secret: randomBytes(48).toString("base64") };
}

/** The Cloud API key of this process: what the server expects when it is told no other, and what the client sends. */
export const cloudKey: Credentials = newApiKey();
