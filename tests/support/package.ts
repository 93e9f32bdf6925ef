// The package as its users get it: packed by npm, unpacked into a folder of theirs.
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

export const ROOT = path.join(__dirname, "..", "..");
export const COMPONENTS = path.join(ROOT, "components");
export const PACKAGE = "confluent-cluster-linking";

const run = promisify(execFile);

export interface Installed {
    /** A program's folder, with the package and no other dependency in its own `node_modules`. */
    readonly program: string;
    /** The package in it. */
    readonly folder: string;
    /** Files of the package, relative to it. */
    readonly files: readonly string[];
    /** A folder in which nothing of Node is found. */
    readonly bare: string;
}

let installed: Promise<Installed> | undefined;

/** Packs and installs once in a process, which takes as long as the compiler does. */
export function installedPackage(): Promise<Installed> {
    installed ??= install();
    return installed;
}

async function install(): Promise<Installed> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "package-"));
    process.on("exit", () => {
        fs.rmSync(home, { recursive: true, force: true });
    });
    const [source, program, bare] = ["source", "users/program", "bare"].map((name) => path.join(home, name));
    if (source === undefined || program === undefined || bare === undefined) {
        throw new Error("three names make three folders");
    }
    const folder = path.join(program, "node_modules", PACKAGE);
    fs.cpSync(COMPONENTS, source, { recursive: true, filter: (file) => !/[/\\](dist|node_modules)$/.test(file) });
    fs.mkdirSync(folder, { recursive: true });
    fs.mkdirSync(bare);
    // What the package and the program depend on, as a registry would have it.
    for (const user of [source, path.dirname(program)]) {
        fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(user, "node_modules"));
    }
    const { stdout } = await run("npm", ["pack", "--offline", "--json", "--pack-destination", home], { cwd: source });
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf("["))) as { filename: string; files: { path: string }[] }[];
    if (packed === undefined) {
        throw new Error(`npm pack says: ${stdout}`);
    }
    await run("tar", ["-xzf", path.join(home, packed.filename), "--strip-components", "1", "-C", folder]);
    return { program, folder, bare, files: packed.files.map((file) => file.path) };
}
