// Lints the workflows in .github/workflows with actionlint, which is built from pinned Go modules once per machine.
//
//   npm run -s workflows
import * as fs from "node:fs";
import * as path from "node:path";
import { finished, go } from "../../simulator/engine/command";
import { cacheFolder } from "../../simulator/engine/install";
import { runTool } from "../stackOptions";

const ROOT = path.join(__dirname, "..", "..");
const WORKFLOWS = path.join(ROOT, ".github", "workflows");
const PACKAGE = "github.com/rhysd/actionlint/cmd/actionlint";

/** The version in the Go module beside this file. */
export function pinnedVersion(): string {
    const [, version] = /rhysd\/actionlint (v\S+)/.exec(fs.readFileSync(path.join(__dirname, "go.mod"), "utf8")) ?? [];
    if (version === undefined) {
        throw new Error(`tools/actionlint/go.mod names no version of ${PACKAGE}`);
    }
    return version;
}

/** The linter's binary, outside the checkout; built if it is not there. */
export async function actionlint(): Promise<string> {
    const binary = path.join(cacheFolder(`actionlint-${pinnedVersion()}`), "actionlint");
    if (!fs.existsSync(binary)) {
        fs.mkdirSync(path.dirname(binary), { recursive: true });
        const partial = `${binary}.${process.pid}`;
        await go(["build", "-mod=readonly", "-trimpath", "-o", partial, PACKAGE], __dirname);
        fs.renameSync(partial, binary);
    }
    return binary;
}

/** What a linter says of the files: empty where nothing is wrong. Expressions only, no shell scripts. */
export async function lint(binary: string, files: readonly string[]): Promise<string> {
    const flags = ["-shellcheck=", "-pyflakes=", "-no-color"];
    const { status, stdout, stderr } = await finished(binary, [...flags, ...files], { cwd: ROOT });
    return status === 0 ? "" : (stdout + stderr).trim() || `actionlint ended with status ${status}`;
}

async function main(): Promise<void> {
    const files = fs.readdirSync(WORKFLOWS).map((name) => path.join(WORKFLOWS, name));
    const problems = await lint(await actionlint(), files);
    if (files.length === 0 || problems !== "") {
        throw new Error(problems || "there are no workflows");
    }
    console.log(`${files.length} workflows passed`);
}

if (require.main === module) {
    runTool(main);
}
