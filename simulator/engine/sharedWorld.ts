import * as fs from "node:fs";
import * as path from "node:path";
import { ownFolder, PROJECT, stackFolders, type StackFolders } from "./stackFiles";
import { recordedOutputs, recordedResources } from "./stateFile";

/** Keeps that `stack` uses the simulated clouds of another stack. Throws an Error where it has some of its own. */
export function shareWorld(home: string, stack: string, other: string): void {
    const own = ownFolder(home, stack);
    if (other === stack) {
        return;
    }
    if (fs.existsSync(path.join(own, "world.json"))) {
        throw new Error(
            `stack ${stack} has simulated clouds of its own already, and cannot move to those of stack ${other}: ` +
                "destroy it and reset, or use another --home.",
        );
    }
    fs.mkdirSync(own, { recursive: true });
    fs.writeFileSync(path.join(own, "world-of"), other);
}

/** An output of a simulated stack, by its full name; undefined where there is none. Secrets stay encrypted. */
export function outputOf(folders: Pick<StackFolders, "state">, fullName: string, output: string): unknown {
    const [, project = PROJECT, stack = ""] = fullName.split("/");
    return recordedOutputs(recordedResources(folders, stack, project))[output];
}

/** The folders of a stack whose clouds may be those of another. */
export function foldersOf(home: string, stack: string, other: string | undefined): StackFolders {
    if (other !== undefined) {
        shareWorld(home, stack, other);
    }
    return stackFolders(home, stack);
}
