// Lints the workflows in .github/workflows with actionlint, which is built from pinned Go modules once per machine.
//
//   npm run -s workflows
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

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
    const base = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache");
    const binary = path.join(base, "confluent-cluster-linking", `actionlint-${pinnedVersion()}`, "actionlint");
    if (!fs.existsSync(binary)) {
        fs.mkdirSync(path.dirname(binary), { recursive: true });
        const partial = `${binary}.${process.pid}`;
        const built = await run("go", ["build", "-mod=readonly", "-trimpath", "-o", partial, PACKAGE], __dirname);
        if (built.status !== 0) {
            throw new Error(`actionlint could not be built:\n${built.output}`);
        }
        fs.renameSync(partial, binary);
    }
    return binary;
}

/** What a linter says of the files: empty where nothing is wrong. Expressions only, no shell scripts. */
export async function lint(binary: string, files: readonly string[]): Promise<string> {
    const { status, output } = await run(binary, ["-shellcheck=", "-pyflakes=", "-no-color", ...files], ROOT);
    return status === 0 ? "" : output.trim() || `actionlint ended with status ${status}`;
}

function run(command: string, args: readonly string[], cwd: string): Promise<{ status: number; output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        const keep = (chunk: Buffer) => {
            output += chunk.toString();
        };
        child.stdout.on("data", keep);
        child.stderr.on("data", keep);
        child.on("error", reject);
        child.on("close", (code) => {
            resolve({ status: code ?? 1, output });
        });
    });
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
    main().catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
    });
}
