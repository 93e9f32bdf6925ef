import * as fs from "node:fs";
import * as path from "node:path";

const FOLDER = path.join(__dirname, "..", "..", "examples");
const STACK_FILE = /^Pulumi\.(?<stack>.+)\.yaml$/;

/** A stack file in `examples/`. */
export interface Example {
    readonly stack: string;
    /** Absolute path. */
    readonly file: string;
}

/** Every stack file in `examples/`: a new one is tested without being named anywhere. */
export function examples(): Example[] {
    return fs.readdirSync(FOLDER).flatMap((name) => {
        const stack = STACK_FILE.exec(name)?.groups?.stack;
        return stack === undefined ? [] : [{ stack, file: path.join(FOLDER, name) }];
    });
}

/** The stack file of that name in `examples/`. */
export function example(stack: string): Example {
    const found = examples().find((each) => each.stack === stack);
    if (found === undefined) {
        throw new Error(`there is no example ${stack}`);
    }
    return found;
}
