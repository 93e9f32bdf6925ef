import * as fs from "node:fs";
import * as path from "node:path";
import type { Credentials } from "../confluent/api";
import { newApiKey } from "../confluent/cloudKey";
import type { StackFolders } from "./stackFiles";

/** Where a stack's Cloud API key is kept, for clients of the simulated Confluent Cloud outside this process. */
export function cloudKeyFiles({ world }: StackFolders): { readonly key: string; readonly secret: string } {
    const folder = path.dirname(world);
    return { key: path.join(folder, "cloud-api-key"), secret: path.join(folder, "cloud-api-secret") };
}

/** The stack's Cloud API key: made once, readable by its owner only. */
export function keptCloudKey(folders: StackFolders): Credentials {
    const files = cloudKeyFiles(folders);
    if (!fs.existsSync(files.key) || !fs.existsSync(files.secret)) {
        const made = newApiKey();
        fs.mkdirSync(path.dirname(files.key), { recursive: true });
        fs.writeFileSync(files.key, made.key, { mode: 0o600 });
        fs.writeFileSync(files.secret, made.secret, { mode: 0o600 });
    }
    return { key: fs.readFileSync(files.key, "utf8"), secret: fs.readFileSync(files.secret, "utf8") };
}

/** Where the secret of an identity pool's client is kept for the same clients, readable by its owner only. */
export function keptClientSecret({ world }: StackFolders, secret: string): string {
    const file = path.join(path.dirname(world), "oauth-client-secret");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, secret, { mode: 0o600 });
    return file;
}
