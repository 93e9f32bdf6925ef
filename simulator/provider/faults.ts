/** What can be made to go wrong with one operation. */
export const FAULT_KINDS = ["fail", "lose", "stop"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const VERBS = ["create", "read", "update", "delete"] as const;
export type Verb = (typeof VERBS)[number];

export interface Fault {
    /** Class name (`ClusterLink`) or whole type token. */
    readonly type: string;
    /** The resource's name in the program; absent: any. */
    readonly name?: string;
    readonly verb: Verb;
    readonly kind: FaultKind;
}

export const FAULT_SYNTAX =
    "TYPE[::NAME].VERB=KIND, for example ClusterLink.create=lose; VERB is create, read, update or delete; " +
    "KIND is fail (refused once), lose (done, but the answer is lost) or stop (done, then the run is killed)";

/** Reads one `--fault` argument; throws with the syntax when it is not understood. */
export function parseFault(text: string): Fault {
    const match = /^(?<type>[^:.=]+(?::[^:.=]+)*?)(?:::(?<name>[^=]+?))?\.(?<verb>[a-z]+)=(?<kind>[a-z]+)$/.exec(text);
    const { type, name, verb, kind } = match?.groups ?? {};
    if (type === undefined || !isOneOf(VERBS, verb) || !isOneOf(FAULT_KINDS, kind)) {
        throw new Error(`--fault ${JSON.stringify(text)} is not understood. Allowed: ${FAULT_SYNTAX}.`);
    }
    return { type, verb, kind, ...(name === undefined ? {} : { name }) };
}

/** The faults still to happen: each happens once. */
export class FaultPlan {
    private readonly pending: Fault[];

    constructor(faults: readonly Fault[]) {
        this.pending = [...faults];
    }

    /** Takes the fault that is planned for this operation, if there is one. */
    take(urn: string, verb: Verb): FaultKind | undefined {
        const [, , types = "", ...names] = urn.split("::");
        const type = types.split("$").at(-1) ?? "";
        const index = this.pending.findIndex(
            (fault) =>
                fault.verb === verb &&
                (fault.type === type || fault.type === type.split(":").at(-1)) &&
                (fault.name === undefined || fault.name === names.join("::")),
        );
        return index < 0 ? undefined : this.pending.splice(index, 1)[0]?.kind;
    }
}

function isOneOf<T extends string>(values: readonly T[], value: string | undefined): value is T {
    return values.some((known) => known === value);
}
