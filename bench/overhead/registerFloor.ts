import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "@pulumi/pulumi/dynamic";
import { guardProvider } from "../../components/access/guardProvider";
import { readinessProvider } from "../../components/access/readinessProvider";
import type { FloorResource, FloorValue, OutputPath } from "./floor";

const DYNAMIC = /^pulumi-nodejs:dynamic\/([^:]+):(\w+)$/;
const PROVIDER = /^(aws|confluentcloud):([\w-]+)\/\w+:(\w+)$/;

type Args = Record<string, unknown>;
type ResourceClass = new (name: string, args: Args, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

class Gate extends dynamic.Resource {}

const load = createRequire(path.join(__dirname, "..", "..", "index.ts"));

/** Registers the floor, resource by resource: a program without components, settings or checks. */
export function registerFloor(resources: readonly FloorResource[]): void {
    const made: pulumi.CustomResource[] = [];
    for (const resource of resources) {
        made.push(registered(resource, made));
    }
}

function registered(resource: FloorResource, made: readonly pulumi.CustomResource[]): pulumi.CustomResource {
    const { type, name, dependsOn, deletedWith, deleteBeforeReplace, additionalSecretOutputs } = resource;
    const inputs = Object.entries(resource.inputs).map(([key, value]) => [key, inputOf(value, made)]);
    const args = Object.fromEntries(inputs) as Args;
    const goesWith = deletedWith === undefined ? undefined : made[deletedWith];
    const options: pulumi.CustomResourceOptions = {
        dependsOn: dependsOn.flatMap((place) => made[place] ?? []),
        deleteBeforeReplace,
        additionalSecretOutputs: [...additionalSecretOutputs],
        ...(goesWith === undefined ? {} : { deletedWith: goesWith }),
    };
    const [, module, kind] = DYNAMIC.exec(type) ?? [];
    if (module !== undefined && kind !== undefined) {
        const provider: dynamic.ResourceProvider = kind === "ClustersInReach" ? guardProvider : readinessProvider;
        return new Gate(provider, name, { ...args, ...nameServer() }, options, module, kind);
    }
    return new (classOf(type))(name, args, options);
}

/** The simulator sets it when it runs a stack, after the floor has been recorded. */
function nameServer(): { resolver?: string } {
    const readiness = pulumi.runtime.allConfig()["confluent-cluster-linking:readiness"];
    const { resolver } = JSON.parse(readiness ?? "{}") as { resolver?: string };
    return resolver === undefined ? {} : { resolver };
}

function classOf(type: string): ResourceClass {
    const [, provider = "", service = "", name = ""] = PROVIDER.exec(type) ?? [];
    const sdk = load(`@pulumi/${provider}${service === "index" ? "" : `/${service}`}`) as Record<string, ResourceClass>;
    const found = sdk[name];
    if (found === undefined) {
        throw new Error(`the floor cannot register a ${type}: its package and class do not follow from its name`);
    }
    return found;
}

function inputOf(value: FloorValue, made: readonly pulumi.CustomResource[]): unknown {
    if ("output" in value) {
        return outputAt(value.output, made);
    }
    if ("text" in value) {
        const parts = value.text.map((part) => (typeof part === "string" ? part : outputAt(part, made)));
        return pulumi.all(parts).apply((texts) => texts.join(""));
    }
    if ("list" in value) {
        return value.list.map((item) => inputOf(item, made));
    }
    if ("map" in value) {
        return Object.fromEntries(Object.entries(value.map).map(([key, item]) => [key, inputOf(item, made)]));
    }
    return "secret" in value ? pulumi.secret(inputOf(value.secret, made)) : value.literal;
}

function outputAt({ resource, path: [first, ...rest] }: OutputPath, made: readonly pulumi.CustomResource[]): unknown {
    const owner = made[resource];
    if (owner === undefined || first === undefined) {
        return owner?.id;
    }
    const output = (owner as unknown as Readonly<Record<string, pulumi.Output<unknown> | undefined>>)[first];
    const step = (value: unknown, key: string | number): unknown =>
        typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
    return rest.length === 0 ? output : output?.apply((value) => rest.reduce(step, value));
}
