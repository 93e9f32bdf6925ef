import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "../internal/programError";
import { joinedName } from "../internal/naming";
import type { Settings } from "../settings/settings";

/** What every room needs to know of the stack. */
export interface DeploymentContext {
    readonly settings: Settings;
    /** Options of everything at the top of the stack; children inherit `protect`. */
    readonly options: pulumi.ComponentResourceOptions;
    /** The stack's mark, found in the description of what cannot be told apart by name. */
    readonly mark: string;
    /** All resources of providers that have been made with `options` so far, children included. */
    readonly made: () => pulumi.Resource[];
    /** A display name that no other stack of the organisation uses. */
    readonly displayName: (...parts: string[]) => string;
}

/** The context of the running stack. */
export function deploymentContext(settings: Settings): DeploymentContext {
    const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
    const made: pulumi.Resource[] = [];
    const note: pulumi.ResourceTransformation = ({ resource }) => {
        made.push(resource);
        return undefined;
    };
    return {
        settings,
        options: { protect: settings.protection, transformations: [note] },
        made: () => made.filter((resource) => pulumi.CustomResource.isInstance(resource)),
        mark: `Managed by Pulumi: ${project}/${stack}`,
        displayName: (...parts) => joinedName([stack, ...parts]),
    };
}

/** The entry of a map that the settings' own checks guarantee. */
export function entry<T>(map: Readonly<Record<string, T>>, key: string): T {
    const found = map[key];
    if (found === undefined) {
        throw new ProgramError(`${key} is not among ${Object.keys(map).join(", ")}`);
    }
    return found;
}

/** Applies `make` to every entry of a map and keeps the keys. */
export function mapEntries<T, R>(
    map: Readonly<Record<string, T>>,
    make: (key: string, value: T) => R,
): Record<string, R> {
    return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, make(key, value)]));
}
