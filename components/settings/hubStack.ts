import * as pulumi from "@pulumi/pulumi";
import { problem, show } from "../internal/problems";
import { stackName } from "./schema/hub";
import { at } from "./namespace";
import { SettingsError } from "./settingsError";

/** The output of a stack that is the `hub` setting of others. */
export const HUB_OUTPUT = "hub";

const PATH = at("hub", "stack");

/** Gets an output of a stack; undefined where the stack has no such output. */
export type ReadOutput = (stack: string, output: string) => Promise<unknown>;

/**
 * The `hub` setting with `hub.stack` replaced by what that stack outputs as its hub; what stands beside `stack` replaces
 * single parts of it. A hub without `stack` is given back as it is. Throws a SettingsError where the name is no full
 * stack name, or the stack has no hub.
 */
export async function resolvedHub(hub: unknown, read: ReadOutput): Promise<unknown> {
    if (!isMap(hub) || !("stack" in hub)) {
        return hub;
    }
    const { stack, ...own } = hub;
    if (!isStackName(stack)) {
        throw refused(
            stack,
            "the full name of a stack: organisation/project/stack",
            "Write it as `pulumi stack ls` does.",
        );
    }
    const output = await read(stack, HUB_OUTPUT);
    if (!isMap(output)) {
        throw refused(
            stack,
            `a stack with the output "${HUB_OUTPUT}", as a stack with networkHub has after its first up`,
            "Deploy that stack first, or name another, or describe the hub here.",
        );
    }
    return { ...output, ...own };
}

/** The last part of `hub.stack`: what the stack is called in its project; undefined where there is no such name. */
export function hubStack(hub: unknown): string | undefined {
    const stack = isMap(hub) ? hub.stack : undefined;
    return isStackName(stack) ? stack.split("/").at(-1) : undefined;
}

/** Reads outputs of deployed stacks by stack reference, in previews too. */
export async function stackOutput(stack: string, output: string): Promise<unknown> {
    const details = await new pulumi.StackReference(stack).getOutputDetails(output);
    return details.value as unknown;
}

function refused(given: unknown, allowed: string, fix: string): SettingsError {
    return new SettingsError([problem({ path: PATH, given: show(given), allowed, fix })]);
}

function isStackName(value: unknown): value is string {
    return stackName.safeParse(value).success;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
