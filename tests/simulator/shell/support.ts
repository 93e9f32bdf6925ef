import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** The text of the error that an operation ends with. */
export async function failure(operation: () => unknown): Promise<string> {
    try {
        await operation();
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("expected a failure");
}

/** Runs a test in a folder of its own, which is gone afterwards. */
export function inFolder(test: (folder: string) => unknown): () => Promise<void> {
    return async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "shell-"));
        try {
            await test(folder);
        } finally {
            fs.rmSync(folder, { recursive: true, force: true });
        }
    };
}
