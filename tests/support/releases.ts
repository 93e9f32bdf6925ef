import * as fs from "node:fs";
import * as path from "node:path";

const FOLDER = path.join(__dirname, "..", "releases");

/** A stack as a release left it, kept in `tests/releases`. */
export interface ReleasedStack {
    readonly version: string;
    readonly stack: string;
    /** Absolute path. */
    readonly file: string;
}

/** Every stack that is kept of a release: a new one is tested without being named anywhere. */
export function releasedStacks(): ReleasedStack[] {
    return fs.readdirSync(FOLDER).flatMap((version) =>
        fs.readdirSync(path.join(FOLDER, version)).map((name) => ({
            version,
            stack: path.basename(name, ".json"),
            file: path.join(FOLDER, version, name),
        })),
    );
}
