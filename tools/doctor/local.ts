import { isProps } from "../../simulator/provider/values";
import { failed, firstLine, ok, reaches, warning, type Check, type Run } from "./check";

/** What this project wants of the machine, by its package.json and Pulumi.yaml. */
export interface Wanted {
    /** The oldest release of Node. */
    readonly node: string;
    /** The oldest release of the Pulumi CLI. */
    readonly cli: string;
    /** Exact versions of npm packages, by name. */
    readonly packages: Readonly<Record<string, string>>;
}

const RECOMMENDED_NODE = "22";

export function checkNode(version: string, { node }: Wanted): Check {
    if (!reaches(version, node)) {
        return failed(
            "Node",
            `${version}, and ${node} is the oldest that works`,
            "Install Node 22: https://nodejs.org",
        );
    }
    return reaches(version, RECOMMENDED_NODE)
        ? ok("Node", version)
        : warning("Node", `${version} works, with a warning of the SDK's in every run`, "Install Node 22.");
}

/** `installed` holds the versions that are there. */
export function checkPackages(installed: Readonly<Record<string, string | undefined>>, { packages }: Wanted): Check {
    const others = Object.entries(packages)
        .filter(([name, version]) => installed[name] !== version)
        .map(([name, version]) => `${name} ${installed[name] ?? "missing"} (wanted: ${version})`);
    return others.length === 0
        ? ok("npm packages", `${Object.keys(packages).length}, as in package.json`)
        : failed("npm packages", others.join(", "), "Run: npm ci");
}

export async function checkCli(run: Run, { cli }: Wanted): Promise<Check> {
    const install = "Install it: https://www.pulumi.com/docs/install/";
    const asked = await run("pulumi", ["version"]);
    if (asked === undefined) {
        return failed("Pulumi CLI", "there is no pulumi on PATH", install);
    }
    const version = firstLine(asked.stdout);
    return reaches(version, cli)
        ? ok("Pulumi CLI", version)
        : failed("Pulumi CLI", `${version || "unknown"}, and ${cli} is the oldest that works`, install);
}

const PLUGIN = "@pulumi/";

/** Pulumi gets missing plugins by itself, where it may reach the internet. */
export async function checkPlugins(run: Run, { packages }: Wanted): Promise<Check> {
    const name = "provider plugins";
    const asked = await run("pulumi", ["plugin", "ls", "--json"]);
    const there = asked?.status === 0 ? pluginsIn(asked.stdout) : [];
    const wanted = Object.entries(packages)
        .filter(([one]) => one.startsWith(PLUGIN) && one !== "@pulumi/pulumi")
        .map(([one, version]) => `${one.slice(PLUGIN.length)} ${version}`);
    const missing = wanted.filter((one) => !there.includes(one));
    return missing.length === 0
        ? ok(name, wanted.join(", "))
        : warning(
              name,
              `not installed yet: ${missing.join(", ")}`,
              "Run: pulumi install. Else the first run gets them.",
          );
}

function pluginsIn(text: string): string[] {
    const list: unknown = JSON.parse(text);
    return (Array.isArray(list) ? list : []).flatMap((one: unknown) =>
        isProps(one) && one.kind === "resource" ? [`${String(one.name)} ${String(one.version).replace(/^v/, "")}`] : [],
    );
}
