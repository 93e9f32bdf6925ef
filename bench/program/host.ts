// Runs in the process that is measured, as plain JavaScript: the only loader there is the one that Pulumi installs.
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import { mockOutputs } from "./mocks";
import type { RecordedResource, StartReport } from "./recording";

const now = () => performance.now() / 1000;

/**
 * Starts `index.ts` of the working folder by Pulumi's own language host, in this process, with mocks in the engine's
 * place. Once nothing is left to do, it writes what that took to `report`; the language host reports errors itself.
 */
async function main(report: string, project: string, stack: string): Promise<void> {
    const resources: RecordedResource[] = [];
    let firstResource = 0;
    let registrations = 0;
    const mocks: pulumi.runtime.Mocks = {
        newResource: ({ type, name, inputs, custom }) => {
            const own = inputs as Record<string, unknown>;
            registrations += 1;
            const id = `${type.split(":").at(-1) ?? type}-${resources.length}`;
            if (custom === true) {
                resources.push({ type, name, inputs: own, id });
            }
            // The stack itself is registered before the program is loaded.
            if (type !== "pulumi:pulumi:Stack" && firstResource === 0) {
                firstResource = now();
            }
            return { id, state: mockOutputs(type, id, own) };
        },
        call: ({ inputs }) => inputs as Record<string, unknown>,
    };
    await pulumi.runtime.setMocks(mocks, project, stack, false);
    const sdkLoaded = now();
    process.once("beforeExit", () => {
        const registered = now();
        const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
        const result: StartReport = {
            sdkLoaded,
            firstResource,
            registered,
            processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
            memoryMiB: maxRSS / 1024,
            registrations,
            resources,
        };
        fs.writeFileSync(report, JSON.stringify(result));
        process.exit();
    });
    process.argv.splice(2, Infinity, "--monitor=mocks", `--project=${project}`, `--stack=${stack}`, "index.ts");
    await import("@pulumi/pulumi/cmd/run");
}

const [report = "", project = "", stack = ""] = process.argv.slice(2);
void main(report, project, stack);
