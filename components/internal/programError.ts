import * as pulumi from "@pulumi/pulumi";

/**
 * An error whose message is for the user and says all: it is printed without a stack trace.
 *
 * It has none to begin with, since the SDK formats a stack in colour before it decides not to print it, and some Node
 * releases spend half a minute and gigabytes of memory on the frames of a TypeScript program.
 * https://github.com/nodejs/node/issues/64011
 */
export class ProgramError extends pulumi.RunError {
    constructor(message: string) {
        super(message);
        this.name = "ProgramError";
        this.stack = "";
    }
}
