import * as fs from "node:fs";
import * as path from "node:path";
import type { go as runGo } from "./command";

/** What runs the Go command. */
export type Go = typeof runGo;

const PULUMI = "github.com/pulumi/pulumi/pkg/v3";
const DRIVERS = "gocloud.dev";
const S3 = "github.com/aws/aws-sdk-go-v2/service/s3";

/**
 * Copies of the engine's sources in a folder, with stand-ins for what reaches clouds and is never used here: state
 * backends in buckets, key services of clouds, `pulumi logs`. Their clients are four tenths of all that would have to
 * be compiled; what deploys is as published. Returns the file for `go build -modfile`.
 */
export async function leanSources(moduleFolder: string, folder: string, go: Go): Promise<string> {
    const lean = path.join(moduleFolder, "lean");
    const [pulumi, drivers] = [path.join(folder, "pulumi"), path.join(folder, "gocloud")];
    const stored = await downloaded(moduleFolder, go);
    copySources(stored(PULUMI), pulumi);
    copySources(stored(DRIVERS), drivers);
    for (const driver of fs.readdirSync(path.join(lean, "gocloud", "blob"))) {
        fs.rmSync(path.join(drivers, "blob", driver), { recursive: true });
    }
    fs.cpSync(path.join(lean, "pulumi"), pulumi, { recursive: true });
    fs.cpSync(path.join(lean, "gocloud"), drivers, { recursive: true });
    const modFile = path.join(folder, "go.mod");
    fs.copyFileSync(path.join(moduleFolder, "go.mod"), modFile);
    fs.copyFileSync(path.join(moduleFolder, "go.sum"), path.join(folder, "go.sum"));
    const replaced = { [PULUMI]: pulumi, [DRIVERS]: drivers, [S3]: path.join(lean, "s3") };
    const flags = Object.entries(replaced).map(([module, by]) => `-replace=${module}=${by}`);
    await go(["mod", "edit", ...flags, modFile], folder);
    return modFile;
}

/** Folders of the published modules, checked against go.sum, by module. */
async function downloaded(moduleFolder: string, go: Go): Promise<(module: string) => string> {
    await go(["mod", "download", PULUMI, DRIVERS], moduleFolder);
    const printed = await go(["list", "-m", "-f", "{{.Path}}\t{{.Dir}}", PULUMI, DRIVERS], moduleFolder);
    const folders = new Map(
        printed
            .trim()
            .split("\n")
            .map((line) => line.split("\t") as [string, string]),
    );
    return (module) => {
        const folder = folders.get(module);
        if (folder === undefined || folder === "") {
            throw new Error(`the sources of ${module} are missing`);
        }
        return folder;
    };
}

/** What a build reads. The module cache is read-only, its copies must not be. */
function copySources(from: string, to: string): void {
    for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
        const source = path.join(entry.parentPath, entry.name);
        const relative = path.relative(from, source);
        if (!entry.isFile() || relative.endsWith("_test.go") || relative.split(path.sep).includes("testdata")) {
            continue;
        }
        const target = path.join(to, relative);
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, fs.readFileSync(source));
    }
}
