import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PROJECT, readEarlier, stackFolders } from "../simulator/engine/stackFiles";
import { recordedOutputs, recordedResources, type Recorded } from "../simulator/engine/stateFile";
import { isProps } from "../simulator/provider/values";
import type { PlanDocument } from "./diagram/items";

/** Bytes of the largest state that is read. */
const LARGEST = 2 ** 30;

interface Exported {
    readonly deployment?: { readonly resources?: readonly Recorded[] };
}

type Shown = Readonly<Record<string, { readonly value?: string; readonly objectValue?: unknown }>>;

/**
 * What the state of a stack holds, secrets still encrypted: with `home` of a simulated one that is kept in that folder,
 * without of the one that the Pulumi CLI knows. Nothing where the stack has been destroyed.
 */
export async function resourcesOf(stack: string, home: string | undefined): Promise<readonly Recorded[]> {
    if (home !== undefined) {
        return recordedResources(stackFolders(home, stack), stack);
    }
    // Without --show-secrets: nothing here needs them.
    const exported = JSON.parse(await pulumi("stack", "export", "--stack", stack)) as Exported;
    return exported.deployment?.resources ?? [];
}

/**
 * What a preview would make of a stack that the Pulumi CLI knows, secrets masked by the CLI. Throws an Error with what the
 * preview says is wrong.
 */
export async function planOf(stack: string): Promise<PlanDocument> {
    const flags = ["--json", "--show-sames", "--non-interactive"];
    const text = await pulumi("preview", ...flags, "--stack", stack).catch(documentOfFailed);
    const plan = JSON.parse(text) as PlanDocument;
    const errors = (plan.diagnostics ?? []).filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
        throw new Error(errors.map(({ message }) => message.trim()).join("\n"));
    }
    return plan;
}

/** The outputs of a stack, secrets still encrypted or masked; empty where it has never been up. */
export async function outputsOf(stack: string, home: string | undefined): Promise<Readonly<Record<string, unknown>>> {
    return home === undefined
        ? (JSON.parse(await pulumi("stack", "output", "--json", "--stack", stack)) as Record<string, unknown>)
        : recordedOutputs(recordedResources(stackFolders(home, stack), stack));
}

/**
 * The configuration of a stack by full keys such as `aws:region`, without its secrets. `flags` are more of the CLI's own,
 * such as the file to read it from.
 */
export async function configOf(
    stack: string,
    home: string | undefined,
    flags: readonly string[] = [],
): Promise<Readonly<Record<string, unknown>>> {
    if (home !== undefined) {
        return readEarlier(stackFolders(home, stack), stack).config ?? {};
    }
    const shown = JSON.parse(await pulumi("config", "--json", "--stack", stack, ...flags)) as Shown;
    return Object.fromEntries(Object.entries(shown).map(([key, entry]) => [key, entry.objectValue ?? entry.value]));
}

/** The resolver that a configured stack's gates ask; empty for the system's. */
export function resolverIn(config: Readonly<Record<string, unknown>>): string {
    const readiness = config[`${PROJECT}:readiness`];
    return isProps(readiness) && typeof readiness.resolver === "string" ? readiness.resolver : "";
}

/** Project and stack as the state names them, else as they are called here. */
export function namesOf(
    resources: readonly Pick<Recorded, "urn">[],
    stack: string,
): { project: string; stack: string } {
    const [, inState, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(resources[0]?.urn ?? "") ?? [];
    // The CLI takes a stack by its full name, organisation and project included.
    return { project: project ?? PROJECT, stack: inState ?? stack.slice(stack.lastIndexOf("/") + 1) };
}

/** A preview that fails says why in its document. */
function documentOfFailed(error: unknown): string {
    const { stdout } = isProps(error) ? error : {};
    if (typeof stdout === "string" && stdout.trimStart().startsWith("{")) {
        return stdout;
    }
    throw error;
}

/** Runs the Pulumi CLI, and gives what it prints. Rejects with what it says where it fails. */
export async function pulumi(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)("pulumi", [...args], { maxBuffer: LARGEST });
    return stdout;
}
