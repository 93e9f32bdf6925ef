import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { confluentProvider } from "../confluent/provider";
import type { World } from "../world";

/** What plays the confluentcloud provider: the stand-in of this project, or the installed plugin. */
export const PLUGINS = ["stand-in", "real"] as const;
export type PluginKind = (typeof PLUGINS)[number];

const { name, version } = confluentProvider;
const EXECUTABLE = `pulumi-resource-${name}${process.platform === "win32" ? ".exe" : ""}`;

export const INSTALL_COMMAND = `pulumi plugin install resource ${name} ${version}`;

/**
 * The folder of the installed confluentcloud plugin: in the plugins of the user's Pulumi home, or on PATH.
 * Throws, with the command that installs it, where there is none.
 */
export function pluginFolder(environment: NodeJS.ProcessEnv = process.env): string {
    const pulumiHome = environment.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
    const installed = path.join(pulumiHome, "plugins", `resource-${name}-v${version}`);
    const folders = [installed, ...(environment.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "")];
    const found = folders.find((folder) => fs.existsSync(path.join(folder, EXECUTABLE)));
    if (found === undefined) {
        throw new Error(
            `the ${name} plugin ${version} is not installed: there is no ${EXECUTABLE} in ${installed} or on PATH. ` +
                `Install it with\n\n    ${INSTALL_COMMAND}\n`,
        );
    }
    return found;
}

/**
 * What the installed plugin needs in its environment to find the simulated clouds: it cannot ask the simulated DNS
 * server, so names go through the proxy unresolved.
 */
export function pluginEnvironment({ data }: World, authorityFile: string): Record<string, string> {
    const proxy = `http://${data.address}:${data.httpPort}`;
    return {
        // In upper case only: Pulumi's Node side follows the lower-case ones even to its own engine on loopback.
        HTTP_PROXY: proxy,
        HTTPS_PROXY: proxy,
        NO_PROXY: `localhost,127.0.0.1,${data.address}`,
        SSL_CERT_FILE: authorityFile,
        // The plugin polls once a minute otherwise; its own tests shorten that the same way.
        TF_ACC: "1",
    };
}
