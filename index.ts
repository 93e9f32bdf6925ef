import * as fs from "node:fs";
import * as path from "node:path";
import { deploy } from "./components/deployment/deployment";
import type { ProgramOutputs } from "./components/deployment/outputTypes";
import { stackReadme } from "./components/deployment/readme";
import { shortenStackTraces } from "./components/internal/stackTraces";
import { loadSettings } from "./components/settings/load";

/** The template of the stack's page in Pulumi Cloud. */
const PAGE = path.join(__dirname, "Pulumi.README.md");

/**
 * The program: Pulumi calls it on every `up` and `preview`. Settings -> hub, environment -> networks, clusters -> access
 * -> topics -> workloads, links -> outputs: `deploy` has a line for each.
 */
async function linkedClusters(): Promise<ProgramOutputs> {
    shortenStackTraces();
    const outputs = await deploy(await loadSettings());
    return { ...outputs, readme: stackReadme(fs.readFileSync(PAGE, "utf8"), { ...outputs }) };
}

export = linkedClusters;
