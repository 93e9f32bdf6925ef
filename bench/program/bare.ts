import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import type { RecordedResource } from "./recording";

const DYNAMIC = /^pulumi-nodejs:dynamic\/([^:]+):(\w+)$/;
const PROVIDER = /^(aws|confluentcloud):([\w-]+)\/\w+:(\w+)$/;

/**
 * The source of a program that registers the recorded resources one after the other and does nothing else: no
 * components, no settings, no checks. An input that was another resource's id is that resource's id again.
 */
export function bareProgram(resources: readonly RecordedResource[]): string {
    const modules = new Map<string, string>();
    const variables = new Map<string, string>();
    const statements = resources.map((resource, index) => {
        const statement = `const r${index} = ${construction(resource, modules, variables)};`;
        variables.set(resource.id, `r${index}`);
        return statement;
    });
    const imports = [...modules].map(([specifier, name]) => `import * as ${name} from "${specifier}";`);
    return [
        'import * as pulumi from "@pulumi/pulumi";',
        'import * as dynamic from "@pulumi/pulumi/dynamic";',
        ...imports,
        "const provider = { create: async (inputs) => ({ id: inputs.clusterId, outs: inputs }) };",
        "class Gate extends dynamic.Resource {}",
        ...statements,
        "",
    ].join("\n");
}

function construction(
    { type, name, inputs }: RecordedResource,
    modules: Map<string, string>,
    variables: ReadonlyMap<string, string>,
): string {
    const own = Object.entries(inputs).filter(([key]) => key !== "__provider");
    const args = `${JSON.stringify(name)}, ${literal(Object.fromEntries(own), variables)}`;
    const [, module, kind] = DYNAMIC.exec(type) ?? [];
    if (module !== undefined && kind !== undefined) {
        return `new Gate(provider, ${args}, {}, ${JSON.stringify(module)}, ${JSON.stringify(kind)})`;
    }
    const [, provider, service, className] = PROVIDER.exec(type) ?? [];
    if (provider === undefined || service === undefined || className === undefined) {
        throw new Error(
            `the bare program cannot register a ${type}: its package and class do not follow from its name`,
        );
    }
    const specifier = `@pulumi/${provider}${service === "index" ? "" : `/${service}`}`;
    const variable = modules.get(specifier) ?? `sdk${modules.size}`;
    modules.set(specifier, variable);
    return `new ${variable}.${className}(${args})`;
}

/** A value as source text. */
function literal(value: unknown, variables: ReadonlyMap<string, string>): string {
    if (Array.isArray(value)) {
        return `[${value.map((item) => literal(item, variables)).join(", ")}]`;
    }
    if (typeof value === "object" && value !== null) {
        const { [specialSigKey]: mark, ...rest } = value as Record<string, unknown>;
        if (mark === specialSecretSig) {
            return `pulumi.secret(${literal(rest.value, variables)})`;
        }
        const entries = Object.entries(value).map(
            ([key, item]) => `${JSON.stringify(key)}: ${literal(item, variables)}`,
        );
        return `{ ${entries.join(", ")} }`;
    }
    const variable = typeof value === "string" ? variables.get(value) : undefined;
    return variable === undefined ? JSON.stringify(value) : `${variable}.id`;
}
