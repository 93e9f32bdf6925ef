import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";

export interface Terminal {
    readonly input: Readable & { readonly isTTY?: boolean };
    readonly output: Writable;
}

/** Whether people agree. Throws an Error where nobody can be asked. */
export async function confirmed(question: string, { input, output }: Terminal): Promise<boolean> {
    if (input.isTTY !== true) {
        throw new Error("this changes mirrors, and nobody is there to be asked: run it in a terminal, or with --yes.");
    }
    const reader = createInterface({ input, output });
    try {
        return /^y(es)?$/i.test((await reader.question(`${question} (yes/no) `)).trim());
    } finally {
        reader.close();
    }
}
