import * as fs from "node:fs";
import { PROJECT, stateFile, type StackFolders } from "./stackFiles";

/** A resource as the engine's state has it, with secrets still encrypted. */
export interface Recorded {
    readonly type: string;
    readonly urn?: string;
    /** The provider's id; absent for components. */
    readonly id?: string;
    /** URN of the component that it belongs to. */
    readonly parent?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** URNs that it waits for. */
    readonly dependencies?: readonly string[] | null;
    /** URNs that its inputs come from, by input. */
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
    /** True for what was replaced and waits to be deleted. */
    readonly delete?: boolean;
    /** True for what was deleted to be made anew. */
    readonly pendingReplacement?: boolean;
    /** URN of what takes it along: no request deletes it. */
    readonly deletedWith?: string;
    /** True for what a destroy only lets go of. */
    readonly retainOnDelete?: boolean;
}

/** The part of a state's file that tells of resources. */
export interface StateFile {
    readonly checkpoint: { readonly latest?: { readonly resources?: readonly Recorded[] } };
}

const STACK_TYPE = "pulumi:pulumi:Stack";

/** Whether the engine knows a simulated stack, with resources or without. */
export function hasState(folders: Pick<StackFolders, "state">, stack: string): boolean {
    return fs.existsSync(stateFile(folders, stack));
}

/**
 * The resources of a simulated stack, none where it has no state. Read from the file: asking the engine is another
 * start of it, with a key to derive from the passphrase, for what the file tells at once.
 */
export function recordedResources(
    { state }: Pick<StackFolders, "state">,
    stack: string,
    project: string = PROJECT,
): readonly Recorded[] {
    const file = stateFile({ state }, stack, project);
    if (!fs.existsSync(file)) {
        return [];
    }
    const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as StateFile;
    return checkpoint.latest?.resources ?? [];
}

/** The outputs of a stack among its resources. */
export function recordedOutputs(resources: readonly Recorded[]): Readonly<Record<string, unknown>> {
    return resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
}
