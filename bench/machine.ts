import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..");

/** Where the figures come from: they mean little without it. */
export interface Machine {
    readonly platform: string;
    readonly cpu: string;
    readonly cpus: number;
    readonly memoryMiB: number;
    /** Average number of busy processes in the last minute, when the benchmark started. */
    readonly load: number;
    readonly node: string;
    /** Installed versions of the packages that the program is run with. */
    readonly packages: Readonly<Record<string, string>>;
}

export function describeMachine(): Machine {
    const cpus = os.cpus();
    return {
        platform: `${os.platform()} ${os.release()} ${os.arch()}`,
        cpu: cpus[0]?.model ?? "unknown",
        cpus: cpus.length,
        memoryMiB: Math.round(os.totalmem() / 2 ** 20),
        load: os.loadavg()[0] ?? 0,
        node: process.version,
        packages: packageVersions(),
    };
}

/** Machine and versions in one line each, for people. */
export function machineLines({ platform, cpu, cpus, memoryMiB, load, node, packages }: Machine): string[] {
    const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
    return [
        `${platform}, ${cpus} x ${cpu}, ${memoryMiB} MiB, load ${load.toFixed(1)}`,
        `Node ${node}, ${versions.join(", ")}`,
    ];
}

function packageVersions(): Record<string, string> {
    const { dependencies } = readPackage(path.join(ROOT, "package.json"));
    const require = createRequire(path.join(ROOT, "index.ts"));
    const names = [...Object.keys(dependencies ?? {}), "typescript"];
    const version = (name: string) => {
        // Not by its exports, which may hide the manifest.
        const folder = require.resolve.paths(name)?.find((parent) => fs.existsSync(path.join(parent, name)));
        return readPackage(path.join(folder ?? "", name, "package.json")).version ?? "unknown";
    };
    return Object.fromEntries(names.map((name) => [name, version(name)]));
}

function readPackage(file: string): { version?: string; dependencies?: Record<string, string> } {
    return JSON.parse(fs.readFileSync(file, "utf8")) as { version?: string; dependencies?: Record<string, string> };
}
