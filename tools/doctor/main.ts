// Looks at the machine, the accounts and the settings before the first `up`, and says what to do. Changes nothing.
//
//   npm run -s doctor -- --stack NAME [--json]
//
// Confluent Cloud is asked with the stack's own key, or that in CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET;
// AWS through the `aws` command. Exit status: 0 where nothing stands in the way, 1 where something does or for an error.
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import * as yaml from "js-yaml";
import { finished, type Finished } from "../../simulator/engine/command";
import { runTool } from "../stackOptions";
import { examine, type Surroundings } from "./doctor";
import { doctorReport, hasFailed } from "./report";

const ROOT = path.join(__dirname, "..", "..");
const USAGE = "npm run -s doctor -- --stack NAME [--json]";

interface Manifest {
    readonly version: string;
    readonly engines: { readonly node: string };
    readonly dependencies: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest | undefined {
    const file = path.join(folder, "package.json");
    return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, "utf8")) as Manifest) : undefined;
}

/** Of a range such as `>=20.19`, its beginning. */
function release(range: string): string {
    return range.replace(/^[^\d]*/, "");
}

function surroundings(): Surroundings {
    const { engines, dependencies: packages = {} } = manifest(ROOT) ?? {};
    const project = yaml.load(fs.readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as {
        requiredPulumiVersion: string;
    };
    const installed = Object.keys(packages).map((name): [string, string | undefined] => [
        name,
        manifest(path.join(ROOT, "node_modules", name))?.version,
    ]);
    return {
        node: process.versions.node,
        installed: Object.fromEntries(installed),
        environment: process.env,
        wanted: { node: release(engines?.node ?? ""), cli: release(project.requiredPulumiVersion), packages },
    };
}

async function run(command: string, args: readonly string[]): Promise<Finished | undefined> {
    try {
        return await finished(command, args, { cwd: ROOT, env: { PULUMI_SKIP_UPDATE_CHECK: "true" } });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") {
            return undefined;
        }
        throw error;
    }
}

async function main(): Promise<void> {
    const { stack, json } = parseArgs({
        options: { stack: { type: "string" }, json: { type: "boolean", default: false } },
    }).values;
    if (stack === undefined) {
        throw new Error(`which stack? ${USAGE}`);
    }
    const checks = await examine(run, stack, surroundings());
    const isReady = !hasFailed(checks);
    console.log(json ? JSON.stringify({ stack, isReady, checks }) : doctorReport(stack, checks).join("\n"));
    process.exitCode = isReady ? 0 : 1;
}

runTool(main);
