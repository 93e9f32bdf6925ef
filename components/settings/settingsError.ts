import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../internal/problems";

/** A configuration that cannot be used. Pulumi prints its message without a stack trace. */
export class SettingsError extends pulumi.RunError {
    constructor(readonly problems: readonly Problem[]) {
        const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
        const list = problems.map(({ message }) => `  ${message}`).join("\n");
        super(`The configuration of this stack has ${count}; nothing has been changed.\n${list}`);
        this.name = "SettingsError";
        // Nobody reads it, and the SDK formats it in colour, over which Node can spend 20 s and gigabytes.
        // https://github.com/nodejs/node/issues/64011
        this.stack = "";
    }
}
