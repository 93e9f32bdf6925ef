import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Props } from "./clouds";

/** One resource as the program asked the engine for it. */
export interface Registration {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    /** Empty in a preview and for components. */
    readonly id: string;
    readonly parent: string;
    /** URNs that it had in earlier releases. */
    readonly formerUrns: readonly string[];
    readonly custom: boolean;
    /** As sent: secrets in their envelopes, unknown values as {@link UNKNOWN}; without a dynamic provider's code. */
    readonly inputs: Props;
    /** The code of a dynamic resource's provider. */
    readonly providerCode: unknown;
    /** What the mocks gave back. */
    readonly state: Props;
    /** URNs that it waits for, whether named in `dependsOn` or used in an input. */
    readonly dependencies: readonly string[];
    /** The URNs that its inputs come from, by input. */
    readonly inputsFrom: Readonly<Record<string, readonly string[]>>;
    readonly protect: boolean;
    readonly deletedWith: string;
    readonly deleteBeforeReplace: boolean;
    readonly retainOnDelete: boolean;
    readonly ignoreChanges: readonly string[];
    readonly additionalSecretOutputs: readonly string[];
    readonly provider: string;
}

/** How a value that is not known yet travels to the engine. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Reads a request of the SDK with what the mocks gave back. */
export function registration(
    request: RegisterResourceRequest,
    { urn, id, state }: { urn: string; id: string; state: Props },
): Registration {
    const { __provider: providerCode, ...inputs } = request.getObject()?.toJavaScript() ?? {};
    const inputsFrom: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((from, input) => {
        inputsFrom[input] = from.getUrnsList();
    });
    return {
        type: request.getType(),
        name: request.getName(),
        urn,
        id,
        parent: request.getParent(),
        formerUrns: request.getAliasesList().map((alias) => alias.getUrn()),
        custom: request.getCustom(),
        inputs,
        providerCode,
        state,
        dependencies: request.getDependenciesList(),
        inputsFrom,
        protect: request.getProtect() ?? false,
        deletedWith: request.getDeletedwith(),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        retainOnDelete: request.getRetainondelete() ?? false,
        ignoreChanges: request.getIgnorechangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        provider: request.getProvider(),
    };
}

/** Everything that a program asked the engine for. */
export class Recording {
    /** By name: the order of registration differs from run to run, and is not that of creation. */
    readonly registrations: readonly Registration[];
    private readonly byUrn: ReadonlyMap<string, Registration>;

    constructor(
        registrations: readonly Registration[],
        /** What components and the stack registered as their outputs, by URN. */
        readonly outputs: ReadonlyMap<string, Props>,
        /** Tokens of the functions that were called. */
        readonly invokes: readonly string[],
        /** Every secret that the mocks gave out. */
        readonly secrets: readonly string[],
    ) {
        this.registrations = registrations.toSorted((left, right) => (left.name < right.name ? -1 : 1));
        this.byUrn = new Map(registrations.map((each) => [each.urn, each]));
    }

    /** All resources that a provider makes, which leaves out components. */
    get resources(): readonly Registration[] {
        return this.registrations.filter(({ custom }) => custom);
    }

    ofType(...types: readonly string[]): readonly Registration[] {
        return this.registrations.filter(({ type }) => types.includes(type));
    }

    /** Names of all resources of a type. */
    names(type: string): string[] {
        return this.ofType(type).map(({ name }) => name);
    }

    /** The resource of that type and name; an error that names those there are. */
    find(type: string, name: string): Registration {
        const found = this.ofType(type).find((each) => each.name === name);
        if (found === undefined) {
            throw new Error(`no ${type} is called ${name}, only: ${this.names(type).join(", ") || "(none)"}`);
        }
        return found;
    }

    /** The outputs that the component of that type and name registered. */
    outputsOf(type: string, name: string): Props {
        const { urn } = this.find(type, name);
        const outputs = this.outputs.get(urn);
        if (outputs === undefined) {
            throw new Error(`${name} (${type}) registered no outputs`);
        }
        return outputs;
    }

    at(urn: string): Registration {
        const found = this.byUrn.get(urn);
        if (found === undefined) {
            throw new Error(`nothing is registered as ${urn}`);
        }
        return found;
    }

    /** URNs of everything that has to exist before the resource can be made, and that goes only after it. */
    closure(urn: string): ReadonlySet<string> {
        const reached = new Set<string>();
        const open = [urn];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
            for (const dependency of this.at(next).dependencies) {
                if (!reached.has(dependency)) {
                    reached.add(dependency);
                    open.push(dependency);
                }
            }
        }
        return reached;
    }

    /** `type::name` of everything, sorted: what must not change from release to release without an alias. */
    identities(): string[] {
        return this.registrations.map(({ type, name }) => `${type}::${name}`).sort();
    }
}
