import * as pulumi from "@pulumi/pulumi";
import { keyGenerations, type KeyGenerations } from "../access/keyGenerations";
import { ProgramError } from "../internal/programError";
import { joinedName } from "../internal/naming";
import { stackMark, stackTag } from "../internal/stackMark";
import { oauthClient, providerConfig, type OAuthClient } from "../settings/providerConfig";
import type { RotationSettings, Settings } from "../settings/settings";
import { protecting } from "./protection";
import { tagging } from "./stackTag";

/** What every room needs to know of the stack. */
export interface DeploymentContext {
    readonly settings: Settings;
    /** Options of everything at the top of the stack: what is in it is protected and tagged as the stack wants it. */
    readonly options: pulumi.ComponentResourceOptions;
    /** The stack's mark, which ends the description of what Confluent describes; in AWS a tag takes its place. */
    readonly mark: string;
    /** All resources of providers that have been made with `options` so far, children included. */
    readonly made: () => pulumi.Resource[];
    /** A display name that no other stack of the organisation uses. */
    readonly displayName: (...parts: string[]) => string;
    /** The path of a secret, with project and stack in it: other stacks of the account have their own. */
    readonly secretPath: (...parts: string[]) => string;
    /** The client of the provider's identity pool, its secret in the clear. Left out where the stack has keys. */
    readonly oauth?: OAuthClient;
    /** The generations of rotating keys that are valid now. Left out: keys do not rotate. */
    readonly generations?: KeyGenerations;
}

/** The context of the running stack, or of a component in it, whose `parent` is among the options. */
export function deploymentContext(settings: Settings, around: pulumi.ComponentResourceOptions = {}): DeploymentContext {
    const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
    const { rotation, authentication } = settings;
    const made: pulumi.Resource[] = [];
    const note: pulumi.ResourceTransformation = ({ resource }) => {
        made.push(resource);
        return undefined;
    };
    return {
        settings,
        options: {
            ...around,
            transformations: [note, tagging(stackTag(project, stack)), protecting(settings.protection)],
        },
        made: () => made.filter((resource) => pulumi.CustomResource.isInstance(resource)),
        mark: stackMark(project, stack),
        displayName: (...parts) => joinedName([stack, ...parts]),
        secretPath: (...parts) => `/${["confluent", project, stack, ...parts].join("/")}`,
        ...(authentication === "oauth" ? { oauth: oauthClient(providerConfig()) } : {}),
        ...(rotation === undefined ? {} : { generations: keyGenerations(moment(rotation), rotation) }),
    };
}

/** The one place where the program looks at the clock. */
function moment({ asOf }: RotationSettings): Date {
    return asOf === undefined ? new Date() : new Date(asOf);
}

/** The entry of a map that the settings' own checks guarantee. */
export function entry<T>(map: Readonly<Record<string, T>>, key: string): T {
    const found = map[key];
    if (found === undefined) {
        throw new ProgramError(`${key} is not among ${Object.keys(map).join(", ")}`);
    }
    return found;
}
