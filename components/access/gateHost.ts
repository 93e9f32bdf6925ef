import { createRequire } from "node:module";
import * as path from "node:path";
import { ProgramError } from "../internal/programError";

const DYNAMIC_PROVIDER = "@pulumi/pulumi/cmd/dynamic-provider";

/** The folder in which Pulumi will start the gates' provider; undefined where that is the program's own business. */
let folder: string | undefined;

/** Says that this process serves components to programs of other languages, and where Pulumi runs. */
export function gatesStartIn(directory: string): void {
    folder = directory;
}

/**
 * Throws a ProgramError where gates could not be started: they run in Node, which Pulumi starts in the folder of the
 * program, and a program in another language has no SDK for Node there.
 */
export function requireGates(component: string): void {
    if (folder !== undefined && !startsIn(folder)) {
        throw new ProgramError(
            `${component} waits for clusters with gates that Pulumi runs in Node, in the folder of the program, and ` +
                `there is no SDK for Node in ${folder}. Nothing has been made. ` +
                `Run there: npm install @pulumi/pulumi`,
        );
    }
}

/** Whether a Node that is started in the folder finds the SDK, as Pulumi looks for it. */
function startsIn(directory: string): boolean {
    try {
        createRequire(path.join(directory, "package.json")).resolve(DYNAMIC_PROVIDER);
        return true;
    } catch {
        return false;
    }
}
