import * as fs from "node:fs";
import * as path from "node:path";
import { stackConfig } from "./stackFile";

const FOLDER = path.join(__dirname, "..", "..", "examples");
const STACK_FILE = /^Pulumi\.(?<stack>.+)\.yaml$/;

/** A stack file in `examples/`. */
export interface Example {
    readonly stack: string;
    /** Absolute path. */
    readonly file: string;
}

/**
 * The stack files in `examples/` that stand alone on networks that are there: a new one is tested without being named
 * anywhere.
 */
export function examples(): Example[] {
    return all().filter(({ file }) => !isAboutHubs(file));
}

/** Those of stacks that make a hub, or use one that another stack has made. */
export function hubExamples(): Example[] {
    return all().filter(({ file }) => isAboutHubs(file));
}

function isAboutHubs(file: string): boolean {
    const { "confluent-cluster-linking:hub": hub, "confluent-cluster-linking:networkHub": made } = stackConfig(file);
    return made !== undefined || (typeof hub === "object" && hub !== null && "stack" in hub);
}

function all(): Example[] {
    return fs.readdirSync(FOLDER).flatMap((name) => {
        const stack = STACK_FILE.exec(name)?.groups?.stack;
        return stack === undefined ? [] : [{ stack, file: path.join(FOLDER, name) }];
    });
}

/** Whether a stack logs in with keys, which can rotate. */
export function hasKeys({ file }: Example): boolean {
    return stackConfig(file)["confluent-cluster-linking:authentication"] !== "oauth";
}

/** The stack file of that name in `examples/`. */
export function example(stack: string): Example {
    const found = all().find((each) => each.stack === stack);
    if (found === undefined) {
        throw new Error(`there is no example ${stack}`);
    }
    return found;
}
